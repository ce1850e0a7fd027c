// The page that is asked for verdicts and records, many at a time. Everything goes in and out as JSON text.

import { FactsError, Program } from "./program.js";
import { normaliseAll } from "./facts.js";

const programs = new Map();

const opened = async (rule) => {
  const { default: module } = await import(`./rules/${rule}.js`);
  const origin = await fetch(`./rules/${rule}.json`);
  return new Program(module, await origin.json());
};

const program = async (rule) => {
  if (!programs.has(rule)) programs.set(rule, await opened(rule));
  return programs.get(rule);
};

// Facts that do not fit are an answer too. Any other failure is its own text, which nothing expects.
const said = (decide) => {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof FactsError)) return String(error);
    return { problems: error.problems.map(({ code, input }) => [code, input]).sort() };
  }
};

const verdict = (program, { as_of, facts }) => {
  const segment = program.segment(as_of);
  return segment.judge.verdict(program.arguments(segment, normaliseAll(program.inputs, facts), as_of));
};

const asked = (decide) => async (rule, text) => {
  const found = await program(rule);
  return JSON.stringify(JSON.parse(text).map((each) => said(() => decide(found, each))));
};

globalThis.verdicts = asked(verdict);
globalThis.records = asked((program, { as_of, facts }) => program.decide(facts, as_of));
