// How near a word is to what was typed: from 1, the same, to 0, another one.

const SAME = 1, INFLECTED = 0.85, OTHER_ENDING = 0.7, BEGINS = 0.6, WITHIN = 0.5, AROUND = 0.4;
const ENDING = 3; // letters that an inflection may add or take
const STEM = 4; // shorter beginnings are shared by too many words
const PART = 5; // shorter words stand inside too many others

// A slip is looked for where no word is nearer than this.
export const NEAR = BEGINS;
const SLIPPED = 0.55, EACH_SLIP = 0.12;

// Returns the nearness of a word that holds, begins with, or is inflected like what was typed.
export const nearness = (word, typed) => {
  if (word === typed) return SAME;
  if (word.startsWith(typed)) {
    return typed.length >= STEM && word.length - typed.length <= ENDING ? INFLECTED : BEGINS;
  }
  const shared = sharedStart(word, typed);
  const longer = Math.max(word.length, typed.length);
  const enough = (shared === word.length ? 0.75 : 0.6) * longer; // "logout" is no form of "logo"
  if (shared >= STEM && shared >= enough && longer - shared <= ENDING) return OTHER_ENDING;
  if (typed.length >= PART && word.includes(typed)) return WITHIN;
  return 0;
};

// Returns the nearness of a word that is most of what was typed; where another is nearer it may be the opposite: "activate"
// in "deactivate".
export const nearnessOfMost = (word, typed) =>
  word.length >= PART && word.length >= 0.6 * typed.length && (typed.startsWith(word) || typed.endsWith(word)) ? AROUND : 0;

const sharedStart = (one, other) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
};

// Returns the nearness of a word, or of its beginning, that was typed with one slip, or two if it is long.
export const nearnessOfSlip = (word, typed) => {
  const allowed = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  if (!allowed || word.length < typed.length - allowed) return 0;
  const least = Math.min(...[-1, 0, 1].map((more) => slips(word.slice(0, typed.length + more), typed)), slips(word, typed));
  return least <= allowed ? SLIPPED - EACH_SLIP * (least - (word[0] === typed[0] ? 1 : 0)) : 0;
};

// Returns how many letters are wrong, missing, too many, or changed places with the next one.
const slips = (one, other) => {
  let before = [], last = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
};
