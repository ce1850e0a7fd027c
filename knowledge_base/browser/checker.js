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
  const key = `${performance.timeOrigin}.${steps.size}`;
  steps.set(key, step);
  return { kbCheck: key };
};

class Checker extends HTMLElement {
  connectedCallback() {
    this.rule = this.getAttribute("rule");
    [this.button, this.failed] = this.children;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.begin());
    addEventListener("popstate", () => this.visit());
    this.visit();
  }

  // Shows what the address says: a step taken before, or a case that somebody shared.
  async visit() {
    const step = steps.get(history.state?.kbCheck);
    if (step?.rule === this.rule) {
      if (step.facts) this.show(step);
      else this.close();
      return;
    }
    const shared = step ? null : sharedIn(location.hash);
    if (shared?.rule !== this.rule || !(await this.load())) return;
    const asOf = this.decides(shared.asOf) ? shared.asOf : today();
    this.show({ facts: factsOf(this.program, shared.given), asOf });
    this.scrollIntoView();
  }

  async begin() {
    if (!(await this.load())) return;
    history.replaceState(keep({ rule: this.rule }), "");
    this.go({ facts: {}, asOf: today() });
  }

  async load() {
    if (this.program) return true;
    this.button.setAttribute("aria-busy", "true");
    try {
      const site = openSite(document.documentElement.lang);
      const [module, words] = await Promise.all([loadRule(this.rule), site.then((found) => openWords(this.rule, found))]);
      this.words = words;
      this.program = new Program(module, words.origin);
      this.failed.hidden = true;
    } catch {
      this.failed.hidden = false;
    }
    this.button.removeAttribute("aria-busy");
    return this.failed.hidden;
  }

  // Whether the rule has an answer as of a day.
  decides(asOf) {
    try {
      return Boolean(/^\d{4}-\d\d-\d\d$/.test(asOf) && this.program.decide({}, asOf));
    } catch {
      return false;
    }
  }

  close() {
    this.panel?.remove();
    this.panel = null;
    this.button.hidden = false;
    this.button.focus();
  }

  // Takes a step: the way back leads to the one before.
  go(step) {
    history.pushState(keep({ ...step, rule: this.rule }), "", hashOf({ ...step, program: this.program }));
    this.show(step);
  }

  draw() {
    const { words } = this;
    const id = `kb-check-${this.rule}`;
    this.slots = Object.fromEntries(["day", "asked", "answer", "rest"].map((name) => [name, make("div", { class: `kb-check__${name}` })]));
    this.slots.answer.setAttribute("role", "status");
    this.panel = make("section", { class: "kb-check", "aria-labelledby": id }, make("h3", { id }, sentence(words.question)), Object.values(this.slots));
    this.append(this.panel);
    this.button.hidden = true;
  }

  // Shows a step: {facts, asOf}, `unknown` (names of inputs that the reader does not know), `asking` (an input that is to be changed).
  show({ facts, asOf, unknown = [], asking = null }) {
    if (!this.panel) this.draw();
    Object.assign(this, { facts, asOf, unknown });
    this.record = this.program.decide(facts, asOf);
    const { status, missing } = this.record;
    const name = asking ?? missing.find((each) => !unknown.includes(each));
    const question = name && this.ask(name, Boolean(asking));
    const certain = status !== "needs-info" || this.record.reasons.length > 0;
    this.slots.day.replaceChildren(...this.day());
    this.slots.asked.replaceChildren(...(question ? [question.element] : []));
    this.slots.answer.replaceChildren(...(asking || (name && !certain) ? [] : this.answer(Boolean(name))));
    this.slots.rest.replaceChildren(...(asking ? [] : this.rest(Boolean(name))));
    if (question) question.focus();
    else this.slots.answer.firstElementChild.focus();
  }

  ask(name, changing) {
    const { program, words, facts, asOf, unknown } = this;
    const without = unknown.filter((each) => each !== name);
    return questionOf({
      program, words, facts, name,
      answered: (given) => this.go({ facts: { ...facts, ...given }, asOf, unknown: without }),
      unknown: () => this.go({ facts: Object.fromEntries(Object.entries(facts).filter(([each]) => each !== name)), asOf, unknown: [...without, name] }),
      kept: changing && (() => this.go({ facts, asOf, unknown })),
    });
  }

  day() {
    const { site } = this.words;
    const now = today();
    const again = () => this.go({ facts: this.facts, asOf: now, unknown: this.unknown });
    const said = make("p", {}, site.say("table.as-of", { date: site.formats.date(this.asOf) }));
    return this.asOf === now ? [said] : [said, this.press("checker.today", again)];
  }

  // The decision; `open` while a question stands above it, when only what is certain already is said.
  answer(open) {
    const parts = resultOf(this.record, this.words).filter(Boolean);
    const shown = open ? parts.slice(1) : parts;
    shown[0]?.setAttribute("tabindex", "-1");
    const contradicting = this.record.status === "invalid" ? this.contradicting() : [];
    return [...shown, ...contradicting];
  }

  contradicting() {
    const read = this.record.reasons.flatMap((each) => this.words.constraints[each].inputs);
    return [this.listed([...new Set(read)].filter((name) => name in this.facts))];
  }

  // What was answered, what else can be, and what can be done with it.
  rest(open) {
    const { program, words, facts, record } = this;
    const { site } = words;
    const given = program.inputs.filter(({ name }) => name in facts).map(({ name }) => name);
    const waiting = open ? [] : record.missing;
    const others = program.inputs.filter(({ name, displayOnly, hasDefault }) =>
      !(name in facts) && !displayOnly && !waiting.includes(name) && (hasDefault || record.open_reasons.length > 0));
    const part = (key, names) => (names.length ? [make("h4", {}, site.say(key)), this.listed(names)] : []);
    return [
      ...part("decision.missing", waiting),
      ...part("checker.answers", record.status === "invalid" ? [] : given),
      ...(open || record.status !== "decided" ? [] : part("checker.more", others.map(({ name }) => name))),
      ...(given.length || !open ? [this.actions(), this.note()] : []),
    ].filter(Boolean);
  }

  // Answers with a button to change each; what has no answer yet can be given one.
  listed(names) {
    const { words, facts } = this;
    return make("dl", { class: "kb-check__answers" }, names.map((name) => {
      const { label } = words.inputs[name];
      const key = name in facts ? "checker.change" : "checker.answer";
      const change = this.press(key, () => this.go({ facts, asOf: this.asOf, unknown: this.unknown, asking: name }));
      change.setAttribute("aria-label", `${words.site.say(key)}: ${label}`);
      return make("div", {}, make("dt", {}, label), make("dd", {}, make("span", {}, name in facts ? words.fact(name, facts) : ""), change));
    }));
  }

  actions() {
    return make("div", { class: "kb-check__actions" },
      this.press("checker.copy-link", (event) => this.copy(event.target, location.href)),
      this.press("checker.copy-record", (event) => this.copy(event.target, JSON.stringify(this.record, null, 2))),
      this.press("checker.restart", () => this.go({ facts: {}, asOf: this.asOf })));
  }

  // Says what a link to this case leaves out.
  note() {
    const left = this.program.inputs.filter((input) => isPersonal(input) && input.name in this.facts);
    return left.length > 0 && make("p", { class: "kb-check__note" }, this.words.site.say("checker.private"));
  }

  press(key, does) {
    return make("button", { type: "button", onclick: does }, this.words.site.say(key));
  }

  async copy(button, text) {
    const { site } = this.words;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = site.say("page.copied");
    } catch {
      const field = make("textarea", { readonly: true, rows: 3 }, text);
      button.parentElement.after(make("label", {}, site.say("checker.by-hand"), field));
      field.select();
    }
  }
}

customElements.define("kb-checker", Checker);
