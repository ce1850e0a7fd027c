// A case in the address of a page, so that it can be shared: the rule, the day, and the facts that are nobody's personal data.

export const isPersonal = ({ kind }) => ["email", "iban", "text"].includes(kind);

// Returns what stands behind the address. A fact that is known to be none is empty there.
export const hashOf = (program, { facts, asOf }) => {
  const held = new URLSearchParams({ check: program.rule, as_of: asOf });
  for (const input of program.inputs) {
    if (input.name in facts && !isPersonal(input)) held.set(input.name, facts[input.name] ?? "");
  }
  return `#${held}`;
};

// Returns {rule, asOf, given} of an address, or null where it holds no case.
export const sharedIn = (hash) => {
  const held = new URLSearchParams(hash.slice(1));
  const { check: rule, as_of: asOf, ...given } = Object.fromEntries(held);
  return rule ? { rule, asOf, given } : null;
};

const read = ({ kind, nullable }, text) => {
  if (text === "") return nullable ? null : undefined;
  if (kind === "boolean") return { true: true, false: false }[text];
  return kind === "integer" ? Number(text) : text;
};

// Returns the given facts that fit the rule; an old link may hold others.
export const factsOf = (program, given) => {
  const facts = {};
  for (const input of program.inputs) {
    const { name } = input;
    if (!(name in given) || isPersonal(input)) continue;
    const value = read(input, given[name]);
    if (value !== undefined && !program.check(name, value)) facts[name] = program.normal(name, value);
  }
  return facts;
};
