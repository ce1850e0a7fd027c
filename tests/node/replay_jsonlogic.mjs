// json-logic-engine, in each of its ways to run an expression, and json-logic-js, which came first: they must give
// the same.
import { deepStrictEqual } from "node:assert";
import { LogicEngine } from "json-logic-engine";
import jsonLogic from "json-logic-js";

export function replayJsonLogic(document, cases) {
  const engine = new LogicEngine();
  const plain = new LogicEngine(undefined, { disableInterpretedOptimization: true });
  const built = new Map();
  const ways = [
    (logic, data) => jsonLogic.apply(logic, data),
    (logic, data) => engine.run(logic, data),
    (logic, data) => plain.run(logic, data),
    (logic, data) => {
      if (!built.has(logic)) built.set(logic, engine.build(logic));
      return built.get(logic)(data);
    },
  ];
  return cases.map((facts) => {
    const [record, ...others] = ways.map((run) => replay(document, facts, run));
    for (const other of others) deepStrictEqual(other, record);
    return record;
  });
}

function replay({ steps, record }, facts, run) {
  const data = { ...facts, "known-none": Object.keys(facts).filter((name) => facts[name] === null) };
  for (const { name, logic } of steps) data[name] = run(logic, data);
  const parts = Object.entries(record).filter(([name]) => name !== "values");
  const found = Object.fromEntries(parts.map(([name, logic]) => [name, run(logic, data)]));
  const values = Object.entries(record.values).map(([name, logic]) => [name, run(logic, data)]);
  return { ...found, values: Object.fromEntries(values) };
}
