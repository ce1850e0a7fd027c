"""A list of problems of one file, with a short way to add one at a node."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules_engine.problems import Problem
from rules_engine.reading.nodes import Node


@dataclass(slots=True)
class ProblemLog:
    """Collects the problems of the file shown as ``path``."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, node: Node, code: str, message: str, remedy: str) -> None:
        """Record a problem at the position of ``node``."""
        problem = Problem(self.path, node.line, node.column, code, message, remedy)
        if problem not in self.problems:  # a value shared by outcomes is read for each
            self.problems.append(problem)
