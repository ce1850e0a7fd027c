// Whether the key "/" opens the search: whoever dictates may write it unawares, and can do without (WCAG 2.1.4).

import { make } from "../markup.js";

const KEPT = "__slash"; // read by menus.js and by the agents' desk

export const shortcutChoice = (words) => {
  const box = make("input", { type: "checkbox", onchange: () => __md_set(KEPT, box.checked) });
  box.checked = __md_get(KEPT) !== false;
  return make("label", {}, box, words["search.slash"]);
};
