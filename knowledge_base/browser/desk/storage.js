// What this browser keeps for the desk. Keeping may be forbidden, and what is kept may be anything: both are survived.

const PREFIX = "kb.desk.";

export const recall = (key, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? otherwise;
  } catch {
    return otherwise;
  }
};

// Returns whether it is kept.
export const keep = (key, value) => {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};

export const canKeep = () => {
  const kept = keep("try", true);
  if (kept) localStorage.removeItem(`${PREFIX}try`);
  return kept;
};
