// Finds guides: by their titles and by what customers ask first, then by headings, summaries and all other words.

import { Vocabulary } from "./query.js";
import { wordsOf } from "./words.js";

const WEIGHTS = { title: 1, asks: 0.8, synonyms: 0.5, headings: 0.4, summary: 0.3 };
const BODY = 0.12;
const PHRASE = { title: 1.5, asks: 1.5, synonyms: 1 }; // what a phrase that is asked whole counts, beside its words
const LEAST = 0.3; // of the score of the best guide
const TOO_LITTLE = 0.015; // one word of several, and that one only in passing
const MOST = 10;

export class Guides {
  // `index` is the content of index.json.
  constructor({ guides, body, ignored }) {
    this.guides = guides;
    this.weights = new Map(); // by word: the weight it has in each guide that holds it
    guides.forEach((guide, at) => {
      for (const [field, weight] of Object.entries(WEIGHTS)) {
        for (const text of [guide[field]].flat()) {
          for (const word of wordsOf(text)) this.weigh(word, at, weight);
        }
      }
    });
    for (const [word, positions] of Object.entries(body)) {
      for (const at of positions) this.weigh(word, at, BODY);
    }
    this.vocabulary = new Vocabulary(this.weights.keys(), ignored);
    this.phrases = guides.map((guide) =>
      Object.entries(PHRASE).flatMap(([field, weight]) =>
        [guide[field]].flat().map((phrase) => ({ words: this.telling(phrase), weight })),
      ),
    );
  }

  weigh(word, at, weight) {
    if (!this.weights.has(word)) this.weights.set(word, new Map());
    const held = this.weights.get(word);
    if (weight > (held.get(at) ?? 0)) held.set(at, weight);
  }

  telling(phrase) {
    const words = [...new Set(wordsOf(phrase))];
    return words.filter((word) => word.length > 1 && !this.vocabulary.ignored.has(word));
  }

  // Returns the guides that fit a query, the best first, and the words it may mean. `among` tells which ones count.
  find(query, among = () => true) {
    const asked = this.vocabulary.meanings(query).map((meanings) => this.column(meanings));
    const whole = asked.reduce((sum, { rarity }) => sum + rarity, 0);
    const score = (guide, at) => ({ guide, score: among(guide) ? this.score(at, asked, whole) : 0 });
    const scored = this.guides.map(score);
    const best = Math.max(0, ...scored.map(({ score }) => score));
    const found = scored.filter(({ score }) => score >= Math.max(TOO_LITTLE, LEAST * best));
    found.sort((one, other) => other.score - one.score);
    return { guides: found.slice(0, MOST).map(({ guide }) => guide), asked };
  }

  // Returns what a word of a query counts in each guide, and how much it tells.
  column(meanings) {
    const counts = new Map();
    for (const [word, nearness] of meanings) {
      for (const [at, weight] of this.weights.get(word)) {
        counts.set(at, Math.max(counts.get(at) ?? 0, nearness * weight));
      }
    }
    const held = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { meanings, counts, rarity: Math.log(1 + this.guides.length / (0.5 + held)) };
  }

  score(at, asked, whole) {
    const found = asked.filter(({ counts }) => counts.has(at));
    if (!found.length) return 0;
    const words = found.reduce((sum, { rarity, counts }) => sum + rarity * counts.get(at), 0);
    const share = found.reduce((sum, { rarity }) => sum + rarity, 0) / whole;
    const phrases = this.phrases[at].map((phrase) => phrase.weight * this.likeness(phrase.words, asked, whole));
    return (words / whole + Math.max(...phrases)) * share ** 2;
  }

  // Returns how much of a query a phrase says, and of the phrase the query.
  likeness(phrase, asked, whole) {
    if (!phrase.length) return 0;
    const said = new Set();
    let sum = 0;
    for (const { meanings, rarity } of asked) {
      let best = 0;
      for (const word of phrase) {
        const nearness = meanings.get(word) ?? 0;
        if (nearness) said.add(word);
        best = Math.max(best, nearness);
      }
      sum += best * rarity;
    }
    return (sum / whole) * Math.sqrt(said.size / phrase.length);
  }
}
