// The checker on a guide's page: asks one question after another, and answers as soon as the answer is certain.

import { Program } from "../../rules_engine/javascript/program.js";
import { factsOf, hashOf, isPersonal, sharedIn } from "./address.js";
import { loadRule, sentence } from "./loading.js";
import { make } from "./markup.js";
import { questionOf } from "./question.js";
import { resultOf } from "./result.js";
import { today } from "./today.js";
import { openSite, openWords } from "./words.js";

// The steps taken on this page, for the way back: what the address must not hold stays in memory.
const steps = new Map();
const keep = (step) => {
  const key = Math.random(); // not a number in order: a page that is loaded again starts anew
  steps.set(key, step);
  return { kbCheck: key };
};

class Checker extends HTMLElement {
  connectedCallback() {
    this.rule = this.getAttribute("rule");
    if (!this.children.length) { // the words stand in the first checker of a page alone
      const [button, failed] = document.querySelector("kb-checker").children;
      this.append(button.cloneNode(true), failed.cloneNode(true));
    }
    [this.button, this.failed] = this.children;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.begin());
    addEventListener("popstate", () => this.visit());
    this.visit();
  }

  // Shows what the address says: a step taken before, or a case that somebody shared.
  async visit() {
    const step = steps.get(history.state?.kbCheck);
    const shared = !step && sharedIn(location.hash);
    if (step?.rule === this.rule) {
      if (step.facts) this.show(step);
      else this.close();
    } else if (shared?.rule === this.rule && (await this.load())) {
      const facts = factsOf(this.program, shared.given);
      try {
        this.show({ facts, asOf: new Date(shared.asOf).toISOString().slice(0, 10) });
      } catch {
        this.show({ facts, asOf: today() }); // a day that is none, or before the rule
      }
      this.scrollIntoView();
    }
  }

  async begin() {
    if (!(await this.load())) return;
    history.replaceState(keep({ rule: this.rule }), "");
    this.go({ facts: {}, asOf: today() });
  }

  async load() {
    if (this.program) return true;
    this.button.setAttribute("aria-busy", true);
    try {
      const words = openSite(document.documentElement.lang).then((site) => openWords(this.rule, site));
      const module = await loadRule(this.rule);
      this.words = await words;
      this.program = new Program(module, this.words.origin);
    } catch {
      // said below
    }
    this.button.removeAttribute("aria-busy");
    this.failed.hidden = this.program;
    return this.program;
  }

  close() {
    this.panel?.remove();
    this.panel = null;
    this.button.hidden = false;
    this.button.focus();
  }

  // Takes a step: the way back leads to the one before.
  go(step) {
    history.pushState(keep({ ...step, rule: this.rule }), "", hashOf(this.program, step));
    this.show(step);
  }

  draw() {
    const id = `kb-check-${this.rule}`;
    this.slots = ["day", "asked", "answer", "rest"].map((name) => make("div", { class: `kb-check__${name}`, role: name === "answer" && "status" }));
    this.panel = make("section", { class: "kb-check", "aria-labelledby": id }, make("h3", { id }, sentence(this.words.question)), this.slots);
    this.append(this.panel);
    this.button.hidden = true;
  }

  // Shows a step: {facts, asOf}, `unknown` (names of inputs that the reader does not know), `asking` (an input that is to be changed).
  show({ asking, ...step }) {
    this.record = this.program.decide(step.facts, step.asOf);
    this.step = { unknown: [], ...step };
    if (!this.panel) this.draw();
    const { status, missing, reasons } = this.record;
    const name = asking ?? missing.find((each) => !this.step.unknown.includes(each));
    const question = name && this.ask(name, asking);
    const certain = status !== "needs-info" || reasons.length > 0;
    const parts = asking || (name && !certain) ? [] : resultOf(this.record, this.words).filter(Boolean);
    if (name) parts.shift(); // while a question stands above it, only what is certain already is said
    else parts[0].tabIndex = -1;
    const shown = [this.day(), question ? [question.element] : [], parts, asking ? [] : this.rest(name)];
    this.slots.forEach((slot, at) => slot.replaceChildren(...shown[at]));
    (question || parts[0]).focus();
  }

  ask(name, changing) {
    const { program, words, step } = this;
    const { [name]: before, ...others } = step.facts;
    const unknown = step.unknown.filter((each) => each !== name);
    return questionOf({
      program, words, name, facts: step.facts,
      answered: (given) => this.go({ ...step, facts: { ...step.facts, ...given }, unknown }),
      unknown: () => this.go({ ...step, facts: others, unknown: [...unknown, name] }),
      kept: changing && (() => this.go(step)),
    });
  }

  day() {
    const { site } = this.words;
    const { asOf } = this.step;
    const again = () => this.go({ ...this.step, asOf: today() });
    const said = make("p", {}, site.say("table.as-of", { date: site.formats.date(asOf) }));
    return asOf === today() ? [said] : [said, this.press("checker.today", again)];
  }

  // What was answered, what else can be, and what can be done with it; `open` while a question stands above it.
  rest(open) {
    const { program, words, record, step: { facts } } = this;
    const { status, reasons, open_reasons: could, missing } = record;
    const some = (fits) => program.inputs.filter(fits).map(({ name }) => name);
    // Of facts that contradict each other only those that a constraint reads.
    const read = status === "invalid" && reasons.flatMap((each) => words.constraints[each].inputs);
    const given = some(({ name }) => name in facts && (!read || read.includes(name)));
    const others = some(({ name, displayOnly, hasDefault }) => !(name in facts) && !displayOnly && (hasDefault || could.length));
    const part = (key, names) => (names.length ? [make("h4", {}, words.site.say(key)), this.listed(names)] : []);
    return [
      ...part("decision.missing", open ? [] : missing),
      ...part("checker.answers", given),
      ...part("checker.more", status === "decided" ? others : []),
      ...(given.length || !open ? [this.actions()] : []),
    ];
  }

  // Answers with a button to change each; what has no answer yet can be given one.
  listed(names) {
    const { words, step, step: { facts } } = this;
    return make("dl", { class: "kb-check__answers" }, names.map((name) => {
      const { label } = words.inputs[name];
      const has = name in facts;
      const change = this.press(has ? "checker.change" : "checker.answer", () => this.go({ ...step, asking: name }));
      change.ariaLabel = `${change.textContent}: ${label}`;
      return make("div", {}, make("dt", {}, label), make("dd", {}, make("span", {}, has && words.fact(name, facts)), change));
    }));
  }

  actions() {
    const copy = (key, text) => this.press(key, ({ target }) => this.copy(target, text()));
    const left = this.program.inputs.some((input) => isPersonal(input) && input.name in this.step.facts);
    return make("div", { class: "kb-check__actions" },
      copy("checker.copy-link", () => location.href),
      copy("checker.copy-record", () => JSON.stringify(this.record, null, 2)),
      this.press("checker.restart", () => this.go({ facts: {}, asOf: this.step.asOf })),
      left && make("p", {}, this.words.site.say("checker.private")));
  }

  press(key, onclick) {
    return make("button", { type: "button", onclick }, this.words.site.say(key));
  }

  async copy(button, text) {
    const { site } = this.words;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = site.say("page.copied");
    } catch {
      const field = make("textarea", {}, text);
      button.parentElement.after(make("label", {}, site.say("checker.by-hand"), field));
      field.select();
    }
  }
}

customElements.define("kb-checker", Checker);
