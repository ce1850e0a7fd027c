// The day of the company's seat, on which its contracts and deadlines run: the same for every reader.

// Swedish writes a day as rules do: 2026-01-31.
export const today = () => new Intl.DateTimeFormat("sv", { timeZone: "Europe/Zurich" }).format();
