// All questions of a rule at once, for somebody who fills in what a customer wrote. What is left empty is unknown.

import { control, objection } from "../controls.js";
import { sentence } from "../loading.js";
import { make } from "../markup.js";

class Fact {
  constructor(input, value, { program, words, language, changed }) {
    Object.assign(this, { input, program, words, language, changed });
    this.label = words.inputs[input.name].label;
    this.value = value;
    this.state = make("p", { class: "kb-fact__state" });
    this.held = make("div");
    this.clear = make("button", { type: "button", class: "kb-fact__clear", onclick: () => this.forget() },
      words.site.say("answers.unknown"), make("span", { class: "kb-unseen" }, `: ${this.label}`));
    this.none = make("input", { type: "checkbox", checked: value === null, onchange: () => this.setNone() });
    const none = make("label", { class: "kb-fact__none" }, this.none, words.site.say("answers.none"));
    this.element = make("div", { class: "kb-fact", "data-input": input.name },
      this.state, this.held, make("div", { class: "kb-fact__more" }, input.nullable ? none : null, this.help(), this.clear));
    this.held.addEventListener("focusout", (event) => this.left(event));
    this.draw();
    this.showClear();
  }

  help() {
    const { help } = this.words.inputs[this.input.name];
    return help && make("details", { class: "kb-fact__help" },
      make("summary", {}, this.language.say("counts"), make("span", { class: "kb-unseen" }, `: ${this.label}`)),
      make("p", {}, sentence(help)));
  }

  draw() {
    const { input, words, value } = this;
    const ask = sentence(words.inputs[input.name].ask);
    this.control = control({ id: `kb-fact-${input.name}`, input, words, ask: this.label, help: ask, value: value ?? undefined });
    this.control.element.addEventListener("input", () => this.typed());
    this.held.replaceChildren(this.control.element);
  }

  // Takes over what stands in the control. What does not fit is unknown, and is complained about once the field is left.
  typed() {
    const found = this.control.read();
    const wrong = found.error ?? (found.value === undefined ? null : objection(this.program, this.words, this.input.name, found.value));
    const empty = found.empty || (!found.error && found.value === undefined);
    this.message = empty ? null : wrong;
    this.value = wrong || empty ? undefined : this.program.normal(this.input.name, found.value);
    this.none.checked = false;
    if (!this.message) this.control.fail(null);
    this.showClear(!empty);
    this.changed();
  }

  left({ relatedTarget }) {
    if (!this.held.contains(relatedTarget)) this.control.fail(this.message);
  }

  setNone() {
    this.message = null;
    this.value = this.none.checked ? null : undefined;
    this.draw();
    this.showClear();
    this.changed();
  }

  forget() {
    this.message = null;
    this.value = undefined;
    this.none.checked = false;
    this.draw();
    this.control.focus();
    this.showClear();
    this.changed();
  }

  showClear(filled = this.value !== undefined) {
    this.clear.hidden = !filled;
  }

  mark(state) {
    const { classList } = this.element;
    classList.toggle("kb-fact--next", state === "next");
    classList.toggle("kb-fact--settled", state === "settled");
    this.state.textContent = state ? this.language.say(state) : "";
  }
}

export class FactsForm {
  // `facts` are those known already; `changed` is called after every change.
  constructor(program, words, language, facts, changed) {
    this.list = program.inputs.map((input) => new Fact(input, facts[input.name], { program, words, language, changed }));
    this.element = make("div", { class: "kb-facts" }, this.list.map((each) => each.element));
  }

  get facts() {
    return Object.fromEntries(this.list.filter((each) => each.value !== undefined).map((each) => [each.input.name, each.value]));
  }

  focus() {
    this.list[0].control.focus();
  }

  // Says which question is the most useful one, and which no longer matter.
  mark({ missing, open_reasons: unsure }) {
    for (const fact of this.list) {
      const { name, hasDefault, displayOnly } = fact.input;
      const open = unsure.length || missing.includes(name) || hasDefault || displayOnly || fact.value !== undefined || fact.message;
      fact.mark(name === missing[0] ? "next" : open ? null : "settled");
    }
  }
}
