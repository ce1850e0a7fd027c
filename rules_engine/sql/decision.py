"""The decision in SQL: which outcome, which reasons, what is missing; as the interpreter says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlglot import exp

from rules_engine.sql.expressions import ExpressionWriter
from rules_engine.sql.masks import NOTHING, Mask, union
from rules_engine.sql.nodes import Sql, binary, case, number
from rules_engine.sql.truths import NEVER, Truth, all_of, certainly, negation, unknown
from rules_engine.sql.values import Value

# What ``state`` says beside the index of an outcome. NULL: no row of the table matches.
NEEDS_INFO, INVALID = -1, -2


class Decided(NamedTuple):
    """A decision as columns. ``state`` is the index of the outcome, or one of the above."""

    state: Sql
    reasons: Mask
    open_reasons: Mask
    missing: Mask
    broken: Mask
    waits: bool  # something may be missing
    total: bool  # some row of the table always matches


class OutcomeValues:
    """The values that each outcome carries."""

    def __init__(self, writer: ExpressionWriter) -> None:
        self.writer = writer
        resolved = writer.resolved
        self.by_outcome: dict[str, dict[str, Value]] = {
            outcome: {
                name: writer.once(f"value_{name}", writer.value(expression))
                for name, expression in expressions.items()
            }
            for outcome, expressions in resolved.values.items()
        }

    def unknown(self, outcome: str) -> Truth:
        """Return whether some value of an outcome is unknown."""
        values = self.by_outcome.get(outcome, {}).values()
        return negation(all_of(each.known for each in values))

    @property
    def some_unknown(self) -> bool:
        """Whether some value of some outcome may be unknown."""
        return any(self.unknown(outcome).constant is None for outcome in self.by_outcome)

    def missing(self, outcome: str) -> Mask:
        """Return the unknown inputs that the values of an outcome still need."""
        expressions: Mapping[str, object] = self.writer.resolved.values.get(outcome, {})
        found = self.by_outcome.get(outcome, {})
        masks = [self.writer.mask_of(each, found[name]) for name, each in expressions.items()]  # type: ignore[arg-type]  # values are expressions
        return union(masks)


def eligibility(writer: ExpressionWriter, values: OutcomeValues) -> Decided:
    """Return the decision of requirements: every one that fails is a reason."""
    resolved = writer.resolved
    met, not_met = resolved.rule.outcomes
    bits = {name: bit for bit, name in enumerate(resolved.rule.reasons)}
    truths = {
        each.id: writer.truth_once(f"met_{each.id}", writer.truth(each.holds))
        for each in resolved.requirements
    }
    failing = _mask(bits, {name: certainly(negation(each)) for name, each in truths.items()})
    waiting = _mask(bits, {name: unknown(each) for name, each in truths.items()})
    failing, waiting = mask_once(writer, "failing", failing), mask_once(writer, "waiting", waiting)
    fails, waits = any_bit(writer, failing), any_bit(writer, waiting)
    broken = broken_constraints(writer)
    branches = [
        (any_bit(writer, broken), number(INVALID)),
        (fails, _or_needs_info(1, values.unknown(not_met))),
        (waits, number(NEEDS_INFO)),
    ]
    state = first(branches, _or_needs_info(0, values.unknown(met)))
    carried = {outcome: values.missing(outcome) for outcome in (met, not_met)}
    conditions = union(writer.missing(each.holds) for each in resolved.requirements)
    missing = _first_mask(
        writer,
        [(fails, carried[not_met]), (waits, union([conditions, *carried.values()]))],
        carried[met],
    )
    may_wait = bool(waiting) or values.some_unknown
    state = writer.layers.once("state", state)
    return Decided(state, failing, waiting, missing, broken, may_wait, total=True)


def _mask(bits: Mapping[str, int], truths: Mapping[str, Truth]) -> Mask:
    return Mask(tuple(
        (bits[name], truth) for name, truth in truths.items() if truth.constant is not False
    ))  # fmt: skip


def broken_constraints(writer: ExpressionWriter) -> Mask:
    """Return the constraints that are certainly broken."""
    truths = {
        name: certainly(negation(writer.truth(test))) for name, test in writer.resolved.constraints
    }
    return mask_once(
        writer, "broken", _mask({name: bit for bit, name in enumerate(truths)}, truths)
    )


def mask_once(writer: ExpressionWriter, hint: str, mask: Mask) -> Mask:
    """Return a mask as a column of its own."""
    return Mask((), (writer.layers.once(hint, mask.sql(writer.dialect)),)) if mask else NOTHING


def any_bit(writer: ExpressionWriter, mask: Mask) -> Truth:
    """Return whether some bit of a mask is set."""
    return Truth(binary(exp.NEQ, mask.sql(writer.dialect), number(0))) if mask else NEVER


def _or_needs_info(outcome: int, unknown_value: Truth) -> Sql:
    return first([(unknown_value, number(NEEDS_INFO))], number(outcome))


def first(branches: list[tuple[Truth, Sql]], otherwise: Sql | None) -> Sql:
    """Return what stands beside the first test that holds; tests that never do are left out."""
    found = [(test.sql, sql) for test, sql in branches if test.constant is not False]
    return case(found, otherwise)


def _first_mask(
    writer: ExpressionWriter, branches: list[tuple[Truth, Mask]], otherwise: Mask
) -> Mask:
    if not otherwise and not any(mask for _, mask in branches):
        return NOTHING
    dialect = writer.dialect
    found = [(test, mask.sql(dialect)) for test, mask in branches]
    return Mask((), (first(found, otherwise.sql(dialect)),))
