// Sets the colours before the first paint: those chosen before, else those of the system. Its button changes them.
{
  const button = document.querySelector(".kb-palette");
  const moon = "M2 12a10 10 0 0 0 13 9.54 10 10 0 0 1 0-19.08A10 10 0 0 0 2 12";
  const sun = "m3.55 19.09 1.41 1.41 1.8-1.79-1.42-1.42M12 6c-3.31 0-6 2.69-6 6s2.69 6 6 6 6-2.69 6-6c0-3.32-2.69-6-6-6m8 7h3v-2h-3m-2.76 7.71 1.8 1.79 1.41-1.41-1.79-1.8M20.45 5l-1.41-1.4-1.8 1.79 1.42 1.42M13 1h-2v3h2M6.76 5.39 4.96 3.6 3.55 5l1.79 1.81zM1 13h3v-2H1m12 9h-2v3h2";

  const show = (color) => {
    for (const [key, value] of Object.entries(color)) {
      document.body.setAttribute(`data-md-color-${key}`, value);
    }
    const dark = color.scheme === "slate";
    button.innerHTML = `<svg viewBox="0 0 24 24"><path d="${dark ? sun : moon}"/></svg>`;
    button.ariaLabel = button.title = dark ? button.dataset.light : button.dataset.dark;
  };

  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  show(__md_get("__palette")?.color ?? { scheme: dark ? "slate" : "default" });
  button.hidden = false;
  button.addEventListener("click", () => {
    const color = { scheme: document.body.dataset.mdColorScheme === "slate" ? "default" : "slate" };
    __md_set("__palette", { color });
    show(color);
  });
}
