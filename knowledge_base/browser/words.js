// Values and questions of a rule in the words of a language.

import { COUNTRIES, CURRENCIES } from "../../rules_engine/javascript/iso_codes.js";
import { filled, Formats } from "./formats.js";
import { loadSite, loadWords } from "./loading.js";

// A page has the codes of countries and currencies only once, in the words of the rules that ask for them: the engine takes them there.
const CODES = { country: COUNTRIES, currency: CURRENCIES };

// What stands around rules in one language.
export class SiteWords {
  constructor({ language, site, formats }) {
    this.language = language;
    this.texts = site;
    this.formats = new Formats(formats, language);
  }

  // A text of the site, its {places} filled in.
  say(key, values = {}) {
    return filled(this.texts[key], values);
  }
}

// The words of one rule: what rule_words.py writes, and values in words.
export class RuleWords {
  constructor(words, site) {
    Object.assign(this, words);
    this.site = site;
    for (const { kind, choices } of Object.values(this.inputs)) {
      if (CODES[kind]?.length === 0) CODES[kind].push(...choices.map(([code]) => code).sort());
    }
  }

  // A given fact in words; `facts` may say its currency.
  fact(name, facts) {
    return this.value(this.inputs[name], facts[name], facts);
  }

  // A value of the answer in words.
  answer(name, value, facts) {
    return this.value(this.values[name], value, facts);
  }

  value(said, value, facts) {
    const { formats } = this.site;
    if (value === null) return this.site.say("answers.none");
    if (Array.isArray(value)) return formats.list(value.map((each) => this.value({ ...said, kind: said.of }, each, facts)));
    if (said.kind === "boolean") return this.site.say(value ? "answers.affirmative" : "answers.negative");
    if (said.choices) return said.choices.find(([id]) => id === value)?.[1] ?? value;
    if (said.kind === "date") return formats.date(value);
    if (said.kind === "iban") return formats.iban(value);
    return /integer|decimal/.test(said.kind) ? this.number(said, value, facts) : value;
  }

  number({ unit, currency = [], places }, number, facts) {
    const { formats } = this.site;
    if (unit === "ratio") return formats.percentage(number);
    if (unit === "percent") return formats.number(number) + formats.patterns.percent;
    if (unit) return formats.duration(number, unit);
    const code = currency.map((name) => facts[name]).find(Boolean);
    return code ? formats.money(number, code) : formats.number(number, places);
  }
}

export const openSite = async (language) => new SiteWords(await loadSite(language));
export const openWords = async (rule, site) => new RuleWords(await loadWords(rule, site.language), site);
