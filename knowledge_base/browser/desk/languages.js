// What the desk knows of each language: that of the page comes with it, another one when a reply is written in it.

import { linked } from "../loading.js";
import { make } from "../markup.js";
import { openSite } from "../words.js";

class DeskLanguage {
  constructor(held, site) {
    Object.assign(this, held); // language, languages, siteUrl, sections, guides, rules, common, words
    this.site = site;
  }

  // A text of the desk, its {places} filled in.
  say(key, filled = {}) {
    return this.words[`desk.${key}`].replace(/\{(\w+)\}/g, (place, name) => filled[name] ?? place);
  }
}

const script = (path) =>
  new Promise((resolve, reject) => {
    const element = make("script", { src: linked(path), onload: resolve, onerror: () => reject(new Error(path)) });
    document.head.append(element);
  });

const opened = new Map();

export const openLanguage = async (language) => {
  if (!opened.has(language)) {
    if (!globalThis.kbDesk?.[language]) await script(`assets/agents/${language}.js`);
    opened.set(language, new DeskLanguage(globalThis.kbDesk[language], await openSite(language)));
  }
  return opened.get(language);
};
