// Leaves the language of the address that was not found, which is English without a code.
{
  const sections = [...document.querySelectorAll("main > section")];
  const byLanguage = new Map(sections.map((section) => [section.lang, section]));
  const inPath = location.pathname.split("/").find((part) => byLanguage.has(part));
  const shown = byLanguage.get(inPath) ?? sections[0];
  for (const section of sections) section.hidden = section !== shown;
  document.documentElement.lang = shown.lang;
  document.title = shown.dataset.title;
}
