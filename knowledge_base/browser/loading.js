// Where the site stands, and what scripts load from it. Modules and fetch are forbidden in a page opened from a file:
// there a script tag brings everything of a language at once.

const ROOT = new URL("../../", document.currentScript.src);
const FROM_FILE = location.protocol === "file:";

const bundles = {};
const bundle = (language) =>
  (bundles[language] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(globalThis.kbOffline);
    script.onerror = reject;
    script.src = new URL(`assets/offline/${language}.js`, ROOT);
    document.head.append(script);
  }));

const fetched = async (path) => {
  const response = await fetch(new URL(path, ROOT));
  if (!response.ok) throw new Error(path);
  return response.json();
};
const imported = async (path) => (await import(new URL(path, ROOT))).default;

// The compiled rule, what it says in a language, and what stands around it (strings of the site, patterns of values).
export const loadRule = async (rule) =>
  FROM_FILE ? (await bundle(document.documentElement.lang)).rules[rule] : imported(`assets/rules/${rule}.js`);
export const loadWords = async (rule, language) =>
  FROM_FILE ? (await bundle(language)).words[rule] : fetched(`assets/rules/${language}/${rule}.json`);
export const loadSite = async (language) =>
  FROM_FILE ? (await bundle(language)).site : fetched(`assets/checker/${language}.json`);

// The address of a page, given from the root of the site. No server completes a folder opened from a file.
export const linked = (href) => {
  const found = new URL(href, ROOT);
  if (FROM_FILE && found.pathname.endsWith("/")) found.pathname += "index.html";
  return found.href;
};

// A sentence of the words as nodes, its links leading somewhere from this page.
export const sentence = (html) => {
  const held = document.createElement("template");
  held.innerHTML = html;
  for (const link of held.content.querySelectorAll("a")) link.href = linked(link.getAttribute("href"));
  return held.content;
};
