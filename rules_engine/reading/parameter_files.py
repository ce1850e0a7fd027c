"""Parameters and sets of choices from YAML."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rules_engine.model.parameters import Parameter, Period
from rules_engine.model.value_types import ValueType
from rules_engine.reading.literals import read_literal
from rules_engine.reading.nodes import Mapping, Node, Scalar, Sequence, text, texts
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.schema import check_schema
from rules_engine.reading.types import read_type

SCHEMAS = Path(__file__).parent.parent / "schemas"
_DATE = ValueType("date")


def read_choices(root: Node, log: ProblemLog) -> dict[str, tuple[str, ...]]:
    """Return the named sets of choices of ``rules/choices.yml``."""
    log.problems += (found := check_schema(root, SCHEMAS / "choices.schema.json", log.path))
    if found or not isinstance(root, Mapping):
        return {}
    return {name: texts(node) for name, node in root.entries.items()}


def read_parameters(
    root: Node, choices: dict[str, tuple[str, ...]], log: ProblemLog
) -> dict[str, Parameter]:
    """Return the parameters of one file by id; the area of each must be the name of the file."""
    log.problems += (found := check_schema(root, SCHEMAS / "parameters.schema.json", log.path))
    if found or not isinstance(root, Mapping):
        return {}
    area = Path(log.path).stem
    parameters = {}
    for key, node in root.items():
        if key.text.partition(".")[0] != area:
            log.add(
                key,
                "KB402",
                f"{key.text!r} does not belong to the area {area!r}",
                f"Its id starts with {area!r} and a dot, or it stands in another file.",
            )
        if isinstance(node, Mapping):
            parameters[key.text] = _parameter(key, node, choices, log)
    return parameters


def read_date(node: Mapping, key: str, log: ProblemLog) -> date | None:
    """Return the date under a key, or None where it is absent or no date."""
    found = node.get(key)
    value = read_literal(found, _DATE, log) if found else None
    return value if isinstance(value, date) else None


def _parameter(
    key: Scalar, node: Mapping, choices: dict[str, tuple[str, ...]], log: ProblemLog
) -> Parameter:
    value_type = read_type(node, choices, log)
    periods = node.get("values")
    return Parameter(
        key.text,
        value_type,
        _periods(periods, value_type, log) if isinstance(periods, Sequence) else (),
        unit=text(node, "unit"),
        source=texts(node.get("source")),
        note=text(node, "note"),
        review_by=read_date(node, "review_by", log),
        path=log.path,
        line=key.line,
    )


def _periods(node: Sequence, value_type: ValueType, log: ProblemLog) -> tuple[Period, ...]:
    found: list[Period] = []
    for item in node:
        if not isinstance(item, Mapping):
            continue
        start = read_date(item, "from", log) or date.min
        until = read_date(item, "until", log)
        if until is not None and until <= start:
            log.add(
                item.entries["until"],
                "KB403",
                "this period ends before it begins",
                "'until' is the first day on which the value no longer holds.",
            )
            until = None
        if found and start <= found[-1].start:
            log.add(
                item.entries["from"],
                "KB403",
                "this period does not begin after the one before",
                "Sort the values by date; one value a date.",
            )
        elif found:
            last = found[-1]
            if last.until is None:
                found[-1] = Period(last.start, start, last.value, last.source)
            elif last.until > start:
                log.add(
                    item.entries["from"],
                    "KB403",
                    f"this period overlaps the one before, which lasts until {last.until}",
                    "Correct one of the two dates.",
                )
            elif last.until < start:
                log.add(
                    item.entries["from"],
                    "KB404",
                    f"nothing holds from {last.until} to {start}",
                    "Close the gap: an old value is never used silently.",
                )
        value = read_literal(item.entries["value"], value_type, log)
        found.append(Period(start, until, value, texts(item.get("source"))))
    return tuple(found)
