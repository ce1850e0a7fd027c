// The field that finds rules, and the list below it. Everything works from the keyboard, the focus staying in the field.

import { make } from "../markup.js";
import { Finder } from "./finder.js";

const FIELD = "kb-desk-find";
const LIST = "kb-desk-found";

export class FinderView {
  // `lately` returns the ids of the rules used last; `choose` is called with the rule that is chosen.
  constructor(language, lately, choose) {
    this.language = language;
    this.finder = new Finder(language);
    this.lately = lately;
    this.choose = choose;
    this.field = make("input", {
      id: FIELD, type: "text", role: "combobox", "aria-controls": LIST, "aria-expanded": "false",
      "aria-autocomplete": "list", "aria-describedby": "kb-desk-keys", autocomplete: "off", spellcheck: "false",
      oninput: () => this.show(), onkeydown: (event) => this.key(event), onclick: () => this.show(),
    });
    this.list = make("div", { id: LIST, role: "listbox", "aria-label": language.say("find"), class: "kb-find__list" });
    this.count = make("p", { class: "kb-find__count", role: "status" });
    this.element = make("div", { class: "kb-find" },
      make("label", { for: FIELD }, language.say("find")),
      this.field,
      make("p", { id: "kb-desk-keys", class: "kb-find__keys" }, language.say("keys")),
      this.count,
      this.list,
    );
    document.addEventListener("click", (event) => {
      if (this.dismissible && !this.element.contains(event.target)) this.hide();
    });
    // Before the search of the site, which listens for the same key.
    window.addEventListener("keydown", (event) => this.shortcut(event), { capture: true });
  }

  shortcut(event) {
    const typing = event.target.matches?.("input:not([type=radio]), textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || __md_get("__slash") === false || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.focus();
  }

  focus() {
    this.field.focus();
    this.field.select();
    this.show();
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) this.move(moves[event.key]);
    else if (event.key === "Enter") this.active?.click();
    else if (event.key === "Escape") this.clear();
    else return;
    event.preventDefault();
  }

  // Empties the field, and closes the list once there is something else to look at.
  clear() {
    if (!this.field.value && this.dismissible) this.hide();
    else {
      this.field.value = "";
      this.show();
    }
  }

  hide() {
    this.list.replaceChildren();
    this.count.textContent = "";
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.activate(null);
  }

  show() {
    const { language } = this;
    const query = this.field.value.trim();
    const found = query ? this.finder.find(query) : language.rules;
    this.list.replaceChildren(...(query ? found.map((rule) => this.option(rule, true)) : this.everything()));
    this.list.hidden = !found.length;
    this.field.setAttribute("aria-expanded", String(found.length > 0));
    this.count.textContent = query ? language.say(found.length ? "found" : "not-found", { count: found.length }) : "";
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.activate(query ? this.options[0] : null);
  }

  // All rules by section, those used last above them.
  everything() {
    const { rules, sections } = this.language;
    const lately = this.lately().map((id) => rules.find((rule) => rule.id === id)).filter(Boolean);
    const groups = [[this.language.say("lately"), lately]];
    for (const [section, name] of Object.entries(sections)) {
      groups.push([name, rules.filter((rule) => rule.section === section)]);
    }
    return groups.filter(([, held]) => held.length).map(([name, held]) => this.group(name, held));
  }

  group(name, rules) {
    return make("div", { role: "group", "aria-label": name, class: "kb-find__group" },
      make("p", { "aria-hidden": "true" }, name),
      rules.map((rule) => this.option(rule, false)),
    );
  }

  option(rule, withSection) {
    this.made = (this.made ?? 0) + 1;
    const taken = () => {
      this.hide();
      this.field.value = "";
      this.choose(rule.id);
    };
    const section = withSection ? make("small", {}, this.language.sections[rule.section]) : null;
    const attributes = { id: `kb-desk-rule-${this.made}`, role: "option", "aria-selected": "false", "data-rule": rule.id };
    return make("div", { ...attributes, onclick: taken }, make("span", {}, rule.question), section);
  }

  move(step) {
    if (this.list.hidden || !this.options?.length) return this.show();
    const at = this.options.indexOf(this.active) + step;
    return this.activate(this.options.at(at < 0 && step < 0 ? -1 : at % this.options.length));
  }

  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option ?? null;
    this.active?.setAttribute("aria-selected", "true");
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    if (option && document.activeElement === this.field) option.scrollIntoView({ block: "nearest" });
  }
}
