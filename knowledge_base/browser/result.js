// A decision as a reader sees it: the answer, every reason with what helps, what else could apply, and what would change it.

import { linked, sentence } from "./loading.js";
import { make } from "./markup.js";

// Returns the parts of a decision, the answer first. `head` is the tag of the headings of its parts.
export const resultOf = (record, words, head = "h4") => {
  const { site } = words;
  const part = (key, ...held) => [make(head, {}, site.say(key)), ...held];
  const list = (items) => make("ul", { class: "kb-answer__list" }, items);
  const item = (key) => make("li", {}, make("p", {}, sentence(reasonOf(record, words, key))), adviceOf(words, key));
  const { status, outcome, reasons, values } = record;
  const said = outcome ? sentence(words.outcomes[outcome]) : site.say(`decision.${status}`);
  return [
    make("p", { class: `kb-answer__outcome kb-answer__outcome--${toneOf(record, words)}` }, said),
    outcome && adviceOf(words, outcome),
    reasons.length > 0 && part(status === "needs-info" ? "checker.certain" : "decision.reasons", list(reasons.map(item))),
    record.open_reasons.length > 0 && part("decision.open-reasons", list(record.open_reasons.map(item))),
    Object.keys(values).length > 0 && part("decision.values", pairs(valuePairs(record, words))),
    record.changes.length > 0 && part("changes.title", list(record.changes.map((change) => make("li", {}, changeOf(change, record, words))))),
  ].flat();
};

export const reasonOf = ({ status }, words, key) =>
  status === "invalid" ? words.constraints[key].words : words.reasons[key].fails;

export const valuePairs = ({ values, facts }, words) =>
  Object.entries(values).map(([name, value]) => [words.values[name].label, words.answer(name, value, facts)]);

// What somebody would have to change, in words.
export const changeOf = (change, { facts }, words) => {
  const { site } = words;
  const then = { ...facts, ...change.set };
  const by = Object.entries(change.changed_by);
  if (by.every(([, who]) => who === "time")) return site.say("changes.from", { date: words.fact(by[0][0], then) });
  const said = by.map(([name, who]) => {
    const others = change.alternatives.map((value) => words.fact(name, { ...then, [name]: value }));
    const values = site.formats.list([words.fact(name, then), ...others], "or");
    return `${site.formats.labelled(words.inputs[name].label, values)} (${site.say(`changes.by-${who}`)})`;
  });
  return said.join(` ${site.say("changes.and")} `);
};

export const pairs = (held) =>
  make("dl", { class: "kb-pairs" }, held.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));

// What helps with a reason or an answer: the words, the guide where they do not link to it, the rule to ask next.
const adviceOf = (words, key) => {
  const { words: said, guide, rule } = words.remedies[key] ?? {};
  const links = [];
  if (guide && !said?.includes(`"${guide.href}"`)) links.push(make("a", { href: linked(guide.href) }, guide.title));
  if (rule) links.push(make("a", { href: linked(rule.href) }, rule.question));
  return (said || links.length > 0) && make("div", { class: "kb-answer__advice" }, said && make("p", {}, sentence(said)), links.map((link) => make("p", {}, link)));
};

const toneOf = ({ status, outcome, reasons }, words) => {
  if (status !== "decided") return status;
  return reasons.length || outcome === "denied" ? "no" : outcome === words.goal ? "yes" : "plain";
};
