// One question of a rule as a form.

import { control, objection } from "./controls.js";
import { sentence } from "./loading.js";
import { make } from "./markup.js";

// Returns {element, focus}. `answered` is called with the facts given, `unknown` where the reader does not know, `kept` (where there is
// an answer already) where it stays.
export const questionOf = ({ program, words, facts, name, answered, unknown, kept }) => {
  const input = inputOf(program, name);
  const { ask, help, currency: currencies = [] } = words.inputs[name];
  const id = `kb-check-${name}`;
  const button = (key, onclick) => make("button", { type: "button", onclick }, words.site.say(key));

  const currency = inputOf(program, currencies.find((each) => facts[each]) ?? currencies[0]);
  const known = currency && facts[currency.name];
  // One press is enough to say yes or no.
  const pressed = input.kind === "boolean" && ((value) => answered({ [name]: value }));
  const field = control({ id, input, words, ask: sentence(ask), help: help && sentence(help), value: facts[name], unit: known, pressed });
  const beside = currency?.displayOnly && !known
    ? control({ id: `${id}-currency`, input: currency, words, ask: words.inputs[currency.name].label })
    : null;

  const onsubmit = (event) => {
    event.preventDefault();
    const { value, error } = field.read();
    const wrong = error ?? objection(program, words, name, value);
    field.fail(wrong);
    if (wrong) return field.focus();
    const chosen = beside?.read().value;
    return answered({ [name]: program.normal(name, value), ...(chosen && { [currency.name]: chosen }) });
  };
  const actions = make("div", { class: "kb-check__actions" },
    !pressed && make("button", {}, words.site.say("checker.next")),
    input.nullable && button("checker.none", () => answered({ [name]: null })),
    button("checker.unknown", unknown),
    kept && button("checker.keep", kept));
  const element = make("form", { class: "kb-check__form", "data-input": name, novalidate: true, onsubmit }, field.element, beside?.element, actions);
  return { element, focus: field.focus };
};

const inputOf = ({ inputs }, name) => inputs.find((each) => each.name === name);
