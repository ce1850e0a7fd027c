"""The JavaScript back end on Node, side by side with engines of others (``tests/node/peers.mjs``).

Ours gives the whole verdict, with what is missing and dates as texts: from arguments, as a form
holds them, and from facts that are checked first. Others give all reasons of leave-organization,
and outcome and window of frequency-change-timing as day numbers. What needs ``new Function`` does
not run under the policy of the pages; it is told apart.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from benchmarks.cases import LEAVE, TIMING
from benchmarks.measure import ROUNDS
from rules_engine.compile.javascript import javascript_module, runtime_modules
from rules_engine.model.decision import plain
from rules_engine.ruleset import Ruleset
from tests.node_engines import NODE, beside_python, install_node_engines

_FACTS = {"leave-organization": LEAVE, "frequency-change-timing": TIMING}
_TARGETS = {
    "json-logic-engine": "≥ 15×",
    "cel-js": "≥ 15×",
    "json-logic-engine, compiled": "- (new Function)",
}


def in_javascript(ruleset: Ruleset, as_of: date) -> list[tuple[str, str, str]]:
    """Return the rows of the table: what is compared, what was measured, the target."""
    rows = []
    for rule, spent in _race(ruleset, as_of).items():
        ours = spent["judge"]
        rows.append((f"{rule} in JavaScript, judged / checked / with record",
                     " / ".join(f"{spent[name]:.0f}" for name in ("judge", "checked", "record"))
                     + " ns", "-"))  # fmt: skip
        for peer, target in _TARGETS.items():
            found = f"{spent[peer] / ours:.1f}× ({spent[peer] / spent['checked']:.1f}×)"
            rows.append((f"{peer} / {rule}, judged (checked)", found, target))
    return rows


def _race(ruleset: Ruleset, as_of: date) -> Mapping[str, Mapping[str, float]]:
    install_node_engines()
    with tempfile.TemporaryDirectory() as folder:
        files = runtime_modules() | {
            f"{name}.js": javascript_module(ruleset.rules[name], ruleset.parameters)
            for name in _FACTS
        }
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        (Path(folder) / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        facts = {name: plain(cases) for name, cases in _FACTS.items()}
        request = {"folder": folder, "facts": facts, "as_of": str(as_of), "rounds": ROUNDS}
        done = subprocess.run(
            [beside_python("node"), NODE / "race.mjs"],
            input=json.dumps(request),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    found: Mapping[str, Mapping[str, float]] = json.loads(done.stdout)
    return found
