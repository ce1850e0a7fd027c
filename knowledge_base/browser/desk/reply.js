// The answer to a customer in their language, ready to be pasted: no greeting, and links as permanent addresses.

const INLINE = new Set(["STRONG", "EM", "CODE"]);
const CHOICES = 8; // more are not listed in a question

const escaped = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

// Everything that a decision says to a customer. `language` is the customer's, `words` are the rule's in it, and
// `goal` is the outcome that people want, where there is one.
export class Reply {
  constructor(record, { words, language, goal }) {
    this.record = record;
    this.words = words;
    this.language = language;
    this.goal = goal;
    this.blocks = [...this.answer(), ...this.reasons(), ...this.needed(), ...this.further()];
  }

  say(key, filled) {
    return this.language.say(`answer.${key}`, filled);
  }

  // A sentence whose place {name} holds markup.
  sayWith(key, name, html) {
    const [before, after] = escaped(this.say(key)).split(`{${name}}`);
    return `${before}${html}${after}`;
  }

  link({ path, href = path, title }) {
    return `<a href="${href}">${escaped(title)}</a>`;
  }

  // What to do about a reason or an outcome.
  remedy(key) {
    const { words, guide } = this.words.remedies[key] ?? {};
    if (words) return words;
    return guide ? this.sayWith("see", "guide", this.link(guide)) : null;
  }

  said(sentence, key) {
    return [sentence, this.remedy(key)].filter(Boolean).join(" ");
  }

  answer() {
    const { outcome } = this.record;
    return outcome ? [{ text: this.said(this.words.outcomes[outcome], outcome) }] : [];
  }

  reasons() {
    const { status, reasons, open_reasons: open } = this.record;
    const { words } = this;
    if (status === "invalid") {
      const broken = reasons.map((each) => this.said(words.constraints[each].words, each));
      return [{ text: this.plain("invalid") }, { items: broken }, { text: this.plain("check") }];
    }
    const blocks = [];
    const all = (ids) => ({ items: ids.map((each) => this.said(words.reasons[each].fails, each)) });
    if (reasons.length) {
      const helped = reasons.some((each) => this.remedy(each)) ? "-and-what" : "";
      blocks.push({ text: this.plain(`${reasons.length > 1 ? "why" : "why-one"}${helped}`) }, all(reasons));
    }
    // While the answer is open, the questions below ask for the same.
    if (open.length && status === "decided") blocks.push({ text: this.plain("also") }, all(open));
    return blocks;
  }

  plain(key) {
    return escaped(this.say(key));
  }

  needed() {
    const { missing } = this.record;
    if (!missing.length) return [];
    return [{ text: this.plain("needed") }, { items: missing.map((name) => this.question(name)), numbered: true }];
  }

  question(name) {
    const { ask, help, choices = [] } = this.words.inputs[name];
    const listed = choices.length && choices.length <= CHOICES;
    const among = listed ? ` (${choices.map(([, label]) => escaped(label)).join(" / ")})` : "";
    return [ask + among, help].filter(Boolean).join(" ");
  }

  // Values of the answer, and from when another one holds.
  further() {
    const { values, facts, changes, outcome } = this.record;
    const { formats } = this.language.site;
    const shown = Object.keys(values).map((name) => {
      const value = this.words.answer(name, values[name], facts);
      return escaped(formats.labelled(this.words.values[name].label, value));
    });
    const blocks = shown.length ? [{ text: this.plain("values") }, { items: shown }] : [];
    const wait = changes.find(({ changed_by: by }) => Object.values(by).every((who) => who === "time"));
    if (wait && outcome && this.goal) {
      const date = formats.date(Object.values(wait.set)[0]);
      const answer = this.words.outcomes[this.goal];
      const text = this.sayWith("from", "answer", answer).replace("{date}", () => escaped(date));
      blocks.push({ text });
    }
    return blocks;
  }

  // The guide of the rule, and on which day the answer stood.
  get guide() {
    const { guides, rules } = this.language;
    return guides[rules.find(({ id }) => id === this.record.rule)?.guides[0]];
  }

  get day() {
    return { text: escaped(this.say("day", { date: this.language.site.formats.date(this.record.as_of) })) };
  }

  // The guide that a link leads to.
  linked(href) {
    return Object.values(this.language.guides).find(({ path }) => path === href);
  }

  // The full address of a guide, the same in every language.
  permanent({ number }) {
    return `${this.language.siteUrl}a/${number}/`;
  }

  // Returns the reply for programs that take text alone: addresses stand below, where no bracket clings to them.
  toText() {
    const named = new Set();
    const read = (html) => this.read(html, {
      plain: (text) => text,
      link: (words, guide) => {
        named.add(guide);
        return words === guide.title ? this.say("label", { label: words }) : words;
      },
      label: (text) => this.say("label", { label: text }),
      mark: (tag, inner) => inner,
    });
    const block = ({ text, items, numbered }) =>
      text ? read(text) : items.map((each, at) => `${numbered ? `${at + 1}.` : "–"} ${read(each)}`).join("\n");
    const said = this.joined(this.blocks, block, "\n\n", "\n");
    const guides = [...named.add(this.guide)].filter(Boolean);
    const addresses = guides.map((guide) => this.labelled(guide.title, this.permanent(guide)));
    const more = { text: this.plain("more") };
    return [said, [block(more), ...addresses].join("\n"), block(this.day)].join("\n\n");
  }

  labelled(label, value) {
    return this.language.site.formats.labelled(label, value);
  }

  // Returns the reply as HTML with nothing but paragraphs, lists and links.
  toHtml() {
    const named = new Set();
    const read = (html) => this.read(html, {
      plain: escaped,
      link: (words, guide) => {
        named.add(guide);
        return `<a href="${this.permanent(guide)}">${words}</a>`;
      },
      label: (text) => `<strong>${escaped(text)}</strong>`,
      mark: (tag, inner) => `<${tag}>${inner}</${tag}>`,
    });
    const block = ({ text, items, numbered }) => {
      if (text) return `<p>${read(text)}</p>`;
      const tag = numbered ? "ol" : "ul";
      return `<${tag}>${items.map((each) => `<li>${read(each)}</li>`).join("")}</${tag}>`;
    };
    const said = this.joined(this.blocks, block, "", "");
    const more = this.guide && !named.has(this.guide) ? block({ text: `${this.plain("more")} ${this.link(this.guide)}` }) : "";
    return `<div lang="${this.language.language}">${said}${more}${block(this.day)}</div>`;
  }

  // Blocks one below the other; a list stands close to the sentence that introduces it.
  joined(blocks, block, apart, close) {
    return blocks.reduce((said, each, at) => said + (at ? (each.items ? close : apart) : "") + block(each), "");
  }

  // Walks the markup of a sentence.
  read(html, say) {
    const held = document.createElement("template");
    held.innerHTML = html;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return say.plain(node.data);
      const inner = [...node.childNodes].map(walk).join("");
      if (node.tagName === "A") return say.link(inner, this.linked(node.getAttribute("href")));
      if (node.classList?.contains("kb-label")) return say.label(node.textContent);
      return INLINE.has(node.tagName) ? say.mark(node.tagName.toLowerCase(), inner) : inner;
    };
    return walk(held.content);
  }
}
