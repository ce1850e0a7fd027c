"""Every distinguishable set of facts of a rule, with the verdict on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules_engine.compile.python_code import python_source
from rules_engine.compile.resolve import ResolvedRule
from rules_engine.compile.runtime import UNKNOWN
from rules_engine.compile.thresholds import enumeration_order, feeds_dates
from rules_engine.model.rule import AsOf
from rules_engine.model.value_types import Value
from rules_engine.program import Segment
from rules_engine.proof.classes import representatives


@dataclass(slots=True)
class Enumeration:
    """The facts of a resolved rule by classes; ``classes`` are the values tried of each input."""

    resolved: ResolvedRule
    as_of: date
    functions: Mapping[str, Any] = field(init=False)
    order: list[str] = field(init=False)
    classes: dict[str, set[Value]] = field(init=False)
    month_ends: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the rule and plan the order of its inputs."""
        rule = self.resolved.rule
        code = compile(python_source(self.resolved), f"<rule {rule.id}>", "exec")
        self.functions = Segment(self.as_of, code, {}).functions()
        read = [name for name, each in rule.inputs.items() if not each.display_only]
        self.order = [name for name in enumeration_order(self.resolved) if name in read]
        self.classes = {name: set() for name in self.order}
        self.month_ends = feeds_dates(self.resolved)

    def facts(self) -> Iterator[list[object]]:
        """Yield the arguments of every combination, in the order of the inputs.

        The list is the same object each time: copy it to keep it.
        """
        rule = self.resolved.rule
        arguments: list[object] = [UNKNOWN] * len(rule.inputs)
        for position, each in enumerate(rule.inputs.values()):
            if each.display_only:
                arguments[position] = self.resolved.defaults.get(each.name, UNKNOWN)
        yield from self._assign(0, arguments)

    def as_facts(self, arguments: list[object]) -> dict[str, Value]:
        """Return arguments as facts by input, those that are unknown left out."""
        names = self.resolved.rule.inputs
        return {n: v for n, v in zip(names, arguments, strict=True) if v is not UNKNOWN}  # type: ignore[misc]  # what is not UNKNOWN is a value

    def _assign(self, depth: int, arguments: list[object]) -> Iterator[list[object]]:
        if depth == len(self.order):
            yield arguments
            return
        name = self.order[depth]
        position = list(self.resolved.rule.inputs).index(name)
        for value in self.values(name, arguments):
            self.classes[name].add(value)
            arguments[position] = value
            yield from self._assign(depth + 1, arguments)
        arguments[position] = UNKNOWN

    def values(self, name: str, arguments: list[object]) -> list[Value]:
        """Return a value of each class of an input, given the other arguments."""
        declared = self.resolved.rule.inputs[name]
        found = self.functions["thresholds"](self.as_of, *arguments)[name]
        values = representatives(declared.type, found, month_ends=name in self.month_ends)
        default = self.resolved.defaults.get(name)
        if (
            name in self.resolved.defaults
            and not isinstance(default, AsOf)
            and default not in values
        ):
            values.append(default)
        return values
