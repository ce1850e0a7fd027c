"""A copy of this project to change and break, and ``kb`` run in it as a user runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "fr", "de", "it", "es")

# Enough to see rules of every shape on pages, and few enough to be built in seconds.
GUIDES = (
    "switch-or-leave-organization",
    "billing-frequency",
    "enable-two-factor",
    "disable-two-factor",
    "partner-discount-and-cashback",
)
_PARTS = ("docs", "rules", "tests/rules", "knowledge_base/pages/theme")
_MAIN = "from knowledge_base.cli import main; main()"


def copy_project(to: Path, guides: Collection[str] = GUIDES) -> Path:
    """Copy rules, cases and site, with some of the guides; the others become planned ones.

    Rules that none of these shows are left out, since each has a page in every language, and so
    is the state of translations: many texts are not there any more.
    """
    for part in _PARTS:
        shutil.copytree(ROOT / part, to / part, ignore=shutil.ignore_patterns(".state.json"))
    shutil.copy(ROOT / "mkdocs.yml", to)
    planned: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for path in sorted((to / "docs").glob("*/guides/*/*.yml")):
        if path.stem not in guides:
            title = yaml.safe_load(path.read_text(encoding="utf-8"))["title"]
            planned[path.relative_to(to / "docs").parts[0]][path.stem] = title
            path.unlink()
    for path in (to / "docs" / "guides").glob("*/*.yml"):
        if path.stem in guides:
            _keep_guides(path, r"^related: \[(.*)\]", guides)
        else:
            path.unlink()
    _keep_guides(to / "docs" / "guides" / "sections.yml", r"^  [a-z]+: \[(.*)\]", guides)
    _keep_rules(to, guides)
    _keep_passages(to / "docs")
    _keep_addresses(to / "docs" / "guides")
    for language, titles in planned.items():
        lines = "".join(f'{guide}: "{title}"\n' for guide, title in titles.items())
        with (to / "docs" / language / "planned.yml").open("a", encoding="utf-8") as file:
            file.write(lines)
    return to


def _keep_guides(path: Path, pattern: str, guides: Collection[str]) -> None:
    """Take the guides that are gone out of every list that a pattern finds."""

    def kept(found: re.Match[str]) -> str:
        whole, listed = found[0], found[1]
        return whole.replace(listed, ", ".join(g for g in listed.split(", ") if g in guides))

    content = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, kept, content, flags=re.MULTILINE), encoding="utf-8")


def _keep_rules(project: Path, guides: Collection[str]) -> None:
    """Take out the rules that no guide shows, with their cases, words and exempts."""
    paths = [*(project / "rules").glob("*/*.yml")]
    rules = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}
    rules = {name: rule for name, rule in rules.items() if "rule" in rule}
    kept = {name for name, rule in rules.items() if set(guides).intersection(rule["guides"])}
    added = kept
    while added:  # a remedy may lead to another rule
        remedies = [each for name in added for each in rules[name].get("remedies", {}).values()]
        added = {each["rule"] for each in remedies if "rule" in each} - kept
        kept |= added
    gone = rules.keys() - kept
    for folder in ("rules", "tests/rules", *(f"docs/{language}/rules" for language in LANGUAGES)):
        for path in (project / folder).glob("*/*.yml"):
            if path.stem in gone:
                path.unlink()
    exempts = project / "docs" / "guides" / "exempt.yml"
    listed = yaml.safe_load(exempts.read_text(encoding="utf-8"))
    of_kept = {each: held for each, held in listed.items() if each.removeprefix("rules/") in kept}
    if of_kept:
        exempts.write_text(yaml.safe_dump(of_kept), encoding="utf-8")
    else:
        exempts.unlink()


def _keep_addresses(guides: Path) -> None:
    """Take out the published addresses of guides and sections that are gone."""
    kept = {path.relative_to(guides).with_suffix("").as_posix() for path in guides.glob("*/*.yml")}
    path = guides / "addresses.yml"
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    listed["guides"] = {
        number: held for number, held in listed["guides"].items() if held[-1] in kept
    }
    listed["sections"] = sorted({each.partition("/")[0] for each in kept})
    path.write_text(yaml.safe_dump(listed), encoding="utf-8")


def _keep_passages(docs: Path) -> None:
    """Take out the passages that only guides that are gone have shown."""
    shown = "".join(path.read_text(encoding="utf-8") for path in docs.glob("guides/*/*.yml"))
    for path in docs.glob("*/passages.yml"):
        entries = re.split(r"^(?=[a-z#])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        kept = [each for each in entries if f"passage: {each.partition(':')[0]}" in shown]
        if kept:
            path.write_text("".join(kept), encoding="utf-8")
        else:
            path.unlink()


def edit(path: Path, old: str, new: str) -> None:
    """Replace what stands exactly once in a file."""
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{path} has {old!r} {content.count(old)} times"
    path.write_text(content.replace(old, new), encoding="utf-8")


def kb_command(*arguments: str) -> list[str]:
    """Return the command line of ``kb``, of the code that is tested."""
    return [sys.executable, "-c", _MAIN, *arguments]


def kb_environment(**changed: str) -> dict[str, str]:
    """Return an environment in which ``kb`` finds this code, and nothing of the user's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **changed}


def kb(
    root: Path, *arguments: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``kb`` in a project and return how it ended."""
    return subprocess.run(
        kb_command(*arguments),
        cwd=root,
        env=kb_environment(**environment),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
