// What today's rules say of a receipt, beside what was answered then.

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const answersAlike = (one, other) =>
  one.status === other.status &&
  one.outcome === other.outcome &&
  same(one.reasons, other.reasons) &&
  same(Object.entries(one.values).sort(), Object.entries(other.values).sort());

// With facts left out less is certain: only what is certain now and was not said then is a contradiction.
const contradicts = (record, receipt) =>
  (record.status === "invalid" && receipt.status !== "invalid") ||
  (record.outcome !== null && record.outcome !== receipt.outcome) ||
  record.reasons.some((reason) => !receipt.reasons.includes(reason));

const compare = (record, receipt, missing) => {
  if (answersAlike(record, receipt)) return "same";
  if (!missing.length || contradicts(record, receipt)) return "differs";
  return "needs";
};

// Returns {finding, missing, then, today}: what is found (a key of `desk.receipt`), the personal facts that would be
// needed to know more, and the records by today's rules as of then and as of today.
export const compareReceipt = (receipt, program, facts, today) => {
  const missing = receipt.left_out.filter((name) => !(name in facts));
  let then, now;
  try {
    then = program.decide(facts, receipt.as_of);
    now = program.decide(facts, today);
  } catch (error) {
    if (!error.problems) throw error;
    return { finding: "no-fit", missing: [] };
  }
  const changed = receipt.ruleset !== program.origin.ruleset;
  const past = compare(then, receipt, missing);
  const present = compare(now, receipt, missing);
  const finding = () => {
    // The same rule cannot answer otherwise on the same facts; on facts that were added it can.
    if (past === "differs" && !changed) return missing.length < receipt.left_out.length ? "other-facts" : "altered";
    if (past === "differs") return "differs";
    if (past === "needs") return "needs";
    if (present === "differs") return "time-differs";
    return changed ? "changed-same" : "same";
  };
  return { finding: finding(), missing, then, now };
};
