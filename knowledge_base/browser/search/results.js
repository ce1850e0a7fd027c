// What was found, as the options of a list: guides by section, each with its matching sentence.

import { make } from "../markup.js";
import { bestSentence, marked, said } from "./excerpt.js";

const TITLE_SAYS_IT = 0.99; // of what the best sentence says: then the guide is opened at its top

// Returns the groups of guides, the section of the best one first. `sentences` are those of each guide.
export const results = (found, sentences, sections, root) => {
  const groups = new Map();
  found.guides.forEach((guide, at) => {
    const held = groups.get(guide.section) ?? [];
    groups.set(guide.section, [...held, guideOption(guide, sentences[at], found.asked, root)]);
  });
  return [...groups].map(([section, options]) => group(sections[section], options));
};

// Returns the guides that exist in English only, below a heading that says so. Their pages are those of the reader's
// language, which begins the address.
export const englishResults = (name, found, sentences, language, root) =>
  group(name, found.guides.map(({ path, ...guide }, at) =>
    guideOption({ ...guide, path: `${language}/${path}`, language: "en" }, sentences[at], found.asked, root),
  ));

// Returns the rules that were found, below a heading of their own.
export const ruleResults = (name, { rules, asked }, root) =>
  group(name, rules.map(({ path, title }) =>
    option(new URL(path, root), undefined, make("strong", {}, markedParts(title, asked))),
  ));

// Returns options below a heading.
export const group = (name, options) =>
  make("div", { role: "group", "aria-label": name, class: "kb-found__group" },
    make("p", { "aria-hidden": "true" }, name),
    options,
  );

// Returns a link that is chosen with the arrow keys; `lang` is the language of its words where it is another one.
export const option = (href, lang, ...parts) =>
  make("a", { role: "option", href, lang, tabindex: "-1", "aria-selected": "false" }, parts);

const guideOption = (guide, sentences, asked, root) => {
  const best = bestSentence(guide.summary, sentences, asked);
  const atTop = said(guide.title, asked) >= TITLE_SAYS_IT * best.said;
  const anchor = best.anchor && !atTop ? `#${best.anchor}` : "";
  return option(
    new URL(guide.path, root) + anchor,
    guide.language,
    make("strong", {}, markedParts(guide.title, asked)),
    make("span", {}, markedParts(best.text, asked)),
  );
};

const markedParts = (text, asked) =>
  marked(text, asked).map(([characters, isMarked]) => (isMarked ? make("mark", {}, characters) : characters));
