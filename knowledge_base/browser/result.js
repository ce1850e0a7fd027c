// A decision as a reader sees it: the answer, every reason with what helps, what else could apply, and what would change it.

import { linked, sentence } from "./loading.js";
import { make } from "./markup.js";

// Returns the parts of a decision, the answer first. `head` is the tag of the headings of its parts.
export const resultOf = ({ status, outcome, reasons, open_reasons: could, values, changes, facts }, words, head = "h4") => {
  const { site } = words;
  const list = (key, held) => held.length > 0 && [
    make(head, {}, site.say(key)),
    make("ul", { class: "kb-answer__list" }, held.map((each) => make("li", {}, each))),
  ];
  const reason = (key) => [
    make("p", {}, sentence(status === "invalid" ? words.constraints[key].words : words.reasons[key].fails)),
    adviceOf(words, key),
  ].filter(Boolean);
  // What somebody would have to change.
  const change = ({ set, changed_by }) => {
    const then = { ...facts, ...set };
    const by = Object.entries(changed_by).map(([name, who]) => ({ name, who, value: words.fact(name, then) }));
    if (by.every(({ who }) => who === "time")) return site.say("changes.from", { date: by[0].value });
    return by
      .map(({ name, who, value }) => `${site.formats.labelled(words.inputs[name].label, value)} (${site.say(`changes.by-${who}`)})`)
      .join(`\n${site.say("changes.and")} `);
  };
  const value = ([name, each]) => site.formats.labelled(words.values[name].label, words.answer(name, each, facts));
  const tone = status === "decided" && words.goal && outcome !== words.goal ? "no" : status;
  const said = outcome ? sentence(words.outcomes[outcome]) : site.say(`decision.${status}`);
  return [
    make("p", { class: `kb-answer__outcome kb-answer__outcome--${tone}` }, said),
    outcome && adviceOf(words, outcome),
    list(status === "needs-info" ? "checker.certain" : "decision.reasons", reasons.map(reason)),
    list("decision.open-reasons", could.map(reason)),
    list("decision.values", Object.entries(values).map(value)),
    list("changes.title", changes.map(change)),
  ].flat();
};

// What helps with a reason or an answer: the words, the guide where they do not link to it, the rule to ask next.
const adviceOf = (words, key) => {
  const { words: said, guide, rule } = words.remedies[key] ?? {};
  const link = ({ href, title, question }) => make("p", {}, make("a", { href: linked(href) }, title ?? question));
  const parts = [
    said && make("p", {}, sentence(said)),
    guide && !said?.includes(`"${guide.href}"`) && link(guide),
    rule && link(rule),
  ].filter(Boolean);
  return parts.length > 0 && make("div", { class: "kb-answer__advice" }, parts);
};
