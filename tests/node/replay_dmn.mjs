// A DMN file read back by dmn-moddle, which knows its schema, its FEEL evaluated by feelin.
import { DmnModdle } from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

export async function replayDmn(xml, cases) {
  const { rootElement, warnings } = await new DmnModdle().fromXML(xml, "dmn:Definitions");
  if (warnings.length) throw new Error(warnings.map((each) => each.message).join("; "));
  const elements = Object.groupBy(rootElement.drgElement, (each) => each.$type);
  const inputs = (elements["dmn:InputData"] ?? []).map((each) => each.variable);
  return cases.map((facts) => {
    const scope = Object.fromEntries(inputs.map(({ name, typeRef }) => [name, given(name, typeRef, facts)]));
    // decisions stand in the file after those that they require
    for (const { variable, decisionLogic } of elements["dmn:Decision"]) {
      scope[variable.name] = value(decisionLogic, scope);
    }
    return scope[elements["dmn:Decision"].at(-1).variable.name];
  });
}

function given(name, typeRef, facts) {
  if (name === "known_none") return Object.keys(facts).filter((each) => facts[each] === null);
  const fact = facts[name] ?? null;
  if (fact === null || typeRef === "boolean") return fact;
  if (typeRef === "number") return Number(fact);
  return typeRef === "date" ? feel(`date("${fact}")`, {}) : fact;
}

function value(expression, scope) {
  if (expression.$type === "dmn:LiteralExpression") return feel(expression.text, scope);
  return expression.$type === "dmn:Context" ? context(expression, scope) : table(expression, scope);
}

function context({ contextEntry = [] }, scope) {
  const found = {};
  for (const entry of contextEntry) {
    const result = value(entry.value, { ...scope, ...found });
    if (!entry.variable) return result;
    found[entry.variable.name] = result;
  }
  return found;
}

function table({ hitPolicy, input, rule }, scope) {
  if (hitPolicy !== "FIRST") throw new Error(`hit policy ${hitPolicy}`);
  const columns = input.map(({ inputExpression }) => feel(inputExpression.text, scope));
  const row = rule.find(({ inputEntry }) =>
    inputEntry.every(({ text }, place) => unaryTest(text, { ...scope, "?": columns[place] }).value === true),
  );
  return row ? feel(row.outputEntry[0].text, scope) : null;
}

function feel(text, scope) {
  const { value: found, warnings } = evaluate(text, scope);
  // a value that is unknown is null, and null orders with nothing: guards keep its result unread
  const fatal = warnings.filter(({ type }) => !["NOT_COMPARABLE", "NO_PROPERTY_FOUND", "INVALID_TYPE"].includes(type));
  if (fatal.length) throw new Error(`${text}: ${JSON.stringify(fatal)}`);
  return found;
}
