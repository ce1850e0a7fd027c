// A question as the control that fits its kind. Each control can be read, can take the focus, and shows its own error.

import { make } from "./markup.js";
import { refusal, typed } from "./typing.js";

const FEW = 7;
const PARTS = ["day", "month", "year"];

// Returns {element, read, focus, fail} for an input of a program. `read` returns {value} (undefined: left empty) or {error}: a message;
// `fail` shows a message, or takes it away. `ask` is a text or a node, `help` a node; `unit` stands behind a field.
export const control = ({ id, input, words, ask, help, value, unit }) => {
  const said = words.inputs[input.name];
  const { site } = words;
  const described = `${id}-error${help ? ` ${id}-help` : ""}`;
  const error = make("p", { class: "kb-field__error", id: `${id}-error` });
  const hint = help && make("p", { class: "kb-field__help", id: `${id}-help` }, help);
  const held = field({ id, input, said, site, value, described, unit });
  const element = held.group
    ? make("fieldset", { class: "kb-field", "aria-describedby": described }, make("legend", {}, ask), hint, held.element, error)
    : make("div", { class: "kb-field" }, make("label", { for: id }, ask), hint, held.element, error);
  const fail = (message) => {
    error.textContent = message ?? "";
    element.classList.toggle("kb-field--wrong", Boolean(message));
    for (const each of held.fields) each.toggleAttribute("aria-invalid", Boolean(message));
  };
  const read = () => {
    const found = held.read();
    if (found.error) return { error: site.say(`checker.errors.${found.error === "empty" ? held.empty : found.error}`), empty: found.error === "empty" };
    return { value: found.value };
  };
  return { element, read, fail, focus: () => (held.fields.find((each) => each.checked) ?? held.fields[0]).focus() };
};

// Returns what is wrong with a value by the rule, as a message, or null.
export const objection = (program, words, name, value) => {
  if (value === null || !program.check(name, value)) return null;
  const input = program.inputs.find((each) => each.name === name);
  return words.site.say(...refusal(input, words.inputs[name], value, words));
};

const field = (wanted) => {
  const { kind, choices = [] } = wanted.input;
  if (kind === "boolean") return radios(wanted, [["true", wanted.site.say("checker.yes")], ["false", wanted.site.say("checker.no")]]);
  if (kind === "choice" && choices.length <= FEW) return radios(wanted, wanted.said.choices);
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
    if (chosen === undefined) return { error: "empty" };
    return { value: input.kind === "boolean" ? chosen === "true" : chosen };
  };
  return { element: make("div", { class: "kb-field__choices" }, shown), fields, read, group: true, empty: "choice" };
};

const select = ({ id, input, site, value, described }, choices) => {
  const byCode = ([code, words]) => (input.kind === "currency" ? `${code} – ${words.slice(0, -6)}` : words);
  const options = choices.map((choice) => make("option", { value: choice[0], selected: choice[0] === value }, byCode(choice)));
  const element = make("select", { id, "aria-describedby": described }, make("option", { value: "" }, site.say("checker.choose")), options);
  return { element, fields: [element], read: () => (element.value ? { value: element.value } : { error: "empty" }), empty: "choice" };
};

const text = ({ id, input, said, site, value, described, unit }) => {
  const number = ["integer", "decimal"].includes(input.kind);
  const shown = said.unit === "ratio" ? site.formats.percentage(value ?? "0").replace(/[^\d.,]/g, "") : site.formats.number(value ?? "0");
  const element = make("input", {
    id,
    class: number && "kb-field__number",
    type: input.kind === "email" ? "email" : "text",
    // The keyboard of digits has no minus on some phones.
    inputmode: number && input.min != null && (input.kind === "integer" ? "numeric" : "decimal"),
    autocomplete: "off",
    spellcheck: "false",
    value: value == null ? null : number ? shown : value,
    "aria-describedby": described,
  });
  const behind = unit ?? (said.unit === "ratio" ? "%" : null);
  return {
    element: behind ? make("span", { class: "kb-field__unit" }, element, make("span", {}, behind)) : element,
    fields: [element],
    read: () => typed({ ...said, kind: input.kind }, element.value, site),
    empty: input.kind,
  };
};

const date = ({ id, site, value }) => {
  const given = value ? value.split("-").reverse() : [];
  const fields = PARTS.map((part, at) =>
    make("input", { id: `${id}-${part}`, type: "text", inputmode: "numeric", autocomplete: "off", maxlength: part === "year" ? 4 : 2, value: given[at] }),
  );
  const labels = PARTS.map((part, at) => make("label", { for: `${id}-${part}` }, make("span", {}, site.say(`checker.${part}`)), fields[at]));
  const read = () => {
    const [day, month, year] = fields.map((each) => each.value.trim());
    if (!(day || month || year)) return { error: "empty" };
    const right = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
    return right ? { value: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` } : { error: "date" };
  };
  return { element: make("div", { class: "kb-field__date" }, labels), fields, read, group: true, empty: "date" };
};
