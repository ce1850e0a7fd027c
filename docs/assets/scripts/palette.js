// Sets the colours before the first paint: those chosen before, else those of the system.
{
  const chosen = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const color = chosen?.color ?? { scheme: dark ? "slate" : "default" };
  for (const [key, value] of Object.entries(color)) {
    document.body.setAttribute(`data-md-color-${key}`, value);
  }
}
