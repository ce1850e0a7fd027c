// Finds rules: by their questions first, then by the names of what they ask for.

import { Guides } from "./guides.js";

const MOST = 3; // a guide explains; a rule only decides

export class Rules {
  // `index` is the content of index.json.
  constructor({ rules, ignored }) {
    const guides = rules.map(({ inputs, ...rule }) => ({ ...rule, headings: inputs, asks: [], synonyms: [], summary: [] }));
    this.finder = new Guides({ guides, body: {}, ignored });
  }

  // Returns the rules that fit a query, the best first, and the words it may mean.
  find(query) {
    const { guides, asked } = this.finder.find(query);
    return { rules: guides.slice(0, MOST), asked };
  }
}
