// One customer's case: the rule, what it says in the agent's language, the facts, and the day of the decision.

import { Program } from "../../../rules_engine/javascript/program.js";
import { loadRule } from "../loading.js";
import { today } from "../today.js";
import { openWords } from "../words.js";
import { FactsForm } from "./facts_form.js";

export const openRule = async (rule, language) => {
  const [module, words] = await Promise.all([loadRule(rule), openWords(rule, language.site)]);
  const program = new Program(module, words.origin);
  words.goal = program.goal;
  return { program, words };
};

// Returns those facts that the rule still takes; a link may hold others.
export const fittingFacts = (program, facts) =>
  Object.fromEntries(
    program.inputs
      .filter(({ name }) => Object.hasOwn(facts, name) && !program.check(name, facts[name]))
      .map(({ name }) => [name, facts[name]]),
  );

export class Case {
  // `changed` is called after every change of a fact.
  constructor({ program, words }, language, { facts, asOf, changed }) {
    Object.assign(this, { program, words, asOf });
    this.id = String(Date.now());
    this.form = new FactsForm(program, words, language, fittingFacts(program, facts), changed);
  }

  get rule() {
    return this.program.rule;
  }

  get facts() {
    return this.form.facts;
  }

  // Whether other values hold on the day of the decision than today, for which the sentences were written.
  get otherValues() {
    return this.program.segment(this.asOf) !== this.program.segment(today());
  }

  decide() {
    return this.program.decide(this.facts, this.asOf);
  }
}
