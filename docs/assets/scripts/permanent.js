// Goes on at once: to the reader's language, or the only one there is. Address of a part and answers go along.
{
  // Where English stands in, the link says so, and for which language.
  const alternates = [...document.querySelectorAll("link[hreflang]")];
  const links = new Map(alternates.map((link) => [link.dataset.language ?? link.hreflang, link]));
  const [first] = links.keys();
  const target = new URL(links.get(kbReader.wants([...links.keys()]) ?? first).href);
  target.search = location.search;
  target.hash = location.hash;
  if (target.protocol === "file:") target.pathname += "index.html"; // a folder is no page there
  document.documentElement.hidden = true;
  location.replace(target);
}
