// Days as whole numbers since 1970-01-01. A result beyond the calendar (year 1 to 9999) stops at its ends.
//
// Days and months are told apart by whole numbers alone: the calendar repeats every 400 years, and a year that begins
// in March ends with the day that is sometimes missing.

const ERA = 146097; // days of 400 years
const SHIFT = 719468; // from the first of March of the year 0 to 1970-01-01

const floor = Math.floor;

// The day of a month that is counted from January of the year 0.
const toDay = (months, day) => {
  const march = months - 2;
  const year = floor(march / 12);
  const era = floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = floor((153 * (march - year * 12) + 2) / 5) + day - 1;
  return era * ERA + ofEra * 365 + floor(ofEra / 4) - floor(ofEra / 100) + ofYear - SHIFT;
};

// [months since January of the year 0, day of the month]
const fromDay = (number) => {
  const shifted = number + SHIFT;
  const era = floor(shifted / ERA);
  const ofEra = shifted - era * ERA;
  const year = floor((ofEra - floor(ofEra / 1460) + floor(ofEra / 36524) - floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * year + floor(year / 4) - floor(year / 100));
  const month = floor((5 * ofYear + 2) / 153);
  return [(era * 400 + year) * 12 + month + 2, ofYear - floor((153 * month + 2) / 5) + 1];
};

export const FIRST = toDay(12, 1);
export const LAST = toDay(119999, 31);

export const toDays = (text) => {
  const [year, month, day] = text.split("-").map(Number);
  return toDay(year * 12 + month - 1, day);
};

const two = (number) => (number < 10 ? `0${number}` : number);

export const toText = (number) => {
  const [months, day] = fromDay(number);
  const year = floor(months / 12);
  return `${year > 999 ? year : String(year).padStart(4, "0")}-${two((months % 12) + 1)}-${two(day)}`;
};

// The same day number some months later. Where that month lacks it: the first day of the month after, or its own last.
export const shiftMonths = (number, count, nextMonth) => {
  const [from, day] = fromDay(number);
  const months = from + Number(count);
  if (months < 12) return FIRST;
  if (months > 119999) return LAST;
  const found = toDay(months, day);
  if (day < 29) return found;
  const after = toDay(months + 1, 1);
  return found < after ? found : nextMonth ? after : after - 1;
};

export const shiftDays = (number, count) => Math.min(LAST, Math.max(FIRST, number + Number(count)));
