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
let opener = null;
const open = (name) => {
  opener = document.activeElement;
  document.getElementById(`__${name}`).click();
  if (name === "search") document.querySelector("[name=query]").focus();
};
for (const button of document.querySelectorAll("[data-kb-opens]")) {
  button.addEventListener("click", () => open(button.dataset.kbOpens));
}

// A dialog that closes gives the focus back to what opened it.
document.getElementById("__search").addEventListener("change", (event) => {
  if (!event.target.checked) opener?.focus();
});

// "/" opens the search, unless somebody is typing. The theme's own key needs a field that is always there.
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  open("search");
});
