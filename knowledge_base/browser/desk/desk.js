// Opens the desk in the language of the page, or in the agent's own where a receipt was opened.

import { openLanguage } from "./languages.js";
import { keep, recall } from "./storage.js";
import { Workplace } from "./workplace.js";

const SOURCE = "en"; // receipts lead to the English page, which stands for all languages

const root = document.getElementById("kb-desk");
const here = root.dataset.language;
const switches = [...document.querySelectorAll("a[hreflang]")];

// The language that an agent chose here or works in; else the first one of the browser that there is.
const wanted = () => {
  const preferred = [recall("language", ""), ...navigator.languages.map((each) => each.slice(0, 2))];
  return preferred.find((each) => switches.some(({ hreflang }) => hreflang === each)) ?? here;
};

const given = () => location.hash.match(/^#(receipt|case)=(.+)$/)?.slice(1) ?? [];

// Keeps the case in the address, and in the links to the other languages.
const place = (hash) => {
  history.replaceState(null, "", `#${hash}`);
  for (const link of switches) link.hash = hash;
};

const open = async () => {
  let language;
  try {
    language = await openLanguage(here);
  } catch {
    root.textContent = globalThis.kbDesk[here].words["desk.unreachable"];
    return;
  }
  const workplace = new Workplace(root, language, place);
  const follow = () => {
    const [kind, code] = given();
    if (code) workplace.open(code, kind === "receipt");
  };
  window.addEventListener("hashchange", follow);
  follow();
};

for (const link of switches) link.addEventListener("click", () => keep("language", link.hreflang));
if (given()[0] === "receipt" && here === SOURCE && wanted() !== here) {
  const target = new URL(switches.find(({ hreflang }) => hreflang === wanted()).href);
  target.hash = location.hash;
  location.replace(target);
} else {
  if (given()[0] !== "receipt") keep("language", here);
  open();
}
