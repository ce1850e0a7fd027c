// What would change the answer: the smallest sets of changes that lead to the good outcome, each decided again.

import { representatives } from "./classes.js";
import { Unknown } from "./three_valued.js";

// Nobody is helped by advice to change more than this at once.
const MOST = 4;
const TIME = "time";

const combinations = (names, size) =>
  size === 0
    ? [[]]
    : names.flatMap((name, at) => combinations(names.slice(at + 1), size - 1).map((rest) => [name, ...rest]));

const distance = (value, given) => {
  const ordered = (each) => typeof each === "number" || typeof each === "bigint";
  return ordered(value) && ordered(given) ? Math.abs(Number(value - given)) : 0;
};

export class Changes {
  constructor(judge, thresholds, inputs, goal) {
    this.judge = judge;
    this.thresholds = thresholds;
    this.inputs = inputs;
    this.goal = goal;
    this.changeable = inputs.filter((input) => input.changedBy && !input.displayOnly);
  }

  // Returns [{inputs, values, alternatives}], fewest changes first, in the order of the inputs.
  find(args) {
    const found = [];
    for (let size = 1; size <= Math.min(MOST, this.changeable.length); size++) {
      for (const inputs of combinations(this.changeable, size)) {
        if (found.some((change) => change.inputs.every((input) => inputs.includes(input)))) continue;
        const leading = this.leading([...args], inputs);
        if (!leading.length) continue;
        const listed = size === 1 && ["choice", "country", "currency"].includes(inputs[0].kind);
        found.push({ inputs, values: leading[0], alternatives: listed ? leading.slice(1).map(([value]) => value) : [] });
      }
    }
    return found;
  }

  // The values that lead to the goal when all these inputs change.
  leading(args, [input, ...rest]) {
    if (!input) {
      const { status, outcome } = this.judge.verdict(args);
      return status === "decided" && outcome === this.goal ? [[]] : [];
    }
    const given = args[input.at];
    const found = [];
    for (const value of this.others(input, given, args)) {
      args[input.at] = value;
      for (const more of this.leading(args, rest)) found.push([value, ...more]);
    }
    args[input.at] = given;
    return found;
  }

  others(input, given, args) {
    const values = representatives(input, this.thresholds.find(args)[0][input.at]).filter((each) => each !== given);
    if (input.changedBy === TIME) {
      return given instanceof Unknown || given === null ? [] : values.filter((each) => each !== null && each > given);
    }
    return values.sort((one, other) => distance(one, given) - distance(other, given));
  }
}
