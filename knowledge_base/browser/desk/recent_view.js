// The list of decisions that this browser keeps.

import { make } from "../markup.js";

export class RecentView {
  // `open` is called with the receipt of the decision that is chosen; `changed` when the list was emptied.
  constructor(language, recent, { open, changed }) {
    Object.assign(this, { language, recent, open, changed });
    this.held = make("div");
    this.element = make("section", { class: "kb-desk__recent", "aria-labelledby": "kb-desk-recent" },
      make("h2", { id: "kb-desk-recent" }, language.say("recent.title")), this.held);
    this.show();
  }

  show() {
    const { language, recent } = this;
    if (!recent.allowed) {
      this.held.replaceChildren(make("p", {}, language.say("recent.forbidden")));
      return;
    }
    const { entries } = recent;
    const list = make("ul", {}, entries.map((entry) => this.item(entry)));
    const none = make("p", {}, language.say("recent.none"));
    const clear = make("button", { type: "button", class: "kb-desk__button", onclick: () => this.empty() }, language.say("recent.clear"));
    this.held.replaceChildren(
      make("p", { class: "kb-desk__note" }, language.say("recent.note")),
      recent.on && entries.length ? list : none,
      make("div", { class: "kb-desk__actions" }, this.choice(), entries.length ? clear : ""),
    );
  }

  choice() {
    const turn = (event) => {
      this.recent.on = event.target.checked;
      this.changed();
      this.show();
      this.held.querySelector("input").focus();
    };
    return make("label", { class: "kb-desk__switch" },
      make("input", { type: "checkbox", checked: this.recent.on, onchange: turn }),
      this.language.say("recent.keep"));
  }

  empty() {
    this.recent.clear();
    this.changed();
    this.show();
    this.held.querySelector("input").focus();
  }

  item({ rule, day, said, language, receipt }) {
    const known = this.language.rules.find(({ id }) => id === rule);
    const button = make("button", { type: "button", onclick: () => this.open(receipt) }, known?.question ?? rule);
    const lang = language === this.language.language ? null : language;
    const about = make("small", {}, `${this.language.site.formats.date(day)} · `, make("span", { lang }, said));
    return make("li", {}, button, about);
  }
}
