// The sentence of a guide that says most of what was asked, with the words marked.

import { wordsOf } from "./words.js";

const WORD = /[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+)*/gu; // with hyphens: "E-Mail" is one
const MARKED = 0.4; // the least nearness of a word that is marked

// Returns the sentence and the anchor of what holds it, which is null for the summary: it wins where no other says more.
export const bestSentence = (summary, held, asked) => {
  let best = { text: summary[0], anchor: null, said: 0 };
  for (const [anchor, sentences] of [[null, summary], ...held]) {
    for (const text of sentences) {
      const much = said(text, asked);
      if (much > best.said) best = { text, anchor, said: much };
    }
  }
  return best;
};

// Returns how much of what was asked a text says.
export const said = (text, asked) => {
  const words = wordsOf(text);
  const nearest = (meanings) => Math.max(0, ...words.map((word) => meanings.get(word) ?? 0));
  return asked.reduce((sum, { meanings, rarity }) => sum + rarity * nearest(meanings), 0);
};

// Returns a text as parts of [characters, whether they are marked].
export const marked = (text, asked) => {
  const isAsked = (word) => wordsOf(word).some((each) => asked.some(({ meanings }) => meanings.get(each) >= MARKED));
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!isAsked(word)) continue;
    parts.push([text.slice(end, index), false], [word, true]);
    end = index + word.length;
  }
  return [...parts, [text.slice(end), false]].filter(([characters]) => characters);
};
