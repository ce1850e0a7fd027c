// The case: which rule, on which day, and the facts.

import { linked, sentence } from "../loading.js";
import { make } from "../markup.js";

export class CaseView {
  // `dated` is called with the day that is chosen, `restart` to empty the form.
  constructor(language, { dated, restart }) {
    this.language = language;
    this.restart = restart;
    this.day = make("input", { id: "kb-desk-day", type: "date", required: true, onchange: (event) => dated(event.target.value) });
    this.title = make("h2", { id: "kb-desk-case" });
    this.held = make("div");
    this.element = make("section", { class: "kb-desk__case", "aria-labelledby": "kb-desk-case" }, this.title, this.held);
  }

  show({ rule, words, form, asOf }) {
    const { language } = this;
    this.day.value = asOf;
    this.title.replaceChildren(sentence(words.question));
    const guides = language.rules.find(({ id }) => id === rule).guides.map((guide) => language.guides[guide]);
    const links = guides.map(({ title, path }) => make("li", {}, make("a", { href: linked(path), target: "_blank" }, title)));
    const again = make("button", { type: "button", class: "kb-desk__button", onclick: this.restart }, language.say("start-again"));
    this.held.replaceChildren(
      make("ul", { class: "kb-desk__guides" }, links),
      make("div", { class: "kb-desk__day" }, make("label", { for: "kb-desk-day" }, language.say("as-of")), this.day),
      make("p", { class: "kb-desk__note" }, language.say("facts-note")),
      form.element,
      again,
    );
  }

  refuse(message) {
    this.title.textContent = this.language.say("facts");
    this.held.replaceChildren(make("p", { class: "kb-field__error", role: "alert" }, message));
  }
}
