// Two rules in engines of others, as their users would write them: no fact is checked, none may be unknown and
// nothing is invalid. leave-organization gives all reasons; frequency-change-timing the outcome and the window, its
// dates being day numbers before and after, and the month arithmetic an operation in JavaScript.
import { Environment } from "@marcbachmann/cel-js";
import { LogicEngine } from "json-logic-engine";

const v = (name) => ({ var: name });

const LEAVE_LOGIC = {
  filter: [
    [
      { if: [v("in_organization_ksuite"), "in-organization-ksuite", null] },
      { if: [v("login_address_in_mail_service"), "login-address-in-mail-service", null] },
      { if: [{ and: [v("is_owner"), { "<=": [v("owner_count"), 1] }] }, "last-owner", null] },
      { if: [{ "<=": [v("user_count"), 1] }, "last-user", null] },
    ],
    { "!!": [v("")] },
  ],
};

const LEAVE_CEL = `[
  in_organization_ksuite ? "in-organization-ksuite" : "",
  login_address_in_mail_service ? "login-address-in-mail-service" : "",
  is_owner && owner_count <= 1.0 ? "last-owner" : "",
  user_count <= 1.0 ? "last-user" : ""
].filter(reason, reason != "")`;

export const leavePeers = () => (facts) => contenders(facts, LEAVE_LOGIC, LEAVE_CEL, []);

const MONTHS = { if: [{ "===": [v("current_frequency"), "annual"] }, 12, 3] };
const END = { "+": [v("term_last_day"), 1] };
const renewal = (nextMonth) => ({
  if: [{ "!==": [v("term_last_day"), null] }, END, { months_later: [v("term_start"), MONTHS, nextMonth] }],
});

const WINDOW_FIRST = { months_later: [renewal(true), -1, true] };
const WINDOW_LAST = { "-": [renewal(false), 1] };

const TIMING_LOGIC = {
  if: [
    { "===": [v("new_frequency"), v("current_frequency")] }, ["no-change"],
    { "===": [v("new_frequency"), "monthly"] },
    [
      // the fact stands on the right: compiled, the engine forgets the left side while it computes the right one
      { if: [{ ">": [WINDOW_FIRST, v("change_date")] }, "too-early",
             { ">=": [WINDOW_LAST, v("change_date")] }, "allowed",
             "term-over"] },
      WINDOW_FIRST,
      WINDOW_LAST,
    ],
    { or: [{ "===": [v("current_frequency"), "monthly"] }, { "===": [v("new_frequency"), "annual"] }] },
    ["no-timing-rule"],
    ["not-covered"],
  ],
};

const celRenewal = (nextMonth) => `(term_last_day != null ? term_last_day + 1.0 :
  months_later(term_start, current_frequency == "annual" ? 12.0 : 3.0, ${nextMonth}))`;

const CEL_FIRST = `months_later(${celRenewal(true)}, -1.0, true)`;
const CEL_LAST = `(${celRenewal(false)} - 1.0)`;

const TIMING_CEL = `new_frequency == current_frequency ? ["no-change"] :
  new_frequency == "monthly" ? [
    change_date < ${CEL_FIRST} ? "too-early" : change_date <= ${CEL_LAST} ? "allowed" : "term-over",
    ${CEL_FIRST},
    ${CEL_LAST}
  ] :
  current_frequency == "monthly" || new_frequency == "annual" ? ["no-timing-rule"] : ["not-covered"]`;

export const timingPeers = ({ toDays, shiftMonths }) => (facts) => {
  const days = (each) => (each == null ? null : toDays(each));
  const numbered = facts.map((each) => ({
    ...each, term_start: days(each.term_start), term_last_day: days(each.term_last_day), change_date: days(each.change_date),
  }));
  return contenders(numbered, TIMING_LOGIC, TIMING_CEL, [["months_later", shiftMonths]]);
};

function contenders(cases, logic, cel, functions) {
  const engine = new LogicEngine();
  const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  for (const [name, call] of functions) {
    engine.addMethod(name, (operands) => call(...operands), { deterministic: true });
    environment.registerFunction(`${name}(dyn, dyn, bool): dyn`, call);
  }
  const built = engine.build(logic);
  const parsed = environment.parse(cel);
  return {
    "json-logic-engine": { call: (facts) => engine.run(logic, facts), cases },
    "json-logic-engine, compiled": { call: (facts) => built(facts), cases },
    "cel-js": { call: (facts) => parsed(facts), cases },
  };
}
