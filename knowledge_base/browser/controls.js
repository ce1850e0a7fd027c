// A question as the control that fits its kind. Each control can be read, can take the focus, and shows its own error.

import { shifted } from "./formats.js";
import { make } from "./markup.js";
import { refusal, typed } from "./typing.js";

const NO_CHOICE = { error: "choice", empty: true };
const PARTS = ["day", "month", "year"];

// Returns {element, read, focus, fail} for an input of a program. `read` returns {value}, or {error}: a message, `empty` where
// nothing was given; `fail` shows a message, or takes it away. `ask` is a text or a node, `help` a node; `unit` stands behind a field. With
// `pressed` a question of yes or no has two buttons that call it.
export const control = ({ id, input, words, ask, help, value, unit, pressed }) => {
  const said = words.inputs[input.name];
  const { site } = words;
  const error = make("p", { class: "kb-field__error", id: `${id}-error` });
  const hint = help && make("p", { class: "kb-field__help", id: `${id}-help` }, help);
  const held = field({ id, input, said, site, value, unit, pressed });
  const { fields, group } = held;
  const name = group ? make("legend", {}, ask) : make("label", { for: id }, ask);
  const element = make(group ? "fieldset" : "div", { class: "kb-field" }, name, hint, held.element, error);
  (group ? element : fields[0]).setAttribute("aria-describedby", `${id}-error${help ? ` ${id}-help` : ""}`);
  const fail = (message) => {
    error.textContent = message;
    for (const each of fields) each.setAttribute("aria-invalid", Boolean(message));
  };
  const read = () => {
    const { value, error, empty } = held.read();
    return error ? { error: site.say(`checker.errors.${error}`), empty } : { value };
  };
  return { element, read, fail, focus: () => (fields.find((each) => each.checked) ?? fields[0]).focus() };
};

// Returns what is wrong with a value by the rule, as a message, or null.
export const objection = (program, words, name, value) => {
  if (!program.check(name, value)) return null;
  const input = program.inputs.find((each) => each.name === name);
  return words.site.say(...refusal(input, words.inputs[name], value, words));
};

const field = (wanted) => {
  const { kind, choices = [] } = wanted.input;
  if (kind === "boolean") {
    const both = [["true", wanted.site.say("checker.yes")], ["false", wanted.site.say("checker.no")]];
    return (wanted.pressed ? buttons : radios)(wanted, both);
  }
  if (kind === "choice" && choices.length < 8) return radios(wanted, wanted.said.choices);
  if (wanted.said.choices) return select(wanted, wanted.said.choices);
  return kind === "date" ? date(wanted) : text(wanted);
};

const radios = ({ id, input, value }, choices) => {
  const fields = choices.map(([choice]) =>
    make("input", { type: "radio", name: id, value: choice, checked: choice === String(value) }),
  );
  const shown = choices.map(([, words], at) => make("label", {}, fields[at], make("span", {}, words)));
  const read = () => {
    const chosen = fields.find((each) => each.checked)?.value;
    return chosen === undefined ? NO_CHOICE : { value: input.kind === "boolean" ? chosen === "true" : chosen };
  };
  return { element: make("div", { class: "kb-field__choices" }, shown), fields, read, group: true };
};

const buttons = ({ value, pressed }, choices) => {
  const fields = choices.map(([choice, words]) =>
    make("button", { type: "button", "aria-pressed": choice === String(value) && "true", onclick: () => pressed(choice === "true") }, words),
  );
  return { element: make("div", { class: "kb-check__choices" }, fields), fields, group: true };
};

const select = ({ id, input, site, value }, choices) => {
  const byCode = ([code, words]) => (input.kind === "currency" ? `${code} – ${words.slice(0, -6)}` : words);
  const options = choices.map((choice) => make("option", { value: choice[0], selected: choice[0] === value }, byCode(choice)));
  const element = make("select", { id }, make("option", { value: "" }, site.say("checker.choose")), options);
  return { element, fields: [element], read: () => (element.value ? { value: element.value } : NO_CHOICE) };
};

const text = ({ id, input, said, site, value, unit }) => {
  const number = /integer|decimal/.test(input.kind);
  const ratio = said.unit === "ratio";
  const element = make("input", {
    id,
    type: input.kind === "email" ? "email" : "text",
    // The keyboard of digits has no minus on some phones.
    inputmode: number && input.min != null && (input.kind === "integer" ? "numeric" : "decimal"),
    autocomplete: "off",
    value: number && value != null ? site.formats.number(ratio ? shifted(value, 2) : value) : value,
  });
  const behind = ratio ? "%" : unit;
  return {
    element: behind ? make("span", { class: "kb-field__unit" }, element, make("span", {}, behind)) : element,
    fields: [element],
    read: () => typed(said, element.value.trim(), site),
  };
};

const date = ({ id, site, value }) => {
  const given = value ? value.split("-").reverse() : [];
  const fields = PARTS.map((part, at) =>
    make("input", { id: `${id}-${part}`, inputmode: "numeric", value: given[at] }),
  );
  const labels = PARTS.map((part, at) => make("label", {}, site.say(`checker.${part}`), fields[at]));
  const read = () => {
    const [day, month, year] = fields.map((each) => each.value.trim());
    const right = /^\d\d?-\d\d?-\d{4}$/.test(`${day}-${month}-${year}`);
    return right ? { value: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` } : { error: "date", empty: !(day + month + year) };
  };
  return { element: make("div", { class: "kb-field__date" }, labels), fields, read, group: true };
};
