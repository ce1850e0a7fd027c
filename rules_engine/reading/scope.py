"""What a condition may name: inputs, earlier computations, parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules_engine.model.parameters import Parameter
from rules_engine.model.value_types import ValueType

# Keys of a condition that are not names of inputs.
RESERVED = frozenset({"all", "any", "not", "computed", "parameter", "listed", "always"})


@dataclass(slots=True)
class Scope:
    """Names and their types while a rule is read; ``computed`` grows in the order of the file."""

    parameters: Mapping[str, Parameter]
    choices: Mapping[str, tuple[str, ...]]
    inputs: dict[str, ValueType] = field(default_factory=dict)
    computed: dict[str, ValueType] = field(default_factory=dict)
    display_only: set[str] = field(default_factory=set)
