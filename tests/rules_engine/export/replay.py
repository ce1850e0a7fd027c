"""Exported rules replayed in engines of others, on cases drawn from the classes of each rule."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from rules_engine.agreement.answers import answer, differences
from rules_engine.agreement.back_ends import interpreter
from rules_engine.agreement.cases import Case, draw_cases
from rules_engine.compile.programs import compile_rule, values_at
from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.export.targets import Target, exported, refused
from rules_engine.model.decision import Verdict, plain
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.ruleset import Ruleset, load_rules
from tests.node_engines import NODE, beside_python
from tests.project_copy import ROOT

AS_OF = date(2026, 1, 15)
CASES = {"jsonlogic": 300, "dmn": 60}  # FEEL is read anew for each case
SEED = 11
# Which rules are not exported, and why.
REFUSED: dict[Target, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "refused.yml").read_text(encoding="utf-8")
)
Record = Mapping[str, Any]
# Says of each of some facts what the exported text decides.
Engine = Callable[[Target, str, Sequence[Mapping[str, object]]], Iterable[Record]]


@cache
def ruleset() -> Ruleset:
    return load_rules(ROOT / "rules")


def resolved_at(rule: Rule, parameters: Mapping[str, Parameter], day: date) -> ResolvedRule:
    used = {name: parameters[name] for name in rule.parameters}
    return resolve(rule, values_at(used, day)[0], day)


def replayed(
    rule: Rule, parameters: Mapping[str, Parameter], target: Target, engine: Engine
) -> tuple[int, list[str]]:
    """Return how many cases were replayed, and in words where the engine says otherwise."""
    program = compile_rule(rule, parameters)
    by_day: dict[date, list[Case]] = {}
    for case in islice(draw_cases(rule, parameters, SEED, program), CASES[target]):
        by_day.setdefault(case.as_of, []).append(case)
    count, found = 0, []
    for day, cases in by_day.items():
        resolved = resolved_at(rule, parameters, day)
        if refused(resolved, target):
            continue
        text = exported(resolved, day, program.digest, target)
        facts = [{name: plain(each) for name, each in case.facts.items()} for case in cases]
        expected = interpreter(parameters).judge(rule, cases)
        for case, right, record in zip(cases, expected, engine(target, text, facts), strict=True):
            count += 1
            if right is not None and (words := differences(right, answer(rule, verdict(record)))):
                found.append(f"{rule.id} {case}: {'; '.join(words)}")
    return count, found


def verdict(record: Record) -> Verdict:
    """Return a replayed record as a verdict; a value that is null is not in the answer."""
    carried = {name: each for name, each in record["values"].items() if each is not None}
    parts = {name: each for name, each in record.items() if name != "values"}
    return Verdict(**parts, values=carried)


class NodeEngines:
    """The process that replays in JavaScript."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [beside_python("node"), NODE / "replay.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(
        self, target: Target, text: str, facts: Sequence[Mapping[str, object]]
    ) -> list[Record]:
        document = text if target == "dmn" else json.loads(text)
        request = {"target": target, "document": document, "facts": list(facts)}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        assert said, "the engine stopped: what it said stands above"
        records: list[Record] = json.loads(said)
        return records

    def close(self) -> None:
        self.process.communicate()
