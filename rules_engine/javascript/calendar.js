// Days as whole numbers since 1970-01-01. A result beyond the calendar (year 1 to 9999) stops at its ends.

const DAY = 86400000;

// Date.UTC reads a year below 100 as one of the twentieth century.
const days = (year, month, day) => new Date(0).setUTCFullYear(year, month, day) / DAY;

export const FIRST = days(1, 0, 1);
export const LAST = days(9999, 11, 31);

export const toDays = (text) => {
  const [year, month, day] = text.split("-").map(Number);
  return days(year, month - 1, day);
};

export const toText = (day) => {
  const date = new Date(day * DAY);
  const two = (number) => String(number).padStart(2, "0");
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
};

// The same day number some months later. Where that month lacks it: the first day of the month after, or its own last.
export const shiftMonths = (day, months, nextMonth) => {
  const date = new Date(day * DAY);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + Number(months);
  if (month < 12) return FIRST;
  if (month >= 120000) return LAST;
  const number = date.getUTCDate();
  const length = number > 28 ? new Date(new Date(0).setUTCFullYear(0, month + 1, 0)).getUTCDate() : 28;
  if (number <= length || number <= 28) return days(0, month, number);
  return nextMonth ? days(0, month + 1, 1) : days(0, month, length);
};

export const shiftDays = (day, count) => Math.min(LAST, Math.max(FIRST, day + Number(count)));
