// Copies the permanent address of a guide or of one of its sections, and says so.
{
  const share = document.querySelector(".kb-share");
  const [label, field, button, said] = share.children;
  const [number] = field.value.match(/a\/\d+\/$/);
  // The link leads to where the site is read from, unless that is a file: it would lead nobody else anywhere.
  const permanent = location.protocol === "file:" ? field.value : new URL(number, __md_scope).href;
  let fading;

  const say = (words) => {
    clearTimeout(fading);
    said.textContent = words;
    fading = setTimeout(() => (said.textContent = ""), 6000);
  };

  const copy = async (address) => {
    field.value = address;
    try {
      await navigator.clipboard.writeText(address);
      say(said.dataset.copied);
    } catch { // forbidden, or not a secure address
      field.focus();
      field.select();
      say(said.dataset.byHand);
    }
  };

  field.value = permanent;
  field.addEventListener("focus", () => field.select());
  button.hidden = false;
  button.addEventListener("click", () => copy(permanent));

  for (const heading of document.querySelectorAll(".md-content h2[id]")) {
    if (heading.closest("aside")) continue;
    const link = document.createElement("a");
    link.className = "kb-anchor";
    link.href = `#${heading.id}`;
    link.textContent = "#";
    link.ariaLabel = `${label.textContent}: ${heading.textContent}`;
    link.addEventListener("click", () => copy(`${permanent}#${heading.id}`));
    const words = document.createElement("span"); // the heading is called by them alone
    words.id = `${heading.id}.words`;
    words.append(...heading.childNodes);
    heading.setAttribute("aria-labelledby", words.id);
    heading.append(words, " ", link);
  }
}
