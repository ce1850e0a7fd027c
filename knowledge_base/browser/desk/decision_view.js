// The decision in the agent's language, and what is still needed.

import { sentence } from "../loading.js";
import { make } from "../markup.js";
import { resultOf } from "../result.js";

export class DecisionView {
  // `follow` is called with the rule that a link in an advice leads to.
  constructor(language, follow) {
    this.language = language;
    this.follow = follow;
    this.held = make("div", { class: "kb-answer" }, make("p", { class: "kb-desk__note" }, language.say("fill")));
    this.said = make("p", { class: "kb-unseen", role: "status" });
    this.element = make("section", { class: "kb-desk__decision", "aria-labelledby": "kb-desk-decision" },
      make("h2", { id: "kb-desk-decision" }, language.say("decision")), this.said, this.held);
    this.held.addEventListener("click", (event) => this.click(event));
  }

  // `warning` says what of the sentences may not be so.
  show(record, words, warning) {
    const asked = record.missing.map((name) => make("li", {}, sentence(words.inputs[name].ask)));
    const missing = asked.length ? [make("h3", {}, words.site.say("decision.missing")), make("ul", { class: "kb-answer__list" }, asked)] : [];
    const day = words.site.say("table.as-of", { date: words.site.formats.date(record.as_of) });
    const origin = `${day} · ${record.rule} · ${record.ruleset.replace("sha256:", "").slice(0, 12)}`;
    const warned = warning && make("p", { class: "kb-desk__warning" }, warning);
    this.held.replaceChildren(
      ...[...resultOf(record, words, "h3"), ...missing, warned, make("p", { class: "kb-desk__note" }, origin)].filter(Boolean),
    );
    for (const link of this.held.querySelectorAll("a")) link.target = "_blank"; // the case stays open here
    this.announce(this.held.querySelector(".kb-answer__outcome").textContent);
  }

  refuse(message) {
    this.held.replaceChildren(make("p", { class: "kb-field__error" }, message));
    this.announce(message);
  }

  announce(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  // A link to another rule's checker opens that rule on the desk.
  click(event) {
    const link = event.target.closest("a");
    const rule = link && new URL(link.href).hash.match(/^#check=([\w-]+)$/)?.[1];
    if (!rule || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.follow(rule);
  }
}

