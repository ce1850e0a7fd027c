// The checker's judge against engines of others, on the same facts, in interleaved rounds.
// On standard input {folder, facts: {rule: [...]}, as_of, rounds}; the runtime and the modules of the
// rules stand in the folder. Prints {rule: {contender: median nanoseconds of one call}}.
import { deepStrictEqual } from "node:assert";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { leavePeers, timingPeers } from "./peers.mjs";

const { folder, facts, as_of, rounds } = JSON.parse(await text(process.stdin));
const load = (name) => import(pathToFileURL(`${folder}/${name}`));
const { Program } = await load("program.js");
const { normaliseAll } = await load("facts.js");
const calendar = await load("calendar.js");

// What is compared of an answer: peers give no more.
const RACES = {
  "leave-organization": [leavePeers(), ({ outcome, reasons }) => (outcome === "invalid" ? null : reasons)],
  "frequency-change-timing": [
    timingPeers(calendar),
    ({ outcome, values }) => [outcome, ...Object.values(values).map(calendar.toDays)],
  ],
};

const found = {};
for (const [rule, [peers, answer]] of Object.entries(RACES)) {
  const program = new Program((await load(`${rule}.js`)).default);
  const segment = program.segment(as_of);
  const judge = (args) => segment.judge.verdict(args);
  const argumentsOf = (each) => program.arguments(segment, normaliseAll(program.inputs, each), as_of);
  const contenders = {
    judge: { call: judge, cases: facts[rule].map(argumentsOf), answer },
    checked: { call: (each) => judge(argumentsOf(each)), cases: facts[rule], answer },
    record: { call: (each) => program.decide(each, as_of), cases: facts[rule], answer },
    ...peers(facts[rule]),
  };
  agree(contenders);
  found[rule] = race(contenders);
}
console.log(JSON.stringify(found));

function agree({ judge, ...others }) {
  for (const [name, { call, cases, answer = (said) => said }] of Object.entries(others)) {
    const expected = judge.cases.map((each) => judge.answer(judge.call(each)));
    deepStrictEqual(cases.map((each) => answer(call(each))), expected, name);
  }
}

function race(contenders) {
  const counts = {};
  const spent = {};
  for (const [name, contender] of Object.entries(contenders)) {
    spent[name] = [];
    counts[name] = 1_000;
    while (time(contender, counts[name]) < 1e7) counts[name] *= 2;
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      spent[name].push(time(contender, counts[name]) / counts[name]);
    }
  }
  return Object.fromEntries(Object.entries(spent).map(([name, each]) => [name, median(each)]));
}

// One call after the other on the next of the cases; what they say is kept, so that none is left out. Time is what
// this thread ran, not what passed: others on the machine do not count.
function time({ call, cases }, count) {
  let kept;
  const start = process.threadCpuUsage();
  for (let at = 0, which = 0; at < count; at++) {
    kept = call(cases[which]);
    which = which + 1 === cases.length ? 0 : which + 1;
  }
  const { user, system } = process.threadCpuUsage(start);
  if (kept === undefined) throw new Error("nothing was said");
  return (user + system) * 1e3;
}

function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1];
}
