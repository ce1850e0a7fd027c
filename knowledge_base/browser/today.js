// The day of the company's seat, on which its contracts and deadlines run: the same for every reader.

// Swedish writes a day as rules do: 2026-01-31.
const atTheSeat = () => new Intl.DateTimeFormat("sv", { timeZone: "Europe/Zurich" }).format();

// Pages that show another day ask and answer as of that one.
const shown = () => globalThis.document?.querySelector('meta[name="kb-as-of"]')?.content;

export const today = () => shown() ?? atTheSeat();
