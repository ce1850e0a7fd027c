// Keeps the language that a reader chooses by hand, and says once, in the browser's language, that the page is in it too.
{
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[hreflang]");
    if (link) kbReader.choose(link.hreflang);
  });

  // The page may be English below another language, which then stands beside.
  const { lang, dataset } = document.documentElement;
  const own = dataset.language ?? lang;
  // Only the languages that the page is really written in are named in its head.
  const written = [...document.querySelectorAll("link[hreflang]")].map((link) => link.hreflang);
  const preferred = kbReader.prefers([own, ...written]);

  // The addresses in the head are those of the published site; the site may be read from elsewhere.
  const here = (language) => (language === "en" ? "" : `${language}/`);
  const address = () => {
    const path = location.pathname.slice(__md_scope.pathname.length + here(own).length);
    return new URL(here(preferred) + path, __md_scope).href;
  };

  // Where nothing can be kept, only whoever comes from elsewhere is told: who turns the pages has seen it.
  const told = () => {
    if (__md_get("__hint")) return true;
    __md_set("__hint", true);
    return !__md_get("__hint") && document.referrer.startsWith(__md_scope.href);
  };

  if (preferred && preferred !== own && !kbReader.chose() && !told()) {
    const [text, dismiss] = kbHints[preferred]; // written in front of this script by the build
    const hint = document.createElement("aside");
    const link = document.createElement("a");
    const close = document.createElement("button");
    hint.className = "kb-hint";
    hint.lang = link.hreflang = preferred;
    link.id = "kb-hint";
    link.href = address();
    link.textContent = text;
    close.type = "button";
    close.ariaLabel = dismiss;
    close.addEventListener("click", () => hint.remove());
    hint.setAttribute("aria-labelledby", link.id);
    hint.append(link, close);
    document.currentScript.after(hint);
  }
}
