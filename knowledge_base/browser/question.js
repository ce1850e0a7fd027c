// One question of a rule as a form.

import { control, objection } from "./controls.js";
import { sentence } from "./loading.js";
import { make } from "./markup.js";

// Returns {element, focus}. `answered` is called with the facts given, `unknown` where the reader does not know, `kept` (where there is
// an answer already) where it stays.
export const questionOf = ({ program, words, facts, name, answered, unknown, kept }) => {
  const input = program.inputs.find((each) => each.name === name);
  const { site } = words;
  const { ask, help } = words.inputs[name];
  const id = `kb-check-${program.rule}-${name}`;
  const shared = { program, words, facts };
  const said = { ask: sentence(ask), help: help && sentence(help) };
  const button = (key, does) => make("button", { type: "button", onclick: does }, site.say(key));
  const others = [
    input.nullable && button("checker.none", () => answered({ [name]: null })),
    button("checker.unknown", unknown),
    kept && button("checker.keep", kept),
  ];
  if (input.kind === "boolean") return yesOrNo({ id, name, ...said, site, value: facts[name], others, answered: (value) => answered({ [name]: value }) });

  const currency = currencyOf(shared, name);
  const field = control({ id, input, words, ...said, value: facts[name], unit: currency && facts[currency.name] });
  const beside = currency?.displayOnly && !facts[currency.name] &&
    control({ id: `${id}-currency`, input: currency, words, ask: words.inputs[currency.name].label });
  const submit = (event) => {
    event.preventDefault();
    const { value, error } = field.read();
    const wrong = error ?? objection(program, words, name, value);
    field.fail(wrong);
    if (wrong) return field.focus();
    const chosen = beside ? beside.read().value : undefined;
    return answered({ [name]: program.normal(name, value), ...(chosen && { [currency.name]: chosen }) });
  };
  const actions = make("div", { class: "kb-check__actions" }, make("button", { class: "kb-check__next" }, site.say("checker.next")), others);
  const element = make("form", { class: "kb-check__form", "data-input": name, novalidate: true, onsubmit: submit }, field.element, beside && beside.element, actions);
  return { element, focus: field.focus };
};

// Two buttons, so that one press is enough.
const yesOrNo = ({ id, name, ask, help, site, value, others, answered }) => {
  const button = (key, answer) =>
    make("button", { type: "button", class: "kb-check__choice", "aria-pressed": value === answer && "true", onclick: () => answered(answer) }, site.say(key));
  const buttons = [button("checker.yes", true), button("checker.no", false)];
  const hint = help && make("p", { class: "kb-field__help", id: `${id}-help` }, help);
  const described = help ? `${id}-help` : null;
  const element = make("div", { class: "kb-check__form", "data-input": name },
    make("fieldset", { class: "kb-field", "aria-describedby": described }, make("legend", {}, ask), hint, make("div", { class: "kb-check__choices" }, buttons)),
    make("div", { class: "kb-check__actions" }, others));
  return { element, focus: () => buttons[value === false ? 1 : 0].focus() };
};

// The input that says the currency of an amount.
const currencyOf = ({ program, words, facts }, name) => {
  const named = words.inputs[name].currency ?? [];
  const found = named.find((each) => facts[each]) ?? named[0];
  return program.inputs.find((each) => each.name === found);
};
