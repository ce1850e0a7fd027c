"""``make bench``: the table of ratios, and the machine they were measured on."""

from __future__ import annotations

import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.bulk import bulk
from benchmarks.cases import LEAVE, TIMING, leave_by_hand, timing_by_hand
from benchmarks.javascript import in_javascript
from benchmarks.measure import ROUNDS, Contender, nanoseconds
from benchmarks.peers import datalogic, zen_expression, zen_table
from rules_engine.json_facts import read_facts
from rules_engine.model.decision import Verdict
from rules_engine.ruleset import Ruleset, load_rules

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 1, 15)
Row = tuple[str, str, str]


def main() -> None:
    """Measure everything and print it."""
    ruleset = load_rules(ROOT / "rules")
    rows = [*_decisions(ruleset), *_timing(ruleset), *_json(ruleset), *_cold_start()]
    rows += bulk(ruleset, AS_OF)
    rows += in_javascript(ruleset, AS_OF)
    width = max(len(row[0]) for row in rows)
    print(_machine(), "", sep="\n")
    print(f"{'compared in one run':{width}}  {'measured':>20}  target")
    for what, measured, target in rows:
        print(f"{what:{width}}  {measured:>20}  {target}")


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return (
        f"{platform.machine()}, {cores} cores, load {load:.1f}, "
        f"Python {platform.python_version()}; "
        f"medians of {ROUNDS} interleaved rounds"
    )


def _over(call: Callable[[Any], object], facts: Sequence[Any]) -> Contender:
    """One call decides the next of the facts, so that no branch is learned by heart."""
    following = itertools.cycle(facts).__next__
    return lambda: call(following())


def _decisions(ruleset: Ruleset) -> list[Row]:
    judge = ruleset.program("leave-organization").judge(AS_OF)
    _agree(judge, LEAVE, leave_by_hand)
    found = nanoseconds({
        "ours": _over(judge, LEAVE),
        "hand": _over(leave_by_hand, LEAVE),
        "nothing": _over(lambda facts: facts, LEAVE),
        "datalogic": _over(datalogic()[0], LEAVE),
        "expression": _over(zen_expression(), LEAVE),
        "table": _over(zen_table(), LEAVE),
        "record": _over(
            lambda facts: ruleset.decide("leave-organization", facts, AS_OF), LEAVE
        ),
    })  # fmt: skip
    net = {name: each - found["nothing"] for name, each in found.items()}
    ours = net["ours"]
    return [
        ("leave-organization, checked, all reasons / by hand, unchecked",
         f"{ours / net['hand']:.2f}×", "≤ 2.2×"),
        ("the same with the whole record / by hand", f"{net['record'] / net['hand']:.2f}×", "-"),
        ("datalogic-py / leave-organization", f"{net['datalogic'] / ours:.1f}×", "≥ 2×"),
        ("zen-engine expression / leave-organization", f"{net['expression'] / ours:.1f}×", "≥ 5×"),
        ("zen-engine table / leave-organization", f"{net['table'] / ours:.1f}×", "≥ 25×"),
        ("leave-organization, one decision", f"{ours:.0f} ns", "-"),
    ]  # fmt: skip


def _timing(ruleset: Ruleset) -> list[Row]:
    judge = ruleset.program("frequency-change-timing").judge(AS_OF)
    _agree(judge, TIMING, timing_by_hand)
    found = nanoseconds({
        "ours": _over(judge, TIMING),
        "hand": _over(timing_by_hand, TIMING),
        "nothing": _over(lambda facts: facts, TIMING),
    })  # fmt: skip
    ours, hand = found["ours"] - found["nothing"], found["hand"] - found["nothing"]
    return [
        ("frequency-change-timing / by hand, same months", f"{ours / hand:.2f}×", "≤ 1.8×"),
        ("frequency-change-timing, one decision", f"{ours:.0f} ns", "-"),
    ]


def _json(ruleset: Ruleset) -> list[Row]:
    program = ruleset.program("leave-organization")
    texts = [json.dumps(facts) for facts in LEAVE]
    found = nanoseconds({
        "ours": _over(
            lambda text: json.dumps(program.decide(read_facts(text), AS_OF).to_json()), texts
        ),
        "datalogic": _over(datalogic()[1], texts),
    })  # fmt: skip
    return [
        ("datalogic-py JSON to JSON / ours with the whole record",
         f"{found['datalogic'] / found['ours']:.2f}×", "≥ 1.1×"),
    ]  # fmt: skip


def _cold_start() -> list[Row]:
    facts = json.dumps(LEAVE[1])
    kb = [str(Path(sys.executable).with_name("kb")), "--root", str(ROOT), "decide",
          "leave-organization", "--facts", facts, "--json", "--as-of", str(AS_OF)]  # fmt: skip
    commands = {"kb": kb, "pass": [sys.executable, "-c", "pass"]}
    subprocess.run(kb, check=True, capture_output=True)  # fills the cache
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS * 2):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            spent[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(each) * 1000 for name, each in spent.items()}
    return [
        (
            "kb decide cold - python -c pass",
            f"+{medians['kb'] - medians['pass']:.0f} ms",
            "≤ +60 ms",
        ),
        ("python -c pass", f"{medians['pass']:.0f} ms", "-"),
    ]


def _agree(
    judge: Callable[[Any], Verdict], facts: Sequence[Any], by_hand: Callable[[Any], tuple[Any, ...]]
) -> None:
    """What is compared must say the same."""
    for each in facts:
        verdict = judge(each)
        said = (verdict.outcome, verdict.reasons, *verdict.values.values())
        expected = by_hand(each)
        if said[0] != expected[0] or not set(expected[1:]) <= set(said):
            raise SystemExit(f"{each}: {said} and {expected} by hand")


if __name__ == "__main__":
    main()
