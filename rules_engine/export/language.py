"""What a language must be able to say so that a rule can be written in it.

A term is an expression of the language, a test one that is true or false there: never unknown and
never null. Python's own ``True`` and ``False`` stand for tests that are constant, and are folded.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Generic, Literal, TypeAlias, TypeVar

from rules_engine.model.value_types import Value

Term = TypeVar("Term")
Test: TypeAlias = Term | bool
Order: TypeAlias = Literal["<", "<=", ">", ">="]

# JSON, FEEL and others have one null. Facts that are null, and so known, are named in this list.
KNOWN_NONE = "known-none"


class Language(ABC, Generic[Term]):
    """Builds terms. Tests are folded here, so that each language writes only what is needed."""

    def all_of(self, tests: Iterable[Test[Term]]) -> Test[Term]:
        """Return a test that holds when all do."""
        return self._joined(tests, wins=False)

    def any_of(self, tests: Iterable[Test[Term]]) -> Test[Term]:
        """Return a test that holds when at least one does."""
        return self._joined(tests, wins=True)

    def opposite(self, test: Test[Term]) -> Test[Term]:
        """Return a test that holds when the other does not."""
        return (not test) if isinstance(test, bool) else self.negated(test)

    def choice(self, branches: Iterable[tuple[Test[Term], Term]], otherwise: Term) -> Term:
        """Return the term of the first test that holds."""
        found: list[tuple[Term, Term]] = []
        for test, term in branches:
            if test is True:
                otherwise = term
                break
            if test is not False:
                found.append((test, term))
        while found and found[-1][1] == otherwise:
            found.pop()
        return self.chosen(found, otherwise) if found else otherwise

    def names(self, named: Iterable[tuple[Test[Term], str]]) -> Term:
        """Return the list of the names whose test holds."""
        return self.collected([
            (None if test is True else test, name) for test, name in named if test is not False
        ])  # fmt: skip

    def define(self, name: str, test: Test[Term]) -> Test[Term]:
        """Return a test under a name, so that it is written once."""
        return test if isinstance(test, bool) else self.defined(name, test)

    def _joined(self, tests: Iterable[Test[Term]], wins: bool) -> Test[Term]:
        found: list[Term] = []
        for test in tests:
            if test is wins:
                return wins
            if not isinstance(test, bool) and test not in found:
                found.append(test)
        return found[0] if len(found) == 1 else self.joined(found, wins) if found else not wins

    @abstractmethod
    def defined(self, name: str, term: Term) -> Term:
        """Keep a term under a name that no other has, and return what stands for it."""

    @abstractmethod
    def joined(self, tests: Sequence[Term], any_of: bool) -> Term:
        """Return all of, or any of, two or more tests."""

    @abstractmethod
    def negated(self, test: Term) -> Term:
        """Return the opposite of a test."""

    @abstractmethod
    def chosen(self, branches: Sequence[tuple[Term, Term]], otherwise: Term) -> Term:
        """Return the term of the first test that holds; there is at least one."""

    @abstractmethod
    def collected(self, named: Sequence[tuple[Term | None, str]]) -> Term:
        """Return the list of the names whose test holds; without a test it always does."""

    @abstractmethod
    def literal(self, value: Value) -> Term:
        """Return a value."""

    @abstractmethod
    def fact(self, name: str, default: Value | date) -> Term:
        """Return the value given for an input, or the default where it is left out or null."""

    @abstractmethod
    def zero_order(self, number: Term) -> Term:
        """Return an exact number in a form that compares with zero."""

    @abstractmethod
    def is_known_none(self, name: str) -> Term:
        """Return a test whether an input is among the facts known to be none."""

    @abstractmethod
    def equal(self, left: Term, right: Term) -> Term:
        """Return a test whether two values, null among them, are the same."""

    @abstractmethod
    def ordered(self, left: Term, order: Order, right: Term) -> Term:
        """Return a test of the order of two numbers or dates; neither is null."""

    @abstractmethod
    def member(self, value: Term, members: Sequence[Value]) -> Term:
        """Return a test whether a list has a value."""

    def months_later(self, day: Term, months: Term, sign: int, next_month: bool) -> Term:
        """Return a date so many months later (earlier: sign -1), neither part null."""
        raise NotImplementedError(f"refused before: {day} {months} {sign} {next_month}")

    def days_later(self, day: Term, days: Term, sign: int) -> Term:
        """Return a date so many days later (earlier: sign -1), neither part null."""
        raise NotImplementedError(f"refused before: {day} {days} {sign}")
