// The reply in the customer's language, and the buttons that copy it and the proof of it.

import { make } from "../markup.js";
import { copied } from "../clipboard.js";

export class ReplyView {
  // `choose` is called with the customer's language, `given` when something was copied: an answer was given.
  constructor(language, { customer, choose, given }) {
    this.language = language;
    this.given = given;
    this.text = make("textarea", { id: "kb-desk-reply", readonly: true, rows: 12, spellcheck: "false" });
    this.said = make("p", { class: "kb-desk__note", role: "status" });
    this.note = make("p", { class: "kb-desk__note" });
    this.element = make("section", { class: "kb-desk__reply", "aria-labelledby": "kb-desk-reply-title", hidden: true },
      make("h2", { id: "kb-desk-reply-title" }, make("label", { for: "kb-desk-reply" }, language.say("reply"))),
      this.choice(customer, choose),
      this.text,
      make("div", { class: "kb-desk__actions" },
        this.button("copy-text", () => ({ "text/plain": this.reply.toText() }), "kb-desk__button--first"),
        this.button("copy-rich", () => ({ "text/html": this.reply.toHtml(), "text/plain": this.reply.toText() }))),
      make("h3", {}, language.say("proof")),
      make("p", { class: "kb-desk__note" }, language.say("proof-note")),
      this.note,
      make("div", { class: "kb-desk__actions" },
        this.button("copy-receipt", () => ({ "text/plain": this.link })),
        this.button("copy-record", () => ({ "text/plain": JSON.stringify(this.record, null, 2) })),
        make("button", { type: "button", class: "kb-desk__button", onclick: () => window.print() }, language.say("print"))),
      this.said,
    );
  }

  choice(customer, choose) {
    const { languages, language } = this.language;
    const options = Object.entries(languages).map(([code, name]) =>
      make("option", { value: code, lang: code === language ? null : code, selected: code === customer }, name));
    return make("div", { class: "kb-desk__language" },
      make("label", { for: "kb-desk-customer" }, this.language.say("reply-in")),
      make("select", { id: "kb-desk-customer", onchange: (event) => choose(event.target.value) }, options));
  }

  button(key, parts, kind = "") {
    const press = async () => {
      const held = parts();
      const done = await copied(held);
      this.said.textContent = done ? this.language.words["page.copied"] : this.language.say("copy-by-hand");
      if (!done) this.select(held["text/plain"]);
      this.given();
    };
    return make("button", { type: "button", class: `kb-desk__button ${kind}`.trim(), onclick: press }, this.language.say(key));
  }

  // Shows the text that could not be copied, chosen as a whole.
  select(text) {
    this.text.value = text;
    this.text.focus();
    this.text.select();
  }

  show(reply, { record, link, leftOut }) {
    Object.assign(this, { reply, record, link });
    this.text.value = reply.toText();
    this.text.lang = reply.language.language;
    this.note.textContent = leftOut.length ? this.language.say("left-out", { inputs: this.language.site.formats.list(leftOut) }) : "";
    this.said.textContent = "";
    this.allow(true);
    this.element.hidden = false;
  }

  // Nothing can be copied while the reply is not that of the decision shown.
  wait() {
    this.allow(false);
  }

  allow(allowed) {
    for (const button of this.element.querySelectorAll("button")) button.disabled = !allowed;
  }

  refuse(message) {
    this.text.value = "";
    this.said.textContent = message;
    this.element.hidden = false;
  }

  hide() {
    this.element.hidden = true;
  }
}
