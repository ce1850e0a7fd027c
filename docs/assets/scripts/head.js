// The theme's own helpers for what a reader chose (colours, language), kept in the browser and never sent.
// The theme writes them into every page; here they stand in a file, so that a page needs no inline script.
window.__md_scope = new URL("../../", document.currentScript.src);
window.__md_hash = (text) => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
window.__md_get = (key, storage, scope = __md_scope) => {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage may be forbidden
  }
};
window.__md_set = (key, value, storage, scope = __md_scope) => {
  try {
    (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage may be full or forbidden: the choice then holds for this page
  }
};

// The language a reader wants among some: the one chosen last by hand, else the first the browser prefers.
window.kbReader = {
  chose: () => __md_get("__language"),
  choose: (language) => __md_set("__language", language),
  prefers: (languages) =>
    navigator.languages.map((each) => each.split("-")[0].toLowerCase()).find((each) => languages.includes(each)),
  wants: (languages) => languages.find((each) => each === kbReader.chose()) ?? kbReader.prefers(languages),
};

// The theme would download the sitemap of every language on every page, from the address the site is published
// at. It looks for links whose relation is exactly "alternate"; with a space the relation is the same to all others.
for (const link of document.querySelectorAll("link[rel=alternate]")) link.setAttribute("rel", "alternate ");
