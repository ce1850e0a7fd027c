"""Dates that run out: values to be looked at again, cases on days for which nothing holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules_engine.cases import Case
from rules_engine.compile.programs import values_at
from rules_engine.problems import Problem
from rules_engine.ruleset import Ruleset


def validity_problems(ruleset: Ruleset, cases: Sequence[Case], as_of: date) -> list[Problem]:
    """Return values past their ``review_by``, and cases outside the validity of their rule."""
    found = [
        Problem(
            each.path, each.line, 1, "KB405",
            f"{each.id} was to be reviewed by {each.review_by}",
            "Check the value at its source, then move review_by.", "warning", each.id,
        )
        for each in ruleset.parameters.values()
        if each.review_by is not None and each.review_by < as_of
    ]  # fmt: skip
    for case in cases:
        used = {name: ruleset.parameters[name] for name in ruleset.rules[case.rule].parameters}
        missing = values_at(used, case.as_of)[1]
        if missing:
            found.append(
                Problem(
                    case.path, case.line, 1, "KB406",
                    f"the case {case.id!r} is of {case.as_of}, when {', '.join(missing)} "
                    "has no value",
                    "Give the case a day on which the rule can decide.", subject=case.rule,
                )
            )  # fmt: skip
    return found
