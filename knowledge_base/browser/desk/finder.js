// Finds rules by words: all must be in a rule, and one in its question counts more than one in its reasons.

import { beginsNearly, foldedWords, spellings } from "./folding.js";

const WEIGHTS = { question: 6, guides: 4, about: 2 };
const WHOLE = 1, BEGINS = 0.8, WITHIN = 0.5, NEARLY = 0.25;
const LONG = 4; // shorter words are in the middle of too many others, and like too many

const closeness = (word, typed) => {
  if (word === typed) return WHOLE;
  if (word.startsWith(typed)) return BEGINS;
  return typed.length >= LONG && word.includes(typed) ? WITHIN : 0;
};
const nearness = (word, typed) => (typed.length >= LONG && beginsNearly(word, typed) ? NEARLY : 0);

const best = (fields, typed, measure) => {
  const found = Object.entries(WEIGHTS).map(
    ([field, weight]) => weight * Math.max(0, ...fields[field].map((word) => measure(word, typed))),
  );
  return Math.max(...found);
};

export class Finder {
  constructor({ rules, guides, common }) {
    this.common = new Set(common);
    this.rules = rules.map((rule) => ({
      rule,
      fields: {
        question: foldedWords(rule.question),
        guides: rule.guides.flatMap((guide) => foldedWords(guides[guide].title)),
        about: rule.about.split(" "),
      },
    }));
  }

  // Returns the rules that hold all words of a query, the best first.
  find(query) {
    const words = foldedWords(query);
    const telling = words.filter((word) => !this.common.has(word) && word.length > 1);
    const asked = telling.length ? telling : words;
    const columns = asked.map((word) => this.scores(word));
    return this.rules
      .map(({ rule }, at) => ({ rule, scores: columns.map((column) => column[at]) }))
      .filter(({ scores }) => scores.length && scores.every((score) => score > 0))
      .map(({ rule, scores }) => ({ rule, score: scores.reduce((sum, score) => sum + score, 0) }))
      .sort((one, other) => other.score - one.score)
      .map(({ rule }) => rule);
  }

  // Returns how well each rule fits a word. A slip of one letter is looked for only where nothing else is found.
  scores(word) {
    const measured = (measure) =>
      this.rules.map(({ fields }) => Math.max(...spellings(word).map((typed) => best(fields, typed, measure))));
    const exact = measured(closeness);
    return exact.some((score) => score > 0) ? exact : measured(nearness);
  }
}
