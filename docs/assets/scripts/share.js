// Copies the permanent address of a guide or of one of its sections, and says so.
{
  const share = document.querySelector(".kb-share");
  const [label, field, button, said] = share.children;
  const [number] = field.value.match(/a\/\d+\/$/);
  // The link leads to where the site is read from, unless that is a file: it would lead nobody else anywhere.
  const permanent = location.protocol === "file:" ? field.value : new URL(number, __md_scope).href;

  field.value = permanent;
  field.addEventListener("focus", () => field.select());
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(permanent);
      said.textContent = said.dataset.copied;
    } catch { // forbidden, or not a secure address
      field.focus();
      said.textContent = said.dataset.byHand;
    }
  });

  // On paper each sheet says where the page is, and a link where it leads; from a file that is the published page.
  document.documentElement.style.setProperty("--kb-permanent", JSON.stringify(permanent));
  const here = location.protocol === "file:" ? document.querySelector("link[rel=canonical]").href : location;
  for (const link of document.querySelectorAll(".md-content article a[href]:not([href^='#'])")) {
    link.dataset.address = new URL(link.getAttribute("href"), here).href;
  }

  const copySection = async (link, address) => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      return; // the browser shows the address of the section, which has just been gone to
    }
    said.textContent = link.textContent = said.dataset.copied;
    setTimeout(() => (link.textContent = "#"), 2000);
  };

  for (const heading of document.querySelectorAll(".md-content h2[id]")) {
    if (heading.closest("aside")) continue;
    const words = document.createElement("span"); // the heading is called by them alone
    words.id = `${heading.id}.words`;
    words.append(...heading.childNodes);
    heading.setAttribute("aria-labelledby", words.id);
    const link = document.createElement("a");
    link.className = "kb-anchor";
    link.href = `#${heading.id}`;
    link.textContent = "#";
    link.ariaLabel = `${label.textContent}: ${words.textContent}`;
    link.addEventListener("click", () => copySection(link, `${permanent}#${heading.id}`));
    heading.append(words, " ", link);
  }
}
