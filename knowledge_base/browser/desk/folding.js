// Words without accents and capitals, as they stand in the index of rules.

const LIGATURES = { ß: "ss", œ: "oe", æ: "ae", ø: "o" };

// Returns the words of a text: "Größe à libérer" gives grosse, a, liberer.
export const foldedWords = (text) => {
  const plain = text.toLowerCase().replace(/[ßœæø]/g, (letter) => LIGATURES[letter]);
  return plain.normalize("NFKD").replace(/\p{M}/gu, "").match(/[a-z0-9]+/g) ?? [];
};

// Returns the ways in which a typed word may be written in the index: who types "loeschen" means "löschen".
export const spellings = (word) => [...new Set([word, word.replace(/([aou])e/g, "$1")])];

// Returns whether a word begins like what was typed but for one letter: another one, one that is missing or too many,
// or two that changed places.
export const beginsNearly = (word, typed) => {
  let at = 0;
  while (at < typed.length && word[at] === typed[at]) at += 1;
  const [wanted, found] = [typed.slice(at), word.slice(at)];
  return (
    found.slice(1).startsWith(wanted.slice(1)) ||
    found.slice(1).startsWith(wanted) ||
    found.startsWith(wanted.slice(1)) ||
    (wanted.length > 1 && found.startsWith(wanted[1] + wanted[0] + wanted.slice(2)))
  );
};
