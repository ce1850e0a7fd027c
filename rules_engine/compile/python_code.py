"""The Python back end: a resolved rule to the source of three functions.

``known`` decides facts that are all there: one expression a requirement, a bit mask of those that
fail, and a verdict looked up by that mask. ``partial`` decides with unknown inputs. ``make``
returns a function that checks whether facts are all there and in normal form and then does what
``known`` does, in the same frame; any other facts it hands to ``general``.
"""

from __future__ import annotations

from rules_engine.compile.constants import Constants
from rules_engine.compile.known import KnownWriter, computed_name, input_name
from rules_engine.compile.nullability import may_be_null
from rules_engine.compile.partial import PartialWriter
from rules_engine.compile.resolve import ResolvedRule
from rules_engine.compile.thresholds import atoms_source, thresholds_source
from rules_engine.model.expressions import ALWAYS, ComputedRef, Condition, Expression, references
from rules_engine.model.rule import AsOf, Input
from rules_engine.model.value_types import MAX_INTEGER

_INDENT = "    "
# Types whose normal form can be recognised at a glance.
_FAST = frozenset({"boolean", "integer", "date", "choice", "country", "currency"})


def python_source(resolved: ResolvedRule) -> str:
    """Return the source of a module with ``known``, ``partial`` and ``make``."""
    return _ModuleWriter(resolved).source()


