// Facts as they are given, in the one normal form they are compared in. What does not fit is refused, never guessed.

import { toDays, toText } from "./calendar.js";
import { COUNTRIES, CURRENCIES } from "./iso_codes.js";
import { canonical, isNumber, toUnits } from "./numbers.js";

const MAX_INTEGER = 1e9;
const MAX_TEXT = 254;
const SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const AROUND = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const WITHIN = new RegExp(`[${SPACE}]+`, "g");
const EMAIL = new RegExp(`^[^@${SPACE}]+@[^@${SPACE}.]+(\\.[^@${SPACE}.]+)+$`);

export class FactsError extends Error {
  constructor(problems) {
    super(problems[0].message);
    this.problems = problems;
  }
}

// Thrown within this module alone.
const REFUSED = Symbol();

const refuse = () => {
  throw REFUSED;
};

const strip = (text) => text.replace(AROUND, "");
const length = (text) => [...text].length;

const string = (value) => {
  if (typeof value !== "string" || length(value) > 4 * MAX_TEXT) refuse();
  const text = strip(value).normalize("NFC");
  return length(text) > MAX_TEXT || /\p{Cs}/u.test(text) ? refuse() : text;
};

const code = (value) => {
  const text = string(value);
  return /^[\0-\x7f]*$/.test(text) ? text.toUpperCase() : refuse();
};

const member = (list, value) => (list.includes(value) ? value : refuse());

const hasCheckDigits = (iban) =>
  BigInt([...iban.slice(4), ...iban.slice(0, 4)].map((each) => parseInt(each, 36)).join("")) % 97n === 1n;

const normal = {
  boolean: (input, value) => (typeof value === "boolean" ? value : refuse()),
  integer: ({ min, max }, value) =>
    Number.isInteger(value) && Math.abs(value) <= MAX_INTEGER && !(value < min) && !(value > max) ? value : refuse(),
  decimal: ({ min, max }, value) => {
    const text = Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : value;
    if (typeof text !== "string" || !isNumber(strip(text))) refuse();
    const units = toUnits(strip(text));
    const low = min !== undefined && units < toUnits(min);
    return low || (max !== undefined && units > toUnits(max)) ? refuse() : canonical(strip(text));
  },
  date: (input, value) => {
    const text = typeof value === "string" ? strip(value) : "";
    if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text) || toText(toDays(text)) !== text) refuse();
    return text;
  },
  text: (input, value) => string(value),
  choice: ({ choices }, value) => member(choices, string(value)),
  country: (input, value) => member(COUNTRIES, code(value)),
  currency: (input, value) => member(CURRENCIES, code(value)),
  email: (input, value) => {
    const address = strip(string(string(value).toLowerCase()));
    return EMAIL.test(address) ? address : refuse();
  },
  iban: ({ checksum }, value) => {
    const iban = code(value).replace(WITHIN, "");
    return /^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(iban) && (!checksum || hasCheckDigits(iban)) ? iban : refuse();
  },
};

// Returns the normal form of a value, or throws FactsError.
export const normalise = (input, value) => {
  if (value === null && input.nullable) return null;
  try {
    return normal[input.kind](input, value);
  } catch (error) {
    if (error !== REFUSED) throw error;
    throw new FactsError([{ code: "KB502", input: input.name, message: `not allowed: ${value}` }]);
  }
};

// Returns all facts in normal form, or throws FactsError with everything that does not fit.
export const normaliseAll = (inputs, facts) => {
  const byName = new Map(inputs.map((input) => [input.name, input]));
  const problems = [];
  const found = {};
  for (const [name, value] of Object.entries(facts)) {
    const input = byName.get(name);
    if (!input) {
      problems.push({ code: "KB501", input: name, message: `no input ${name}` });
      continue;
    }
    try {
      found[name] = normalise(input, value);
    } catch (error) {
      if (!(error instanceof FactsError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length) throw new FactsError(problems);
  return found;
};
