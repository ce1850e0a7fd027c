// The search of the site: a dialog with a field and the list below it. The focus stays in the field; arrows choose.
//
// The page holds the dialog; everything else is loaded once it is opened.

import { make } from "../markup.js";
import { Library } from "./library.js";
import { englishResults, group, option, results, ruleResults } from "./results.js";
import { shortcutChoice } from "./shortcut.js";

const root = globalThis.__md_scope;

const libraryOf = (language) => new Library(new URL(`assets/search/${language}/`, root));
const held = async (library, found) => ({
  ...found,
  sentences: await Promise.all(found.guides.map((guide) => library.sentences(guide))),
});

class Search {
  constructor(dialog) {
    this.dialog = dialog;
    this.field = dialog.querySelector("input");
    this.status = dialog.querySelector("[role=status]");
    this.list = dialog.querySelector("[role=listbox]");
    this.keys = dialog.querySelector(".kb-find-guides__keys");
    this.options = [];
    // The page may be English below another language, which then stands beside.
    const { lang, dataset } = document.documentElement;
    this.language = dataset.language ?? lang;
    this.library = libraryOf(this.language);
    this.english = libraryOf("en");
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
      if (!this.keys.children.length) this.keys.append(shortcutChoice(index.words));
      const found = await this.found(query, index);
      if (query !== this.field.value.trim()) return;
      const groups = found.flatMap(({ groups }) => groups);
      this.say(query, found.reduce((sum, { count }) => sum + count, 0), index);
      this.fill(groups.length ? groups : this.offers(query, index));
      if (groups.length) this.activate(this.options[0]);
    } catch {
      this.fill([]);
      this.status.textContent = this.dialog.dataset.failed;
    }
  }

  // Returns what fits a query: the guides of the language first, then those that exist in English only, then rules.
  async found(query, { finder, ruleFinder, sections, words, english }) {
    if (!query) return [];
    const own = await held(this.library, finder.find(query));
    const found = [{ groups: results(own, own.sentences, sections, root), count: own.guides.length }];
    if (english) found.push(...(await this.foundInEnglish(query, words, english)));
    const ruled = ruleFinder.find(query);
    if (!ruled.rules.length) return found;
    return [...found, { groups: [ruleResults(words["search.rules"], ruled, root)], count: ruled.rules.length }];
  }

  async foundInEnglish(query, words, english) {
    const { finder } = await this.english.index();
    const others = await held(this.english, finder.find(query, ({ number }) => english.includes(number)));
    if (!others.guides.length) return [];
    const group = englishResults(words["search.in-english"], others, others.sentences, this.language, root);
    return [{ groups: [group], count: others.guides.length }];
  }

  say(query, count, { words, english }) {
    const key = count ? "search.results" : "search.no-result";
    const said = words[key].replace("{query}", query).replace("{count}", count);
    const hint = english && !count ? ` ${words["search.try-english"]}` : "";
    this.status.textContent = query ? said + hint : "";
  }

  // Returns what helps whoever has not found anything, or not typed anything yet.
  offers(query, { words, tasks, help }) {
    const link = ({ title, path, language }) => option(new URL(path, root), language, make("strong", {}, title));
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
