// Closes the list of languages as readers expect: by Escape, or by a click elsewhere.
const menu = document.querySelector(".kb-languages");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// The theme opens its search and its drawer by hidden checkboxes; buttons reach them from the keyboard too.
const toggle = (name) => document.getElementById(`__${name}`).click();
for (const button of document.querySelectorAll("[data-kb-opens]")) {
  button.addEventListener("click", () => toggle(button.dataset.kbOpens));
}

// "/" opens the search, unless somebody is typing. The theme's own key needs a field that is always there.
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  toggle("search");
});
