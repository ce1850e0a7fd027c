// Closes the list of languages as readers expect: by Escape, by a click elsewhere, or by going on.
const menu = document.querySelector(".kb-languages");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// The search is loaded when it is opened for the first time; its dialog gives the focus back by itself.
const search = document.getElementById("kb-search");
const openSearch = () => {
  search.showModal();
  search.querySelector("input").select();
  if (search.dataset.script) {
    const script = document.createElement("script");
    script.src = search.dataset.script;
    delete search.dataset.script;
    document.head.append(script);
  }
};
search.addEventListener("click", (event) => {
  if (event.target === search || event.target.closest("button")) search.close();
});

// The theme opens its drawer by a hidden checkbox; a button reaches it from the keyboard too. The drawer covers the
// page: whoever opens it goes on in it, and it closes by Escape, or where the focus leaves it.
const drawer = document.getElementById("__drawer");
const sections = document.querySelector(".kb-nav");
const opener = document.querySelector("[data-kb-opens=drawer]");
const openDrawer = (open) => {
  drawer.checked = open;
  drawer.dispatchEvent(new Event("change"));
};
drawer.addEventListener("change", () => {
  opener.ariaExpanded = String(drawer.checked);
  if (drawer.checked) sections.querySelector("a").focus();
});
sections.addEventListener("focusout", (event) => {
  if (drawer.checked && event.relatedTarget && !sections.contains(event.relatedTarget)) openDrawer(false);
});
sections.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer.checked) return;
  openDrawer(false);
  opener.focus();
});

const openers = { search: openSearch, drawer: () => openDrawer(true) };
for (const button of document.querySelectorAll("[data-kb-opens]")) {
  button.addEventListener("click", openers[button.dataset.kbOpens]);
}

// "/" opens the search, unless somebody is typing, or has turned it off in the search.
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || __md_get("__slash") === false || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  openSearch();
});

// In a site read from files a folder is no page.
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  });
}
