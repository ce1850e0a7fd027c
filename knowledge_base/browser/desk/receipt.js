// What was decided, on which facts and by which rule, in a link that any language can open. No personal facts.

import { isPersonal } from "../address.js";

const bytes = (text) => new TextEncoder().encode(text);

// A sum over the characters: it finds links that were cut off or retyped, not those altered on purpose.
const checksum = (text) => {
  let sum = 0x811c9dc5;
  for (const byte of bytes(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum.toString(36);
};

const packed = (text) =>
  btoa(String.fromCharCode(...bytes(text))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const unpacked = (code) =>
  new TextDecoder("utf-8", { fatal: true }).decode(
    Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0)),
  );

// Returns the receipt of a record; `made` is the day on which it was decided.
export const receiptOf = (record, program, made) => {
  const personal = program.inputs.filter((input) => isPersonal(input) && record.facts[input.name]);
  const leftOut = personal.map(({ name }) => name);
  const secrets = new Set(leftOut.map((name) => record.facts[name]));
  const without = (pairs, omitted) => Object.fromEntries(Object.entries(pairs).filter((pair) => !omitted(pair)));
  return {
    rule: record.rule,
    as_of: record.as_of,
    made,
    ruleset: record.ruleset,
    facts: without(record.facts, ([name]) => leftOut.includes(name)),
    left_out: leftOut,
    status: record.status,
    outcome: record.outcome,
    reasons: record.reasons,
    open_reasons: record.open_reasons,
    values: without(record.values, ([, value]) => secrets.has(value)),
  };
};

export const encode = (receipt) => {
  const code = packed(JSON.stringify(receipt));
  return `${code}.${checksum(code)}`;
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const isList = (value) => Array.isArray(value) && value.every((each) => typeof each === "string");
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const STATUSES = ["decided", "needs-info", "invalid"];
const fits = (each) =>
  [each.rule, each.ruleset].every((text) => typeof text === "string") &&
  STATUSES.includes(each.status) &&
  [each.as_of, each.made].every((day) => DAY.test(day)) &&
  [each.reasons, each.open_reasons, each.left_out].every(isList) &&
  [each.facts, each.values].every(isMap) &&
  (each.outcome === null || typeof each.outcome === "string");

// Returns the receipt of a code, or null where it is not whole.
export const decode = (text) => {
  const [code, sum] = text.split(".");
  if (checksum(code) !== sum) return null;
  try {
    const receipt = JSON.parse(unpacked(code));
    return isMap(receipt) && fits(receipt) ? receipt : null;
  } catch {
    return null;
  }
};
