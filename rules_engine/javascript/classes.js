// One value for each class of values that a rule can tell apart, in the form that compiled rules compute with.

import { toDays } from "./calendar.js";
import { toUnits } from "./numbers.js";
import { COUNTRIES, CURRENCIES } from "./iso_codes.js";

const MAX_INTEGER = 1e9;
const FIRST = toDays("1900-01-01");
const LAST = toDays("2999-12-31");
const CENT = toUnits("0.01");

const ascending = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const andOneOther = (found, others) => {
  const known = found.filter((each) => typeof each === "string");
  return [...known, others.find((each) => !known.includes(each))];
};

const TEXTS = ["one", "other", "third", "fourth"];

const CLASSES = {
  boolean: () => [true, false],
  choice: ({ choices }) => choices,
  integer: ({ min, max }, found) => {
    const around = found.map(Number).flatMap((each) => [each - 1, each, each + 1]);
    const low = min ?? -MAX_INTEGER;
    const numbers = [...around, ...(min === undefined ? [0, 1, 30] : [min, min + 1, min + 30])];
    return numbers.sort(ascending).filter((each) => low <= each && each <= (max ?? MAX_INTEGER));
  },
  decimal: ({ min, max }, found) => {
    const limits = [min, max].filter((each) => each !== undefined).map(toUnits);
    const numbers = [...found.flatMap((each) => [each - CENT, each, each + CENT]), ...limits];
    return [...numbers, 0n, toUnits("0.25"), toUnits("20")]
      .sort(ascending)
      .filter((each) => (min === undefined || toUnits(min) <= each) && (max === undefined || each <= toUnits(max)));
  },
  date: (input, found) => {
    const days = found.flatMap((each) => [each - 1, each, each + 1]);
    return (days.length ? days : [toDays("2023-03-15")]).sort(ascending).filter((each) => FIRST <= each && each <= LAST);
  },
  country: (input, found) => andOneOther(found, ["NO", "CH", ...COUNTRIES]),
  currency: (input, found) => andOneOther(found, ["CHF", "EUR", ...CURRENCIES]),
  text: (input, found) => andOneOther(found, TEXTS),
  email: (input, found) => andOneOther(found, TEXTS.map((each) => `${each}@example.org`)),
  iban: (input, found) =>
    andOneOther(found, ["CH9300762011623852957", "DE89370400440532013000", "FR1420041010050500013M02606"]),
};

export const representatives = (input, found) => {
  const values = CLASSES[input.kind](input, found);
  return [...new Set(input.nullable ? [...values, null] : values)];
};
