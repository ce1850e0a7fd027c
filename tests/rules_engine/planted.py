"""Rules with one thing wrong, made from ``proof_cases.yml`` beside the good rules."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from rules_engine.ruleset import Ruleset, load_rules

HERE = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "proof_cases.yml").read_text("utf-8"))


def planted(folder: Path) -> Ruleset:
    """Return a ruleset with every rule of the cases, written into ``folder``."""
    rules = folder / "rules"
    shutil.copytree(HERE / "good" / "rules", rules)
    (rules / "planted").mkdir()
    for name, case in CASES.items():
        rows = case.get("rows", {"": {"outcome": "allowed"}})
        outcome = next(iter(rows.values()))["outcome"]
        rule = {
            "rule": name,
            "guides": ["office"],
            "source": "office/f1",
            **{key: value for key, value in case.items() if key != "finds"},
            "examples": {"any": {"given": {}, "expect": {"outcome": outcome}}},
        }
        # JSON is YAML, and quotes no number and no truth value
        (rules / "planted" / f"{name}.yml").write_text(json.dumps(rule), "utf-8")
    return load_rules(rules)
