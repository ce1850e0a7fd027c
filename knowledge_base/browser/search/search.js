// The search of the site: a dialog with a field and the list below it. The focus stays in the field; arrows choose.
//
// The page holds the dialog; everything else is loaded once it is opened.

import { make } from "../markup.js";
import { Library } from "./library.js";
import { group, option, results } from "./results.js";

const root = globalThis.__md_scope;

class Search {
  constructor(dialog) {
    this.dialog = dialog;
    this.field = dialog.querySelector("input");
    this.status = dialog.querySelector("[role=status]");
    this.list = dialog.querySelector("[role=listbox]");
    this.options = [];
    this.library = new Library(new URL(`assets/search/${document.documentElement.lang}/`, root));
    this.field.addEventListener("input", () => {
      this.shown = this.show();
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.leave(event));
    this.shown = this.show();
  }

  // Shows what fits the field; what was typed meanwhile counts, not what comes late.
  async show() {
    const query = this.field.value.trim();
    try {
      const index = await this.library.index();
      const found = query ? index.finder.find(query) : { guides: [] };
      const sentences = await Promise.all(found.guides.map((guide) => this.library.sentences(guide)));
      if (query !== this.field.value.trim()) return;
      const groups = results(found, sentences, index.sections, root);
      this.say(query, found.guides.length, index.words);
      this.fill(groups.length ? groups : this.offers(query, index));
      if (groups.length) this.activate(this.options[0]);
    } catch {
      this.fill([]);
      this.status.textContent = this.dialog.dataset.failed;
    }
  }

  say(query, count, words) {
    const key = count ? "search.results" : "search.no-result";
    this.status.textContent = query ? words[key].replace("{query}", query).replace("{count}", count) : "";
  }

  // Returns what helps whoever has not found anything, or not typed anything yet.
  offers(query, { words, tasks, help }) {
    const link = ({ title, path }) => option(new URL(path, root), make("strong", {}, title));
    const groups = [group(words["home.top-tasks"], tasks.map(link))];
    if (query && help) groups.push(group(words["page.need-help"], [link(help)]));
    return groups;
  }

  fill(groups) {
    this.list.replaceChildren(...groups);
    this.list.hidden = !groups.length;
    this.list.scrollTop = 0;
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((each, at) => {
      each.id = `kb-found-${at}`;
    });
    this.field.setAttribute("aria-expanded", String(groups.length > 0));
    this.activate(null);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    if (step) this.move(step);
    else this.open();
  }

  // Who types fast means what was typed, not what is still shown.
  async open() {
    await this.shown;
    this.active?.click();
  }

  move(step) {
    const at = this.options.indexOf(this.active);
    const next = at < 0 && step < 0 ? -1 : (at + step) % this.options.length;
    this.activate(this.options.at(next));
  }

  activate(chosen) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = chosen ?? null;
    if (!chosen) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", chosen.id);
  }

  // A link to a place of the page that is open only closes the dialog.
  leave(event) {
    const link = event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.dialog.close();
  }
}

new Search(document.getElementById("kb-search"));
