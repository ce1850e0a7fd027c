// Where the answer can flip: for each input the values that the rule compares it with, for the arguments at hand.
//
// The compiled rule runs once with operations that also remember what their operands were made of.

import { operations, Unknown } from "./three_valued.js";
import { SCALE } from "./numbers.js";

class Traced {
  constructor(value, how, operands) {
    this.value = value;
    this.how = how; // the letter of an operation, or the position of an input
    this.operands = operands;
  }
}

const valueOf = (operand) => (operand instanceof Traced ? operand.value : operand);
const isInput = (operand) => operand instanceof Traced && typeof operand.how === "number";

const tenth = (value, places) => (typeof value === "bigint" ? value / 10n ** BigInt(places) : value);

export class Thresholds {
  constructor(inputs, build) {
    const traced = {};
    for (const [letter, operation] of Object.entries(operations)) {
      traced[letter] = (...operands) => this.apply(letter, operation, operands);
    }
    this.kinds = inputs.map((input) => input.kind);
    this.run = build(traced);
  }

  // Returns [values by input, truths of all comparisons (null: unknown)].
  find(args) {
    this.values = args.map(() => []);
    this.truths = [];
    this.run(...args.map((value, at) => new Traced(value, at)));
    return [this.values, this.truths];
  }

  apply(letter, operation, operands) {
    const value = operation(...operands.map(valueOf));
    if ("BELMQ".includes(letter)) this.compared(letter, operands, value);
    if ("GI".includes(letter)) this.extreme(operands);
    if (letter === "K") this.lookedUp(...operands);
    return "BELMNOQ".includes(letter) ? value : new Traced(value, letter, operands);
  }

  compared(letter, operands, truth) {
    this.truths.push(truth > 0 ? null : truth);
    const [one, other] = operands;
    if (letter === "M") {
      if (Array.isArray(other)) for (const each of other) this.sides(one, each);
    } else if (letter !== "B") {
      this.sides(one, other);
      this.sides(other, one);
    }
  }

  extreme(operands) {
    for (const one of operands) {
      for (const other of operands) if (one !== other && isInput(one)) this.note(one, valueOf(other));
    }
  }

  lookedUp(rows, ...keys) {
    keys.forEach((key, at) => {
      for (const row of rows) this.sides(key, row[at]);
    });
  }

  sides(side, other) {
    if (isInput(side)) this.note(side, valueOf(other));
    else if (side instanceof Traced && side.how === "X") {
      this.sides(side.operands[0], tenth(valueOf(other), side.operands[1]));
    } else if (side instanceof Traced && !(other instanceof Traced)) {
      // one operand known, the other is compared with what is left
      const { P, S } = operations;
      const [left, right] = side.operands;
      if (side.how === "P") {
        if (isInput(left)) this.note(left, S(other, valueOf(right)));
        if (isInput(right)) this.note(right, S(other, valueOf(left)));
      } else if (side.how === "S") {
        if (isInput(left)) this.note(left, P(other, valueOf(right)));
        if (isInput(right)) this.note(right, S(valueOf(left), other));
      }
    }
  }

  note(input, value) {
    if (value === null || value === undefined || value instanceof Unknown) return;
    const whole = this.kinds[input.how] === "decimal" && typeof value === "number";
    this.values[input.how].push(whole ? BigInt(value) * 10n ** BigInt(SCALE) : value);
  }
}
