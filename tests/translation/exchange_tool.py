"""A translation tool that is not there: what it makes of an exported file, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.sources import Sources, read_sources
from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import Format, Message
from knowledge_base.translation.exchange.delivery import Delivery
from knowledge_base.translation.exchange.exporting import catalog_of
from knowledge_base.translation.exchange.files import read_catalog, write_catalog
from knowledge_base.translation.exchange.importing import import_file
from knowledge_base.translation.state import Entry, read_state
from rules_engine.problems import Problem, ProblemsFound
from rules_engine.ruleset import Ruleset, load_rules
from tests.content.project import TODAY, Project

GUIDE = "docs/{}/guides/travel/take-the-train.yml"
BUY = Unit("guides/take-the-train", "steps.buy")
OPEN = Unit("guides/take-the-train", "steps.open")
TITLE = Unit("guides/take-the-train", "title")
WORD = Unit("guides/take-the-train", "words.single.text")
SEAT = Unit("rules/may-travel", "reasons.no-seat.fails")

# What a tool makes of a message.
Tool = Mapping[Unit, Callable[[Message], Message]]


def load_center(project: Project) -> HelpCenter:
    return HelpCenter(read_sources(project.root)[0], load_rules(project.root / "rules"), TODAY)


def read_project(project: Project) -> tuple[Sources, Ruleset]:
    center = load_center(project)
    return center.sources, center.ruleset


def exported(project: Project, kind: Format = "po", tool: Tool | None = None) -> Path:
    """Return a file as it comes back from a tool."""
    path = project.root.parent / f"de.{kind}"
    write_catalog(catalog_of(load_center(project), "de", None, needed=False), kind, path)
    if tool:
        catalog = read_catalog(path)
        messages = (tool.get(each.unit, as_it_is)(each) for each in catalog.messages)
        write_catalog(replace(catalog, messages=tuple(messages)), kind, path)
    return path


def as_it_is(message: Message) -> Message:
    return message


def says(text: str, *, machine: bool = False) -> Callable[[Message], Message]:
    return lambda it: replace(it, translation=text, unfinished=False, machine=machine)


def bring(
    project: Project, path: Path, language: str = "de", *, machine: bool = False, reason: str = ""
) -> Delivery:
    center = load_center(project)
    return import_file(
        path, language, center.sources, center.ruleset, TODAY, machine=machine, reason=reason
    )


def refused(project: Project, path: Path, language: str = "de") -> list[Problem]:
    before = content(project)
    with pytest.raises(ProblemsFound) as caught:
        bring(project, path, language)
    assert content(project) == before
    return list(caught.value.problems)


def content(project: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def entry(project: Project, unit: Unit) -> Entry:
    return read_state(project.root / "docs", "de")[unit]


def text_of_file(project: Project, file: str = GUIDE) -> str:
    return (project.root / file.format("de")).read_text(encoding="utf-8")
