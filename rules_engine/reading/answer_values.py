"""Values that an answer carries, from YAML."""

from __future__ import annotations

from collections.abc import Iterator

from rules_engine.model.expressions import Expression
from rules_engine.model.rule import ValueOf
from rules_engine.problems import near
from rules_engine.reading.expressions import ExpressionReader
from rules_engine.reading.nodes import Mapping, Node, Scalar, items, text
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.typed import a, comparable
from rules_engine.reading.types import read_type


def read_value(
    key: Scalar,
    node: Mapping,
    outcomes: tuple[str, ...],
    expressions: ExpressionReader,
    log: ProblemLog,
) -> ValueOf:
    """Return what an answer carries under ``key``, for each outcome that has it."""
    choices = dict(expressions.scope.choices)
    value_type = read_type(node, choices, log)._replace(nullable=True)
    if ("value" in node.entries) == ("by_outcome" in node.entries):
        log.add(key, "KB310", "a value has either 'value' or 'by_outcome'", "Keep one of the two.")
        return ValueOf(key.text, value_type, {})
    by_outcome: dict[str, Expression] = {}
    for outcome, expression in _by_outcome(key, node, outcomes):
        if outcome.text not in outcomes:
            log.add(
                outcome,
                "KB315",
                f"there is no outcome {outcome.text!r}.{near(outcome.text, outcomes)}",
                f"Outcomes: {', '.join(outcomes)}.",
            )
        found, kind = expressions.read(expression, value_type)
        if not comparable(kind, value_type):
            log.add(
                expression,
                "KB304",
                f"{a(kind.kind)} is given for {a(value_type.kind)}",
                "Give a value of the declared type.",
            )
        by_outcome[outcome.text] = found
    places = text(node, "places")
    if value_type.kind == "decimal" and places is None:
        log.add(
            key, "KB310", "a decimal value needs places", "Say to how many places it is rounded."
        )
    return ValueOf(key.text, value_type, by_outcome, int(places) if places else None)


def _by_outcome(
    key: Scalar, node: Mapping, outcomes: tuple[str, ...]
) -> Iterator[tuple[Scalar, Node]]:
    listed, shared = node.get("by_outcome"), node.get("value")
    if isinstance(listed, Mapping):
        yield from listed.items()
    elif shared is not None:
        named = [each for each in items(node.get("in")) if isinstance(each, Scalar)]
        for each in named or [Scalar(name, True, key.line, key.column) for name in outcomes]:
            yield each, shared
