// The last decisions of this browser, as receipts: without personal facts. Nothing is kept once the reader says so.

import { canKeep, keep, recall } from "./storage.js";

const MOST = 50;
const isEntry = (each) => typeof each?.receipt === "string" && typeof each.rule === "string" && typeof each.case === "string";

export class Recent {
  get allowed() {
    return canKeep();
  }

  get on() {
    return recall("keeping", true) !== false;
  }

  // Turning it off forgets what was kept.
  set on(wanted) {
    keep("keeping", wanted);
    if (!wanted) this.clear();
  }

  get entries() {
    const kept = recall("recent", []);
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  }

  // Rules used lately, the last one first.
  get rules() {
    return [...new Set(this.entries.map(({ rule }) => rule))].slice(0, 5);
  }

  // Keeps a decision {case, rule, day, said, language, receipt}; a later one on the same case takes its place.
  add(entry) {
    if (!this.on) return;
    const others = this.entries.filter((each) => each.case !== entry.case);
    keep("recent", [entry, ...others].slice(0, MOST));
  }

  clear() {
    keep("recent", []);
  }
}
