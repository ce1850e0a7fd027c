// What a rule says of arguments, some of which may be unknown.
//
// `judged` is what a compiled rule returns for arguments: the truths of its constraints, of its requirements or rows,
// of the further reasons of rows, and then its values, all in one list.

import { FactsError } from "./facts.js";
import { bitsOf, Unknown } from "./three_valued.js";

const named = (names, mask) => names.filter((name, bit) => (mask >> bit) & 1);

const decided = (outcome, reasons, open, values) => ({
  status: "decided", outcome, reasons, open_reasons: open, missing: [], values,
});

const needsInfo = (names, mask) => ({
  status: "needs-info", outcome: null, reasons: [], open_reasons: [], missing: named(names, mask), values: {},
});

// A call that spreads a list takes longer than most rules; what is too much is not looked at.
const few = (run, a) => run(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
const many = (run, args) => run(...args);

export class Judge {
  // `run` is a compiled rule that computes; `runKnown` does where every argument is known.
  constructor({ names, constraints, outcomes, requirements, rows, values }, run, runKnown) {
    this.run = run;
    this.runKnown = runKnown;
    this.call = names.length > 7 ? many : few;
    this.names = names;
    this.constraints = constraints;
    this.outcomes = outcomes;
    this.rows = rows;
    this.parts = rows ?? requirements;
    this.values = values;
    this.first = constraints.length; // where the truths of requirements or rows begin
    this.reasons = this.first + this.parts.length;
    this.carried = this.reasons + (rows ?? []).reduce((sum, row) => sum + row.length - 2, 0);
    this.quick = !values.length && this.carried < 31;
    this.made = []; // verdicts by the bits of what does not hold
  }

  // Returns the verdict on arguments in the order of the inputs.
  verdict(args) {
    for (let at = 0; at < args.length; at++) {
      if (args[at] instanceof Unknown) return this.judge(this.call(this.run, args));
    }
    const judged = this.call(this.runKnown, args);
    if (!this.quick) return this.judge(judged);
    let failing = 0;
    for (let at = 0; at < judged.length; at++) failing |= judged[at] & (1 << at);
    return (this.made[failing] ??= this.judge(judged));
  }

  judge(judged) {
    for (let at = 0; at < this.first; at++) if (judged[at] === -1) return this.invalid(judged);
    return this.rows ? this.table(judged) : this.eligibility(judged);
  }

  // Returns for each requirement, row and value the bits of the inputs it waits for.
  pending(args) {
    const judged = this.call(this.run, args);
    const found = this.parts.map((part, at) => [this.rows ? part[0] : part, Math.max(0, judged[this.first + at])]);
    for (const outcome of this.outcomes) {
      this.values.forEach(({ name, outcomes }, at) => {
        if (outcomes.includes(outcome)) found.push([`${outcome}.${name}`, bitsOf(judged[this.carried + at])]);
      });
    }
    return found;
  }

  invalid(judged) {
    const reasons = this.constraints.filter((name, at) => judged[at] === -1);
    return { status: "invalid", outcome: null, reasons, open_reasons: [], missing: [], values: {} };
  }

  eligibility(judged) {
    let failing = 0;
    let unknown = 0;
    let needed = 0;
    for (let bit = 0; bit < this.parts.length; bit++) {
      const truth = judged[this.first + bit];
      if (truth === -1) failing |= 1 << bit;
      else if (truth > 0) {
        unknown |= 1 << bit;
        needed |= truth;
      }
    }
    const [met, notMet] = this.outcomes;
    if (!failing && unknown) {
      return needsInfo(this.names, needed | this.waiting(met, judged) | this.waiting(notMet, judged));
    }
    const outcome = this.outcomes[failing ? 1 : 0];
    const waiting = this.waiting(outcome, judged);
    if (waiting) return needsInfo(this.names, waiting);
    return decided(outcome, named(this.parts, failing), named(this.parts, unknown), this.carry(outcome, judged));
  }

  table(judged) {
    const possible = [];
    for (let at = 0; at < this.rows.length; at++) {
      const truth = judged[this.first + at];
      if (truth !== -1) possible.push(at);
      if (truth === 0) break;
    }
    if (!possible.length) throw new FactsError([{ code: "KB507", input: "", message: "no row" }]);
    const outcomes = possible.map((row) => this.rows[row][1]);
    let needed = 0;
    possible.forEach((row, place) => {
      needed |= this.waiting(outcomes[place], judged);
      if (outcomes.slice(place + 1).some((later) => later !== outcomes[place])) needed |= judged[this.first + row];
    });
    if (needed || outcomes.some((each) => each !== outcomes[0])) return needsInfo(this.names, needed);
    const [certain, open] = this.carried > this.reasons ? this.rowReasons(possible, judged) : [[], []];
    return decided(outcomes[0], certain, open, this.carry(outcomes[0], judged));
  }

  // Reasons that apply whichever of the rows it is, and those that may apply.
  rowReasons(possible, judged) {
    const truths = new Map();
    let at = this.reasons;
    this.rows.forEach(([, , ...reasons], row) => {
      for (const name of reasons) {
        if (possible.includes(row)) truths.set(name, [...(truths.get(name) ?? []), judged[at]]);
        at++;
      }
    });
    const certain = [];
    const open = [];
    for (const [name, each] of truths) {
      if (each.length === possible.length && each.every((truth) => truth === 0)) certain.push(name);
      else if (each.some((truth) => truth !== -1)) open.push(name);
    }
    return [certain, open];
  }

  // The bits of the inputs that the values of an outcome still need.
  waiting(outcome, judged) {
    let bits = 0;
    for (let at = 0; at < this.values.length; at++) {
      if (this.values[at].outcomes.includes(outcome)) bits |= bitsOf(judged[this.carried + at]);
    }
    return bits;
  }

  // The values that an outcome carries, null ones left out.
  carry(outcome, judged) {
    const found = {};
    for (let at = 0; at < this.values.length; at++) {
      const { name, outcomes, show } = this.values[at];
      const value = judged[this.carried + at];
      if (value === null || value instanceof Unknown || !outcomes.includes(outcome)) continue;
      found[name] = show ? show(value) : value;
    }
    return found;
  }
}
