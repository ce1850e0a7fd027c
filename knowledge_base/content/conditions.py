"""Conditions of a rule in exact words: ``Number of users: more than 1``.

The condition is first brought into a form a person would say: parameters are values already,
``not`` is carried inward, a computed yes or no is replaced by what makes it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from knowledge_base.content.expression_words import ExpressionWords
from knowledge_base.content.values import type_of
from rules_engine.model.expressions import (
    ALWAYS,
    EQUALITY,
    NEGATED,
    NEVER,
    All,
    Any,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    Constant,
    Expression,
    InputRef,
    Literal,
    Lookup,
    Not,
    Operator,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.words import RuleWords
    from rules_engine.compile.resolve import ResolvedRule
    from rules_engine.model.value_types import Value

_OPPOSITE: dict[str, Operator] = {
    "at_least": "less_than", "less_than": "at_least", "more_than": "at_most",
    "at_most": "more_than", "before": "on_or_after", "on_or_after": "before",
    "after": "on_or_before", "on_or_before": "after",
}  # fmt: skip
# Said by a sign where the other side is not a value but a name.
_NAMED = {"is": "=", "is_not": "≠"}


class ConditionWords:
    """Puts the conditions of a resolved rule into words."""

    def __init__(self, words: RuleWords, resolved: ResolvedRule) -> None:
        self.words = words
        self.resolved = resolved
        self.expressions = ExpressionWords(words, resolved)
        self.site = words.wording.site
        self.formats = words.wording.formats

    def plain(self, condition: Condition) -> Condition:
        """Return the condition as a person would say it: the same truth, no ``Not``."""
        match condition:
            case All(parts):
                return _joined(All, [self.plain(part) for part in parts], NEVER, ALWAYS)
            case Any(parts):
                alternatives = _joined(Any, [self.plain(part) for part in parts], ALWAYS, NEVER)
                return self._once(_as_one_of(alternatives))
            case Not(part):
                return self._negated(self.plain(part))
            case Compare(ComputedRef(name), operator, Literal() as right):
                return self._of_computed(
                    condition, self.resolved.computed.get(name), operator, right
                )
            case Compare(left, ("one_of" | "none_of") as operator, Literal((value,))):
                single: Operator = "is" if operator == "one_of" else "is_not"
                return Compare(left, single, Literal(cast("Value", value)))
            case Compare(Lookup() as lookup, operator, Literal(value)):
                expanded = _from_table(lookup, operator, value)
                return self.plain(expanded) if expanded else condition
            case Compare(InputRef(name), "is_not", Literal(bool() as value)):
                if not self.words.rule.inputs[name].type.nullable:
                    return Compare(InputRef(name), "is", Literal(not value))
        return condition

    def _once(self, condition: Condition) -> Condition:
        """Return "(a and b) or (a and c)" as "a and (b or c)": what all share is said once."""
        parts = condition.parts if isinstance(condition, Any) else ()
        each = [part.parts for part in parts if isinstance(part, All)]
        if len(each) < 2 or len(each) < len(parts):
            return condition
        shared = [part for part in each[0] if all(part in other for other in each)]
        rest = [tuple(part for part in other if part not in shared) for other in each]
        if not shared or not all(rest):
            return condition
        others = self.plain(Any(tuple(All(other) for other in rest)))
        return _joined(All, [others, *shared], NEVER, ALWAYS)

    def _of_computed(
        self, condition: Condition, computed: Expression | None, operator: Operator, right: Literal
    ) -> Condition:
        """Return what makes a computation so, where that can be said of the inputs."""
        if isinstance(computed, Lookup):
            return self.plain(Compare(computed, operator, right))
        wanted = right.value
        if isinstance(computed, Choose) and isinstance(wanted, bool) and operator in EQUALITY:
            return self._when(computed, wanted is (operator == "is")) or condition
        return condition

    def _when(self, choose: Choose, wanted: bool) -> Condition | None:
        """Return when a choice between yes and no gives ``wanted``; None for other choices."""
        branches = [*choose.branches, (ALWAYS, choose.otherwise)]
        if not all(isinstance(value, Literal) for _, value in branches):
            return None
        found: list[Condition] = []
        before: list[Condition] = []
        for condition, value in branches:
            if cast("Literal", value).value is wanted:
                found.append(All((*before, condition)))
            else:
                before.append(Not(condition))
        return self.plain(Any(tuple(found)))

    def _negated(self, condition: Condition) -> Condition:
        match condition:
            case Constant(holds):
                return Constant(not holds)
            case All(parts):
                return self.plain(Any(tuple(Not(part) for part in parts)))
            case Any(parts):
                return self.plain(All(tuple(Not(part) for part in parts)))
            case Not(part):
                return part
            case Compare(left, operator, right):
                opposite = NEGATED.get(operator) or _OPPOSITE.get(operator)
                if opposite:
                    return self.plain(Compare(left, opposite, right))
        return Not(condition)

    def exact(self, condition: Condition) -> str:
        """Return a condition in words."""
        return self._words(self.plain(condition), inside=False)

    def _words(self, condition: Condition, *, inside: bool) -> str:
        match condition:
            case Constant(holds):
                return self.site("answers.affirmative" if holds else "answers.negative")
            case All(parts) | Any(parts):
                word = self.site("table.and" if isinstance(condition, All) else "table.or")
                joined = f" · {word} · ".join(self._words(part, inside=True) for part in parts)
                return f"({joined})" if inside else joined
            case Compare(left, operator, right):
                return self._compare(left, operator, right)
        return "…"

    def _compare(self, left: Expression, operator: str, right: Expression) -> str:
        subject = self.expressions.say(left)
        if not isinstance(right, Literal) and operator in _NAMED:
            return f"{subject} {_NAMED[operator]} {self.expressions.say(right)}"
        return self.formats.labelled(subject, self.predicate(left, operator, right))

    def predicate(self, left: Expression, operator: str, right: Expression) -> str:
        """Return what is said of ``left``: ``more than 1``, ``yes``, ``France or Belgium``."""
        if isinstance(right, Literal) and right.value is None and operator == "is_not":
            return self.site("answers.given")
        if isinstance(right, Literal) and operator in ("one_of", "none_of"):
            values = cast("tuple[Value, ...]", right.value)
            parts = [self._literal(left, value) for value in values]
            if operator == "one_of":
                return self.formats.any_of(parts)
            return self.site("operators.none-of", {"value": self.formats.all_of(parts)})
        value = (
            self._literal(left, right.value)
            if isinstance(right, Literal)
            else self.expressions.say(right)
        )
        return self.site(f"operators.{operator.replace('_', '-')}", {"value": value})

    def _literal(self, left: Expression, value: Value) -> str:
        """Return a value in the type and the unit of what it is compared with."""
        if isinstance(left, InputRef):
            declared = self.words.rule.inputs[left.name].type
            return self.words.value_words(declared, left.name, value, {})
        return self.words.values.words(type_of(value), value)


def _joined(
    kind: type[All] | type[Any], parts: list[Condition], wins: Constant, drops: Constant
) -> Condition:
    found: list[Condition] = []
    for part in parts:
        if part == wins:
            return wins
        if part != drops:
            found.extend(part.parts if isinstance(part, kind) else [part])
    found = list(dict.fromkeys(found)) if all(_hashable(part) for part in found) else found
    if not found:
        return drops
    return found[0] if len(found) == 1 else kind(tuple(found))


def _hashable(part: Condition) -> bool:
    try:
        hash(part)
    except TypeError:  # a literal may hold a mapping
        return False
    return True


def _as_one_of(condition: Condition) -> Condition:
    """Return "a is x or a is y" as "a is one of x, y", wherever in an Any it stands."""
    if not isinstance(condition, Any):
        return condition
    merged: list[Condition] = []
    for part in condition.parts:
        values = _named_values(part)
        same = [
            each for each in merged if values and _named_values(each) and _left(each) == _left(part)
        ]
        if same:
            together = (*_named_values(same[0]), *values)
            merged[merged.index(same[0])] = Compare(
                cast("Compare", part).left, "one_of", Literal(tuple(dict.fromkeys(together)))
            )
        else:
            merged.append(part)
    return merged[0] if len(merged) == 1 else Any(tuple(merged))


def _left(condition: Condition) -> Expression | None:
    return condition.left if isinstance(condition, Compare) else None


def _named_values(condition: Condition) -> tuple[Value, ...]:
    """Return the values that "is" and "one of" name; none for yes, no and null."""
    match condition:
        case Compare(_, "is", Literal(value)) if not isinstance(value, bool | None):
            return (value,)
        case Compare(_, "one_of", Literal(tuple() as values)):
            return cast("tuple[Value, ...]", values)
    return ()


def _from_table(lookup: Lookup, operator: Operator, wanted: Value) -> Condition | None:
    """Return which keys make the row that is looked up have, or not have, a value."""
    if operator not in EQUALITY or not isinstance(lookup.table, Literal):
        return None
    found: list[Condition] = []
    known: list[Condition] = []
    for row in cast("tuple[Mapping[str, Value], ...]", lookup.table.value):
        key = All(tuple(Compare(each, "is", Literal(row[column])) for column, each in lookup.match))
        if key not in known and row[lookup.column] == wanted:
            found.append(key)
        known.append(key)
    if wanted is None:
        found.append(Not(Any(tuple(known))))
    matching = Any(tuple(found))
    return matching if operator == "is" else Not(matching)
