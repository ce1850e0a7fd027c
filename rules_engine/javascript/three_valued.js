// The operations that compiled rules are made of, by the letters that their modules use.
//
// A truth is a number: 0 holds, -1 does not, and a positive one is unknown: its bits are the inputs it waits for.
// "All of these hold" is then `a | b`, which needs no operation. A value is a boolean, a number (dates are days
// since 1970), an exact number as a scaled BigInt, a text, a list, null for "known to have none", or Unknown.

import { shiftDays, shiftMonths } from "./calendar.js";

export class Unknown {
  constructor(bits) {
    this.bits = bits;
  }
}

export const bitsOf = (value) => (value instanceof Unknown ? value.bits : 0);

export const not = (truth) => (truth > 0 ? truth : ~truth);

// Types are checked ahead of time, so that `==` only ever makes 5 and 5n equal.
export const same = (one, other) =>
  one == other ||
  (Array.isArray(one) && one.length === other?.length && one.every((each, at) => same(each, other[at])));

const isLess = (one, other) => one !== null && other !== null && one < other;
const isAtMost = (one, other) => one !== null && other !== null && one <= other;

const compare = (one, other, holds) => bitsOf(one) | bitsOf(other) || (holds ? 0 : -1);

// An operation on unknown operands is unknown, on null ones null.
const strict = (operation) => (one, other) =>
  one instanceof Unknown || other instanceof Unknown
    ? new Unknown(bitsOf(one) | bitsOf(other))
    : one === null || other === null
      ? null
      : operation(one, other);

const allKnown = (values, operation) => {
  const bits = values.reduce((sum, value) => sum | bitsOf(value), 0);
  return bits ? new Unknown(bits) : operation();
};

const exact = (operation) =>
  strict((one, other) => {
    const result = operation(BigInt(one), BigInt(other));
    return typeof one === "bigint" || typeof other === "bigint" ? result : smallest(result);
  });

// A whole number stays an ordinary one where that is exact.
const smallest = (number) => (Number.isSafeInteger(Number(number)) ? Number(number) : number);

const extreme = (isBetter) => (...values) =>
  allKnown(values, () =>
    values.includes(null) ? null : values.reduce((best, value) => (isBetter(value, best) ? value : best)),
  );

const scaled = (number, places) => BigInt(number) * 10n ** BigInt(places);

export const operations = {
  B: (value) => (value === true ? 0 : value === false ? -1 : bitsOf(value) || -1),
  // The value of the first branch whose condition holds; known where all that may apply agree.
  C: (otherwise, ...branches) => {
    let bits = 0;
    let found;
    let agree = true;
    for (let at = 0; at <= branches.length; at += 2) {
      const truth = at < branches.length ? branches[at] : 0;
      if (truth === -1) continue;
      const value = at < branches.length ? branches[at + 1] : otherwise;
      bits |= truth | bitsOf(value);
      agree &&= !(value instanceof Unknown) && (found === undefined || same(value, found));
      found = value;
      if (truth === 0) break;
    }
    return agree ? found : new Unknown(bits);
  },
  E: (one, other) => compare(one, other, same(one, other)),
  G: extreme((one, other) => one > other),
  I: extreme((one, other) => one < other),
  J: (...lists) => allKnown(lists, () => lists.flatMap((list) => list ?? [])),
  K: (rows, ...keys) =>
    allKnown(keys, () => {
      const row = rows.find((each) => keys.every((key, at) => same(each[at], key)));
      return row ? row[keys.length] : null;
    }),
  L: (one, other) => compare(one, other, isLess(one, other)),
  M: (one, list) => compare(one, list, list !== null && !(list instanceof Unknown) && list.some((each) => same(each, one))),
  N: not,
  O: (one, other) => not(not(one) | not(other)),
  P: exact((one, other) => one + other),
  Q: (one, other) => compare(one, other, isAtMost(one, other)),
  S: exact((one, other) => one - other),
  T: exact((one, other) => one * other),
  W: strict((day, months) => shiftMonths(day, months, true)),
  X: strict((value, places) => (Array.isArray(value) ? value.map((each) => scaled(each, places)) : scaled(value, places))),
  Y: strict((day, months) => shiftMonths(day, months, false)),
  Z: strict(shiftDays),
};

// The same where every operand is known: half of a decision is asking whether one is not.
export const knownOperations = {
  ...operations,
  B: (value) => (value === true ? 0 : -1),
  E: (one, other) => (same(one, other) ? 0 : -1),
  L: (one, other) => (isLess(one, other) ? 0 : -1),
  O: (one, other) => one & other,
  Q: (one, other) => (isAtMost(one, other) ? 0 : -1),
};
