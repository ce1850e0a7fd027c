// Words of texts and of queries, without accents and capitals.

import { foldedWords } from "../desk/folding.js";

const COMPOUND = /[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+)+/gu;

// Returns the words of a text; neighbours that a hyphen joins also as one: "E-Mail" gives e, mail and email.
export const wordsOf = (text) => {
  const joined = (text.match(COMPOUND) ?? []).flatMap((compound) => {
    const parts = foldedWords(compound);
    return parts.slice(1).map((part, at) => parts[at] + part);
  });
  return [...foldedWords(text), ...joined];
};
