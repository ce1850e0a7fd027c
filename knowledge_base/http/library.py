"""What requests are answered from: rules and words, read once and replaced as a whole."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING

from knowledge_base.content.center import HelpCenter
from knowledge_base.http.problem_details import Refusal
from knowledge_base.loading import load_help_center
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from rules_engine.model.rule import Rule
    from rules_engine.program import Program
    from rules_engine.ruleset import Ruleset

# Words hold the values of a day. Most requests are about today; a few days are kept.
_DAYS = 4


class Edition:
    """Rules and words as they were read together; nothing of it changes."""

    def __init__(self, sources: Sources, ruleset: Ruleset) -> None:
        self.sources = sources
        self.ruleset = ruleset
        self.languages = sources.languages
        self._centers: OrderedDict[date, HelpCenter] = OrderedDict()
        self._lock = threading.Lock()

    def rules(self) -> list[Rule]:
        """Return all rules by section and id."""
        return sorted(self.ruleset.rules.values(), key=lambda each: (each.section, each.id))

    def program(self, rule_id: str) -> Program:
        """Return a compiled rule; raise ``ProblemsFound`` where there is none."""
        return self.ruleset.program(rule_id)

    def center(self, as_of: date) -> HelpCenter:
        """Return the words of a day."""
        with self._lock:
            found = self._centers.get(as_of)
            if found is None:
                found = self._centers[as_of] = HelpCenter(self.sources, self.ruleset, as_of)
                if len(self._centers) > _DAYS:
                    self._centers.popitem(last=False)
            self._centers.move_to_end(as_of)
            return found

    def prepare(self, as_of: date) -> None:
        """Compile every rule, and find the first question of each: one takes a second."""
        for rule_id in self.ruleset.rules:
            program = self.program(rule_id)
            with suppress(ProblemsFound):  # no value holds for it yet, or not any more
                program.questions(program.decide({}, as_of))


class Library:
    """The edition that answers now. Another one takes its place at once, between two requests."""

    def __init__(self) -> None:
        self._edition: Edition | None = None

    @property
    def edition(self) -> Edition:
        """The edition that answers now; raises ``Refusal`` before there is one."""
        if self._edition is None:
            raise Refusal(503, "KB808", "the rules cannot be read now", "Ask again later.")
        return self._edition

    def put(self, center: HelpCenter) -> None:
        """Answer from the rules and words of a help center from now on."""
        self._edition = Edition(center.sources, center.ruleset)


def open_library(root: Path, as_of: date) -> Library:
    """Return the library of a project; raise ``ProblemsFound`` with everything wrong in it."""
    library = Library()
    library.put(load_help_center(root, as_of))
    return library
