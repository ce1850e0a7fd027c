// A compiled rule that decides: the same record as the command line gives.

import { toDays, toText as dateText } from "./calendar.js";
import { Changes } from "./changes.js";
import { FactsError, normalise, normaliseAll } from "./facts.js";
import { unpack } from "./module.js";
import { SCALE, toText as numberText, toUnits } from "./numbers.js";
import { Questions } from "./questions.js";
import { Thresholds } from "./thresholds.js";
import { knownOperations, operations, Unknown } from "./three_valued.js";
import { Judge } from "./verdict.js";

export { FactsError };

const COMPUTED = { date: toDays, decimal: toUnits };
const SHOWN = { date: dateText, decimal: (units) => numberText(units, SCALE) };

// How a value that an answer carries is written: a day, an exact number of some scale, or as it is.
const show = ({ shown, places }) => {
  if (shown === "date") return dateText;
  return shown === undefined ? undefined : (units) => numberText(units, shown, places);
};

const computed = (input, value) => (value === null ? null : (COMPUTED[input.kind]?.(value) ?? value));
const shown = (input, value) => (value === null ? null : (SHOWN[input.kind]?.(value) ?? value));

export class Program {
  // `module` is what the module of a rule exports; `origin` ({ruleset, made_from}) is told beside its words.
  constructor(module, origin = {}) {
    const { id, inputs, outcomes, goal, constraints, segments } = unpack(module);
    this.rule = id;
    this.origin = origin;
    this.inputs = inputs;
    this.outcomes = outcomes;
    this.goal = goal;
    this.constraints = constraints;
    this.segments = segments;
    this.prepared = new Map();
  }

  // Returns the normal form of a value of an input; throws FactsError.
  normal(name, value) {
    return normalise(this.inputs.find((input) => input.name === name), value);
  }

  // Returns what is wrong with a value of an input, or null.
  check(name, value) {
    try {
      this.normal(name, value);
      return null;
    } catch (error) {
      if (error instanceof FactsError) return error.problems[0];
      throw error;
    }
  }

  // Returns the decision on facts as of a day, as a record of JSON values; throws FactsError.
  decide(facts, asOf) {
    const segment = this.segment(asOf);
    const normal = normaliseAll(this.inputs, facts);
    const args = this.arguments(segment, normal, asOf);
    const verdict = segment.judge.verdict(args);
    const questions = this.questions(segment, verdict, args);
    return {
      rule: this.rule,
      as_of: asOf,
      status: verdict.status,
      outcome: verdict.outcome,
      reasons: verdict.reasons,
      open_reasons: verdict.open_reasons,
      values: verdict.values,
      missing: questions.map((each) => each.input),
      questions,
      changes: this.changes(segment, verdict, args),
      facts: normal,
      ruleset: this.origin.ruleset,
      made_from: this.origin.made_from,
    };
  }

  arguments(segment, facts, asOf) {
    return this.inputs.map((input) => {
      if (input.name in facts) return computed(input, facts[input.name]);
      if (input.today) return toDays(asOf);
      if (input.name in segment.defaults) return computed(input, segment.defaults[input.name]);
      return new Unknown(1 << input.at);
    });
  }

  questions(segment, { missing }, args) {
    if (!missing.length) return [];
    const pending = segment.judge.pending(args);
    return segment.questions.order(args, missing).map((name) => {
      const bit = 1 << this.inputs.find((input) => input.name === name).at;
      return { input: name, decides: pending.filter(([, bits]) => bits & bit).map(([part]) => part) };
    });
  }

  changes(segment, { status, outcome }, args) {
    if (!this.goal || status !== "decided" || outcome === this.goal) return [];
    return segment.changes.find(args).map(({ inputs, values, alternatives }) => ({
      set: Object.fromEntries(inputs.map((input, at) => [input.name, shown(input, values[at])])),
      changed_by: Object.fromEntries(inputs.map((input) => [input.name, input.changedBy])),
      alternatives: alternatives.map((value) => shown(inputs[0], value)),
    }));
  }

  // What decides in the time in which the parameters stay as they are on a day.
  segment(asOf) {
    const found = this.segments.filter(({ start }) => start <= asOf).at(-1);
    if (!found?.run) {
      const message = `no value on ${asOf}: ${found?.without ?? this.rule}`;
      throw new FactsError([{ code: "KB504", input: "", message }]);
    }
    if (!this.prepared.has(found)) this.prepared.set(found, this.prepare(found));
    return this.prepared.get(found);
  }

  prepare({ run, defaults, requirements, rows, values }) {
    const { inputs, constraints, outcomes } = this;
    const shown = values.map((each) => ({ ...each, show: show(each) }));
    const names = inputs.map((input) => input.name);
    const judge = new Judge({ names, constraints, outcomes, requirements, rows, values: shown }, run(operations), run(knownOperations));
    const thresholds = new Thresholds(inputs, run);
    const questions = new Questions(judge, thresholds, inputs);
    return { defaults, judge, questions, changes: new Changes(judge, thresholds, inputs, this.goal) };
  }
}
