// A receipt that was opened: what was answered then, and what today's rules say.

import { make } from "../markup.js";
import { sentence } from "../loading.js";

const GOOD = new Set(["same", "changed-same"]);
// The words of an id may be gone since, and a link may hold anything: an id without words stands for itself.
const saidOf = (texts, id) => (Object.hasOwn(texts, id) ? sentence(texts[id].fails ?? texts[id].words ?? texts[id]) : id);
const shortDigest = (digest) => digest.replace("sha256:", "").slice(0, 12);

export class ReceiptView {
  constructor(language, close) {
    this.language = language;
    this.close = close;
    this.element = make("section", { class: "kb-receipt", "aria-labelledby": "kb-receipt", tabindex: "-1", hidden: true });
  }

  hide() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  // Shows what is wrong with a link: there is nothing to compare.
  refuse(key, filled = {}) {
    this.fill(this.finding("bad", this.language.say(`receipt.${key}`, filled)));
    this.element.focus();
  }

  show(receipt, words, { finding, missing, then, now }, today) {
    const { language } = this;
    const { formats } = language.site;
    const labels = missing.map((name) => words.inputs[name]?.label ?? name);
    const said = language.say(`receipt.${finding}`, { inputs: formats.list(labels) });
    const kind = GOOD.has(finding) ? "good" : finding === "needs" ? "open" : "bad";
    const answers = [this.answer(language.say("receipt.then"), receipt.as_of, receipt, words)];
    if (then && finding !== "altered" && finding !== "same" && finding !== "changed-same") {
      answers.push(this.answer(language.say("receipt.now-as-of-then"), receipt.as_of, then, words));
      const title = language.say("receipt.now", { date: formats.date(today) });
      if (today !== receipt.as_of) answers.push(this.answer(title, null, now, words));
    }
    this.fill(
      this.finding(kind, said),
      make("p", { class: "kb-receipt__rule" }, sentence(words.question)),
      make("div", { class: "kb-receipt__answers" }, answers),
      make("p", { class: "kb-desk__note" }, this.origin(receipt, then ?? receipt)),
    );
  }

  fill(...parts) {
    const { language } = this;
    const close = make("button", { type: "button", class: "kb-desk__button", onclick: this.close }, language.say("receipt.close"));
    this.element.replaceChildren(make("h2", { id: "kb-receipt" }, language.say("receipt.title")), ...parts, close);
    this.element.hidden = false;
  }

  finding(kind, words) {
    return make("p", { class: `kb-receipt__finding kb-receipt__finding--${kind}`, role: "status" }, words);
  }

  answer(title, day, { status, outcome, reasons, values, facts }, words) {
    const { language } = this;
    const { site } = language;
    const texts = status === "invalid" ? words.constraints : words.reasons;
    const headline = outcome ? saidOf(words.outcomes, outcome) : site.say(`decision.${status}`);
    const shown = Object.keys(values).filter((name) => Object.hasOwn(words.values, name)).map((name) =>
      make("li", {}, site.formats.labelled(words.values[name].label, words.answer(name, values[name], facts))));
    return make("article", { class: "kb-receipt__answer" },
      make("h3", {}, title),
      day && make("p", { class: "kb-desk__note" }, site.say("table.as-of", { date: site.formats.date(day) })),
      make("p", { class: "kb-receipt__outcome" }, headline),
      make("ul", {}, reasons.map((each) => make("li", {}, saidOf(texts, each))), shown),
    );
  }

  origin({ made, rule, ruleset }, { ruleset: current }) {
    const day = this.language.say("receipt.made", { date: this.language.site.formats.date(made) });
    const digests = ruleset === current ? shortDigest(ruleset) : `${shortDigest(ruleset)} → ${shortDigest(current)}`;
    return `${day} · ${rule} · ${digests}`;
  }
}
