// Which question to ask next: the order in which the fewest further questions are to be expected.
//
// Exact, by working backwards from every answer; each class of answers counts as equally likely.

import { representatives } from "./classes.js";
import { Unknown } from "./three_valued.js";

export class Questions {
  constructor(judge, thresholds, inputs) {
    this.judge = judge;
    this.thresholds = thresholds;
    this.inputs = inputs;
    this.known = new Map();
  }

  // Returns `missing`, the most useful question first; ties keep the order of the rule.
  order(args, missing) {
    if (missing.length < 2) return missing;
    const expected = new Map(missing.map((name) => [name, Number(this.after([...args], name).toFixed(9))]));
    return [...missing].sort((one, other) => expected.get(one) - expected.get(other));
  }

  // How many further questions are to be expected when the best is asked first.
  expected(args) {
    const { status, missing } = this.judge.verdict(args);
    if (status !== "needs-info") return 0;
    if (missing.length === 1) return 1;
    const key = `${missing}|${this.thresholds.find(args)[1]}`;
    if (!this.known.has(key)) {
      const asked = [...args];
      this.known.set(key, 1 + Math.min(...missing.map((name) => this.after(asked, name))));
    }
    return this.known.get(key);
  }

  // The mean of what is still to be asked once an input is answered.
  after(args, name) {
    const at = this.inputs.findIndex((input) => input.name === name);
    const values = representatives(this.inputs[at], this.thresholds.find(args)[0][at]);
    let total = 0;
    for (const value of values) {
      args[at] = value;
      total += this.expected(args);
    }
    args[at] = new Unknown(1 << at);
    return total / values.length;
  }
}
