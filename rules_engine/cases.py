"""Cases as data: facts and the verdict they must lead to (``tests/rules/<section>/<rule>.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rules_engine.model.decision import Verdict, plain
from rules_engine.model.value_types import ValueType
from rules_engine.problems import Problem, ProblemsFound, near
from rules_engine.reading.literals import raw_value
from rules_engine.reading.nodes import Mapping as MappingNode
from rules_engine.reading.nodes import Node, Scalar, mapping, text, texts
from rules_engine.reading.parameter_files import SCHEMAS
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.schema import check_schema
from rules_engine.reading.strict_yaml import read_file
from rules_engine.ruleset import Ruleset

# Cases without a date of their own are decided as of this day.
DEFAULT_DAY = date(2026, 1, 15)


@dataclass(frozen=True, slots=True)
class Case:
    """Facts, a day, and what must come out. ``values`` is None where the case does not say."""

    rule: str
    id: str
    path: str
    line: int
    given: Mapping[str, object]
    as_of: date
    status: str
    outcome: str | None
    reasons: tuple[str, ...]
    open_reasons: tuple[str, ...]
    missing: tuple[str, ...]
    values: Mapping[str, object] | None

    def differences(self, verdict: Verdict) -> list[str]:
        """Return what a verdict has otherwise than the case, in words; nothing when it agrees."""
        found = [
            f"{name} is {getattr(verdict, name)!r}, expected {getattr(self, name)!r}"
            for name in ("status", "outcome", "reasons", "open_reasons", "missing")
            if getattr(verdict, name) != getattr(self, name)
        ]
        values = {name: plain(value) for name, value in verdict.values.items()}
        if self.values is not None and values != self.values:
            found.append(f"values are {values!r}, expected {self.values!r}")
        return found


def read_cases(folder: Path, ruleset: Ruleset) -> list[Case]:
    """Return the cases of a folder; raise ``ProblemsFound`` with everything that is wrong in it."""
    problems: list[Problem] = []
    cases: list[Case] = []
    for path in sorted(folder.glob("*/*.yml")):
        log = ProblemLog(path.relative_to(folder.parent.parent).as_posix())
        root, found = read_file(path, log.path)
        log.problems += found
        if root is not None and not found:
            cases += _cases(root, ruleset, log)
        problems += log.problems
    if problems:
        raise ProblemsFound(problems)
    return cases


def _cases(root: Node, ruleset: Ruleset, log: ProblemLog) -> list[Case]:
    log.problems += (found := check_schema(root, SCHEMAS / "cases.schema.json", log.path))
    if found or not isinstance(root, MappingNode):
        return []
    rule_id = text(root, "rule") or ""
    if rule_id not in ruleset.rules:
        log.add(
            root,
            "KB505",
            f"there is no rule {rule_id!r}.{near(rule_id, ruleset.rules)}",
            "Name the rule that the cases are for.",
        )
        return []
    inputs = {name: each.type for name, each in ruleset.rules[rule_id].inputs.items()}
    cases = mapping(root.get("cases"))
    return [_case(rule_id, key.text, node, inputs, log) for key, node in cases.items()]


def _case(
    rule: str, name: str, node: Node, inputs: Mapping[str, ValueType], log: ProblemLog
) -> Case:
    case = mapping(node)
    given, expect = mapping(case.get("given")), mapping(case.get("expect"))
    for key in given.keys.values():
        if key.text not in inputs:
            log.add(
                key,
                "KB501",
                f"the rule {rule} has no input {key.text!r}.{near(key.text, inputs)}",
                f"Its inputs: {', '.join(inputs)}.",
            )
    values = expect.get("values")
    as_of = text(case, "as_of")
    outcome = expect.get("outcome")
    no_outcome = outcome is None or text(expect, "outcome") == "null"
    return Case(
        rule, name, log.path, node.line,
        {key: raw_value(each, inputs[key]) for key, each in given.entries.items() if key in inputs},
        date.fromisoformat(as_of) if as_of else DEFAULT_DAY,
        text(expect, "status") or "decided",
        None if no_outcome else text(expect, "outcome"),
        texts(expect.get("reasons")),
        texts(expect.get("open_reasons")),
        texts(expect.get("missing")),
        {key: _plain(each) for key, each in values.entries.items()}
        if isinstance(values, MappingNode) else None,
    )  # fmt: skip


def _plain(node: Node) -> object:
    text_type = ValueType("text")
    is_list = not isinstance(node, Scalar)
    return raw_value(node, ValueType("list", item=text_type) if is_list else text_type)