class _ModuleWriter:
    def __init__(self, resolved: ResolvedRule) -> None:
        self.resolved = resolved
        self.rule = resolved.rule
        self.constants = Constants()
        self.known = KnownWriter(resolved, self.constants)
        self.inputs = list(self.rule.inputs)

    def source(self) -> str:
        known = [f"def known({self._arguments}):", *self._known_body()]
        thresholds = [
            *thresholds_source(PartialWriter(self.known), self._arguments),
            "",
            *atoms_source(PartialWriter(self.known), self._arguments),
        ]
        functions = [
            *known,
            "",
            *self._partial(),
            "",
            *self._make(),
            "",
            *thresholds,
            "",
            *self._pending(),
            "",
        ]
        constants = [f"{name} = {source}" for name, source in self.constants.by_name.items()]
        return "\n".join([*constants, "", *functions])

    @property
    def _arguments(self) -> str:
        return ", ".join(["as_of", *(input_name(name) for name in self.inputs)])

    # Facts that are all known

    def _known_body(self) -> list[str]:
        body: list[str] = []
        written: set[str] = set()
        if self.resolved.constraints:
            tests = [test for _, test in self.resolved.constraints]
            body += self._computed_for(tests, written, _INDENT)
            broken = [self.known.condition(test, negated=True) for test in tests]
            names = self.constants.source(tuple(name for name, _ in self.resolved.constraints))
            body += [
                f"    if {' or '.join(broken)}:",
                f"        return invalid({names}, {_mask(broken)})",
            ]
        return body + (
            self._known_rows(written) if self.rule.rows else self._known_requirements(written)
        )

    def _known_requirements(self, written: set[str]) -> list[str]:
        tests = [each.holds for each in self.resolved.requirements]
        body = self._computed_for(tests, written, _INDENT)
        names = tuple(each.id for each in self.resolved.requirements)
        met, not_met = self.rule.outcomes
        table = self.constants.call(f"verdicts({names!r}, {met!r}, {not_met!r})")
        mask = _mask([self.known.condition(test, negated=True) for test in tests]) or "0"
        if not any(self.resolved.values.values()):
            return [*body, f"    return {table}[{mask}]"]
        body += [f"    mask = {mask}", "    if mask:"]
        body += self._known_values(not_met, f"{table}[mask].reasons", written, _INDENT * 2)
        return body + self._known_values(met, "()", written, _INDENT)

    def _known_rows(self, written: set[str]) -> list[str]:
        body: list[str] = []
        for row in self.resolved.rows:
            body += self._computed_for([row.when], written, _INDENT)
            test = self.known.condition(row.when)
            indent = _INDENT
            if test != "True":
                body.append(f"    if {test}:")
                indent = _INDENT * 2
            inner = set(written)
            body += self._computed_for([each for _, each in row.reasons], inner, indent)
            names = tuple(name for name, _ in row.reasons)
            table = self.constants.call(f"verdicts({names!r}, {row.outcome!r}, {row.outcome!r})")
            verdict = (
                f"{table}[{_mask([self.known.condition(each) for _, each in row.reasons]) or '0'}]"
            )
            if self.resolved.values[row.outcome]:
                reasons = f"{verdict}.reasons" if names else "()"
                body += self._known_values(row.outcome, reasons, inner, indent)
            else:
                body.append(f"{indent}return {verdict}")
        if not self.resolved.rows or self.resolved.rows[-1].when != ALWAYS:
            body.append(f"    return gap({self.rule.id!r})")
        return body

    def _known_values(
        self, outcome: str, reasons: str, written: set[str], indent: str
    ) -> list[str]:
        values = self.resolved.values[outcome]
        body = self._computed_for(list(values.values()), set(written), indent)
        inner = ", ".join(f"{name!r}: {self._value(name, each)}" for name, each in values.items())
        found = f"{{{inner}}}"
        nullable = [each for each in values.values() if may_be_null(each, self.resolved)]
        if nullable:
            tests = [f"{self.known.expression(each)} is None" for each in nullable]
            found = f"carried({found}) if {' or '.join(tests)} else {found}"
        verdict = f"('decided', {outcome!r}, {reasons}, (), (), {found})"
        return [*body, f"{indent}return new_verdict(Verdict, {verdict})"]

    def _value(self, name: str, expression: Expression) -> str:
        source = self.known.expression(expression)
        places = self.rule.values[name].places
        if places is None:
            return source
        if may_be_null(expression, self.resolved):
            return f"(None if (r := {source}) is None else round_half_up(r, {places}))"
        return f"round_half_up({source}, {places})"

    def _computed_for(
        self, trees: list[Condition] | list[Expression] | list[Condition | Expression],
        written: set[str], indent: str,
    ) -> list[str]:  # fmt: skip
        """Write the computed values that the trees need and that are not written yet."""
        needed: set[str] = set()
        stack: list[Condition | Expression] = list(trees)
        while stack:
            names = {each.name for each in references(stack.pop()) if isinstance(each, ComputedRef)}
            stack += [self.resolved.computed[name] for name in names - needed]
            needed |= names
        lines = [
            f"{indent}{computed_name(name)} = {self.known.expression(expression)}"
            for name, expression in self.resolved.computed.items()
            if name in needed - written
        ]
        written |= needed
        return lines

    # Facts that may be unknown

    def _partial(self) -> list[str]:
        writer = PartialWriter(self.known)
        writer.computed()
        constraints = [writer.condition(test)[0] for _, test in self.resolved.constraints]
        if constraints:
            broken = [f"({truth} is False)" for truth in constraints]
            names = self.constants.source(tuple(name for name, _ in self.resolved.constraints))
            writer.lines += [
                f"if {' or '.join(broken)}:", f"    return invalid({names}, {_mask(broken)})",
            ]  # fmt: skip
        inputs = self.constants.source(tuple(self.inputs))
        values = self._partial_values(writer)
        if self.rule.rows:
            tests = [writer.condition(row.when) for row in self.resolved.rows]
            reasons = [
                "{"
                + ", ".join(f"{name!r}: {writer.condition(test)[0]}" for name, test in row.reasons)
                + "}"
                for row in self.resolved.rows
            ]
            outcomes = self.constants.source(tuple(row.outcome for row in self.resolved.rows))
            last = (
                f"table({self.rule.id!r}, {inputs}, {outcomes}, {_pairs(tests)},"
                f" ({_tuple(reasons)}), {values})"
            )
        else:
            tests = [writer.condition(each.holds) for each in self.resolved.requirements]
            names = self.constants.source(tuple(each.id for each in self.resolved.requirements))
            outcomes = self.constants.source(self.rule.outcomes)
            last = f"eligibility({inputs}, {names}, {outcomes}, {_pairs(tests)}, {values})"
        body = [f"{_INDENT}{line}" for line in [*writer.lines, f"return {last}"]]
        return [f"def partial({self._arguments}):", *body]

    def _pending(self) -> list[str]:
        """Write ``pending``: the inputs that each unknown requirement or row waits for."""
        writer = PartialWriter(self.known)
        writer.computed()
        tests = [(each.id, each.holds) for each in self.resolved.requirements]
        tests += [(row.id, row.when) for row in self.resolved.rows]
        masks = [f"{name!r}: {writer.condition(test)[1]}" for name, test in tests]
        for outcome, values in self.resolved.values.items():
            for name, expression in values.items():
                masks.append(f"{f'{outcome}.{name}'!r}: {writer.expression(expression)[1]}")
        body = [*writer.lines, f"return {{{', '.join(masks)}}}"]
        return [f"def pending({self._arguments}):", *(f"{_INDENT}{line}" for line in body)]

    def _partial_values(self, writer: PartialWriter) -> str:
        outcomes = []
        for outcome, values in self.resolved.values.items():
            named = {name: writer.expression(each) for name, each in values.items()}
            if not named:
                continue
            entries = []
            for name, (value, _) in named.items():
                places = self.rule.values[name].places
                rounded = f"rounded({value}, {places})" if places is not None else value
                entries.append(f"{name!r}: {rounded}")
            masks = " | ".join(mask for _, mask in named.values())
            outcomes.append(f"{outcome!r}: (carried({{{', '.join(entries)}}}), {masks})")
        return "{" + ", ".join(outcomes) + "}"

    # Facts that are all there and in normal form already

    def _make(self) -> list[str]:
        if any(each.type.kind not in _FAST for each in self.rule.inputs.values()):
            return ["make = None"]
        optional = {
            name: each for name, each in self.rule.inputs.items() if self._is_optional(name)
        }
        required = [name for name in self.inputs if name not in optional]
        count = " + ".join([str(len(required)), *(f"({name!r} in facts)" for name in optional)])
        checks = [f"len(facts) == {count}"]
        checks += [self._check(name, each) for name, each in self.rule.inputs.items()]
        body = ["def make(as_of, general):", "    def judge(facts):"]
        if required:
            body.append("        try:")
            body += [f"            {input_name(name)} = facts[{name!r}]" for name in required]
            body += ["        except KeyError:", "            return general(facts)"]
        for name in optional:
            body.append(f"        {input_name(name)} = facts.get({name!r}, {self._default(name)})")
        body.append(f"        if {' and '.join(checks)}:")
        body += [f"        {line}" for line in self._known_body()]
        return [*body, "        return general(facts)", "    return judge"]

    def _is_optional(self, name: str) -> bool:
        return name in self.resolved.defaults or self.rule.inputs[name].display_only

    def _default(self, name: str) -> str:
        if name not in self.resolved.defaults:
            return "UNKNOWN"
        found = self.resolved.defaults[name]
        return "as_of" if isinstance(found, AsOf) else self.constants.source(found)

    def _check(self, name: str, declared: Input) -> str:
        variable = input_name(name)
        kind = declared.type
        if kind.kind == "boolean":
            test = f"({variable} is True or {variable} is False)"
        elif kind.kind == "integer":
            low = -MAX_INTEGER if kind.minimum is None else kind.minimum
            high = MAX_INTEGER if kind.maximum is None else kind.maximum
            test = f"type({variable}) is int and {low} <= {variable} <= {high}"
        elif kind.kind == "date":
            test = f"type({variable}) is date and FIRST_DATE <= {variable} <= LAST_DATE"
        elif kind.kind == "choice":
            members = self.constants.call(f"frozenset({sorted(kind.choices)!r})")
            test = f"type({variable}) is str and {variable} in {members}"
        else:
            members = "COUNTRIES" if kind.kind == "country" else "CURRENCIES"
            test = f"type({variable}) is str and {variable} in {members}"
        if kind.nullable:
            test = f"({variable} is None or {test})"
        return f"({variable} is UNKNOWN or {test})" if declared.display_only else test


def _mask(tests: list[str]) -> str:
    """Return source for the bits of the tests that hold; Python adds small numbers fastest."""
    return " + ".join(f"({1 << bit} if {test} else 0)" for bit, test in enumerate(tests))


def _pairs(named: list[tuple[str, str]]) -> str:
    truths, masks = _tuple([t for t, _ in named]), _tuple([m for _, m in named])
    return f"({truths}), ({masks})"


def _tuple(sources: list[str]) -> str:
    return "".join(f"{source}, " for source in sources)
