// The theme's own helpers for what a reader chose (only the colours), kept in the browser and never sent.
// The theme writes them into every page; here they stand in a file, so that a page needs no inline script.
window.__md_scope = new URL("../../", document.currentScript.src);
window.__md_hash = (text) => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
window.__md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage may be forbidden
  }
};
window.__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage may be full or forbidden: the choice then holds for this page
  }
};

// The theme would download the sitemap of every language on every page, from the address the site is published
// at. It looks for links whose relation is exactly "alternate"; with a space the relation is the same to all others.
for (const link of document.querySelectorAll("link[rel=alternate]")) link.setAttribute("rel", "alternate ");
