// The day of the company's seat, on which its contracts and deadlines run: the same for every reader.

export const today = () => {
  const parts = new Intl.DateTimeFormat("en", { timeZone: "Europe/Zurich", year: "numeric", month: "2-digit", day: "2-digit" });
  const { year, month, day } = Object.fromEntries(parts.formatToParts().map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
};
