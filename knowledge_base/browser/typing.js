// What people type, as JSON values of a rule. The language says what its separators mean: 1'000, 1.000,50 or 1,000.50.

import { shifted } from "./formats.js";

const SPACES = /[\s'’`]/g;

// Returns the text with a point as its decimal sign, or null where it cannot be told what the signs mean: 1,000 may be a thousand.
const plain = (text, whole, { group }) => {
  const bare = text.replace(/−/g, "-").replace(SPACES, "").replace(/[.,][-–—]+$/, "");
  const signs = bare.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  const groups = /^-?[1-9]\d{0,2}([.,]\d{3})+$/.test(bare);
  if (new Set(signs).size === 2) return bare.replaceAll(last === "." ? "," : ".", "").replace(",", ".");
  if (groups && (whole || signs.length > 1 || last === group)) return bare.replaceAll(last, "");
  return groups ? null : bare.replace(",", ".");
};

const NUMBERS = {
  integer: (text, { formats }) => {
    const found = plain(text, true, formats.patterns);
    return /^-?\d{1,15}$/.test(found) ? { value: Number(found) } : { error: "integer" };
  },
  decimal: (text, { formats }, unit) => {
    const found = plain(text.replace(/%$/, ""), false, formats.patterns);
    if (found === null) return { error: "separators" };
    if (!/^-?\d+(\.\d+)?$/.test(found)) return { error: "decimal" };
    return { value: unit === "ratio" ? shifted(found, -2) : found };
  },
};

// Returns {value}, or {error}: the end of the key of the message; `empty` where nothing was typed.
export const typed = ({ kind, unit }, text, site) =>
  text ? (NUMBERS[kind]?.(text, site, unit) ?? { value: text }) : { error: kind, empty: true };

// Why the rule refuses a value, as the key of a message in the language and what is filled in.
export const refusal = ({ kind, min, max }, said, value, words) => {
  const limit = (key, number) => [`checker.errors.${key}`, { value: words.value(said, String(number), {}) }];
  if (Number(value) < Number(min)) return limit("at-least", min);
  return Number(value) > Number(max) ? limit("at-most", max) : [`checker.errors.${kind}`];
};
