// What the module of a rule says, with words for its short keys and lists for its texts.

const parts = (text, mark) => (text ? text.split(mark) : []);
const words = (text) => parts(text, " ");

const inputOf = ([name, { k, h, n, x, l, e, t, y, ...limits }], at) => ({
  name,
  at,
  kind: k ?? (h ? "choice" : "boolean"),
  ...(h && { choices: words(h) }),
  ...limits, // min and max
  nullable: Boolean(n),
  checksum: Boolean(x),
  displayOnly: Boolean(l), // asked for the words of the answer, read by no condition
  hasDefault: Boolean(e),
  today: Boolean(t), // the date of the decision, unless it is given
  changedBy: y ?? null,
});

// A time in which the parameters of the rule stay the same. `run` is the compiled rule.
const segmentOf = ({ a, u, q, w, d = {}, v = [], r }) => ({
  start: a,
  without: u, // parameters that have no value then
  // A rule has either of them, even where none stands in this time.
  requirements: q === undefined ? q : words(q),
  rows: w === undefined ? w : parts(w, ",").map(words), // id, outcome, further reasons
  defaults: d,
  values: v.map(([name, outcomes, shown, places]) => ({ name, outcomes: words(outcomes), shown, places })),
  run: r,
});

export const unpack = ({ id, o, g = null, c, i, s }) => ({
  id,
  outcomes: words(o),
  goal: g,
  constraints: words(c),
  inputs: Object.entries(i).map(inputOf),
  segments: s.map(segmentOf),
});
