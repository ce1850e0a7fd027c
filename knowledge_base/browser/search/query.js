// What was typed, and which words of the guides each of its words may mean.

import { foldedWords, spellings } from "../desk/folding.js";
import { NEAR, nearness, nearnessOfMost, nearnessOfSlip } from "./nearness.js";

const PART = 3; // the fewest letters of a part of a compound

export class Vocabulary {
  constructor(words, ignored) {
    this.words = [...words];
    this.known = new Set(this.words);
    this.ignored = new Set(ignored.flatMap(foldedWords));
  }

  // Returns for each word of a query the words that it may mean, with their nearness.
  meanings(query) {
    const typed = foldedWords(query);
    const telling = typed.filter((word) => word.length > 1 && !this.ignored.has(word));
    return (telling.length ? telling : typed).flatMap((word) => this.meaningsOf(word));
  }

  meaningsOf(typed) {
    const near = this.measured(typed, nearness);
    if (Math.max(0, ...near.values()) >= NEAR) return [near];
    const slipped = this.measured(typed, nearnessOfSlip);
    const parts = slipped.size ? null : this.parts(typed);
    if (parts) return parts.map((part) => this.measured(part, nearness));
    const best = Math.max(0, ...slipped.values());
    const likely = [...slipped].filter(([, nearness]) => nearness === best);
    return [new Map([...this.measured(typed, nearnessOfMost), ...near, ...likely])];
  }

  measured(typed, measure) {
    const found = new Map();
    for (const spelling of spellings(typed)) {
      for (const word of this.words) {
        const measured = measure(word, spelling);
        if (measured > (found.get(word) ?? 0)) found.set(word, measured);
      }
    }
    return found;
  }

  // Returns the words that were typed as one, or null: "rechnungdrucken", "motdepasse".
  parts(typed) {
    if (this.isWord(typed)) return [typed];
    for (let at = typed.length - PART; at > 1; at -= 1) {
      const [head, tail] = [typed.slice(0, at), typed.slice(at)];
      const rest = this.isWord(head) || this.ignored.has(head) ? this.parts(tail) : null;
      if (rest) return this.ignored.has(head) ? rest : [head, ...rest];
    }
    return null;
  }

  isWord(typed) {
    return typed.length >= PART && spellings(typed).some((each) => this.known.has(each));
  }
}
