// The desk as a whole: what is found opens a case, a change of the case changes the decision, the reply and the receipt.

import { linked, sentence } from "../loading.js";
import { make } from "../markup.js";
import { openWords } from "../words.js";
import { Case, openRule } from "./case.js";
import { CaseView } from "./case_view.js";
import { compareReceipt } from "./comparison.js";
import { DecisionView } from "./decision_view.js";
import { FinderView } from "./finder_view.js";
import { openLanguage } from "./languages.js";
import { decode, encode, receiptOf } from "./receipt.js";
import { ReceiptView } from "./receipt_view.js";
import { Recent } from "./recent.js";
import { RecentView } from "./recent_view.js";
import { Reply } from "./reply.js";
import { ReplyView } from "./reply_view.js";
import { keep, recall } from "./storage.js";
import { today } from "../today.js";

export class Workplace {
  // `place` is called with the hash that stands for the case, so that the address and links to other languages keep it.
  constructor(root, language, place) {
    this.language = language;
    this.place = place;
    this.customer = language.languages[recall("customer", "")] ? recall("customer", "") : language.language;
    this.recent = new Recent();
    this.finder = new FinderView(language, () => this.recent.rules, (rule) => this.start(rule));
    this.receipt = new ReceiptView(language, () => this.closeReceipt());
    this.caseView = new CaseView(language, {
      dated: (day) => this.date(day), restart: () => this.start(this.case.rule),
    });
    this.decision = new DecisionView(language, (rule) => this.start(rule));
    this.reply = new ReplyView(language, {
      customer: this.customer, choose: (customer) => this.answerIn(customer), given: () => this.remember(),
    });
    this.list = new RecentView(language, this.recent, {
      open: (code) => this.open(code, true), changed: () => {},
    });
    const views = [this.caseView, this.decision, this.reply].map((view) => view.element);
    this.work = make("div", { class: "kb-desk__work", hidden: true }, views);
    root.replaceChildren(this.finder.element, this.receipt.element, this.work, this.list.element);
    this.finder.show();
  }

  // Opens a new case on a rule.
  async start(rule) {
    this.receipt.hide();
    this.given = null;
    await this.begin(rule, {}, today());
    if (this.case?.rule === rule) this.case.form.focus();
  }

  // Returns whether the rule could be loaded.
  async begin(rule, facts, asOf) {
    const turn = (this.turn = {}); // a rule chosen meanwhile takes its place
    let opened;
    this.reply.hide();
    try {
      opened = await openRule(rule, this.language);
    } catch {
      if (turn !== this.turn) return false;
      this.caseView.refuse(this.language.say("unreachable"));
      this.work.hidden = false;
      return false;
    }
    if (turn !== this.turn) return false;
    this.touched = false;
    this.case = new Case(opened, this.language, { facts, asOf, changed: () => this.change() });
    this.caseView.show(this.case);
    this.work.hidden = false;
    this.finder.dismissible = true;
    this.finder.hide();
    await this.update();
    return true;
  }

  change() {
    this.touched = true;
    return this.update();
  }

  date(day) {
    this.case.asOf = day || today();
    return this.change();
  }

  // Decides, and shows what follows from it.
  async update() {
    const { program, words } = this.case;
    let warning;
    try {
      this.record = this.case.decide();
      warning = this.case.otherValues ? this.language.say("other-values") : null;
    } catch (error) {
      if (!error.problems) throw error;
      this.decision.refuse(this.language.say("too-early"));
      this.reply.hide();
      return;
    }
    this.case.form.mark(this.record);
    this.decision.show(this.record, words, warning);
    const receipt = receiptOf(this.record, program, today());
    this.code = encode(receipt);
    this.leftOut = receipt.left_out.map((name) => words.inputs[name].label);
    if (this.given) this.compare();
    this.place(this.given ? `receipt=${this.givenCode}` : `case=${this.code}`);
    if (this.touched && this.record.status === "decided") this.remember();
    await this.write();
  }

  // Writes the reply in the customer's language. What was changed meanwhile is written by a later call.
  async write() {
    const { record, customer } = this;
    this.reply.wait();
    let language, words;
    try {
      language = await openLanguage(customer);
      words = await openWords(record.rule, language.site);
    } catch {
      this.reply.refuse(this.language.say("unreachable"));
      return;
    }
    if (record !== this.record || customer !== this.customer) return;
    const reply = new Reply(record, { words, language, goal: this.case.program.goal });
    const link = `${linked("agents/")}#receipt=${this.code}`;
    this.reply.show(reply, { record, link, leftOut: this.leftOut });
  }

  async answerIn(customer) {
    this.customer = customer;
    keep("customer", customer);
    await this.write();
  }

  // Keeps the decision in the list of this browser.
  remember() {
    const { record, language, code } = this;
    const said = record.outcome ? sentence(this.case.words.outcomes[record.outcome]).textContent : this.case.words.site.say(`decision.${record.status}`);
    this.recent.add({ case: this.case.id, rule: record.rule, day: today(), said, language: language.language, receipt: code });
    this.list.show();
  }

  // Opens a link: the facts of a case, or (`asReceipt`) what was decided on them compared with what today's rules say.
  async open(code, asReceipt) {
    const receipt = decode(code);
    this.given = null;
    if (!receipt) return this.receipt.refuse("damaged");
    if (!this.language.rules.some(({ id }) => id === receipt.rule)) return this.receipt.refuse("no-rule", { rule: receipt.rule });
    if (asReceipt) Object.assign(this, { given: receipt, givenCode: code });
    else this.receipt.hide();
    const opened = await this.begin(receipt.rule, receipt.facts, receipt.as_of);
    if (opened && asReceipt) this.receipt.element.focus();
    return opened;
  }

  compare() {
    const { program, words, facts } = this.case;
    const day = today();
    const known = { ...this.given.facts };
    for (const name of this.given.left_out) if (name in facts) known[name] = facts[name];
    this.receipt.show(this.given, words, compareReceipt(this.given, program, known, day), day);
  }

  closeReceipt() {
    this.given = null;
    this.receipt.hide();
    if (this.case) this.place(`case=${this.code}`);
    this.finder.field.focus();
  }
}
