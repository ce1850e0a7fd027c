"""Facts for the decision, made of the columns of a table, and what of them does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.bulk.columns import NONE_SUFFIX, asked
from knowledge_base.bulk.normal_form import NormalForm, normal_form
from knowledge_base.bulk.sql_text import name, text
from rules_engine.model.value_types import NUMBERS
from rules_engine.sql.dialects import DIALECTS
from rules_engine.sql.digits import number_sizes

if TYPE_CHECKING:
    from knowledge_base.bulk.columns import Columns
    from knowledge_base.bulk.tables import Table
    from rules_engine.compile.resolve import ResolvedRule
    from rules_engine.model.rule import Rule
    from rules_engine.model.value_types import ValueType

_TYPES = {"boolean": "BOOLEAN", "integer": "INTEGER", "decimal": "DECIMAL(25,10)", "date": "DATE"}


@dataclass(frozen=True, slots=True)
class Misfit:
    """Values of an input that cannot be decided on: which, and what to say of them, in SQL."""

    input: str
    column: str
    applies: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a rule in the columns of a table, whose rows are in the relation ``given``."""

    resolved: ResolvedRule
    table: Table
    columns: Columns

    @property
    def known(self) -> frozenset[str]:
        """The inputs that no row leaves out."""
        inputs = self.columns.inputs
        return frozenset(each for each in inputs if inputs[each] in self.table.filled)

    @property
    def kept(self) -> dict[str, str]:
        """The columns to carry along, by the name that they have until the end.

        No input and no column of the decision is named so.
        """
        return {f"kept {place}": column for place, column in enumerate(self.columns.kept)}

    def query(self) -> str:
        """Return the rows that can be decided: inputs in normal form, and the columns to keep."""
        forms = self._forms()
        parts = [f"{self._value(each, forms)} AS {name(each)}" for each in asked(self._rule)]
        parts += [f"{name(column)} AS {name(alias)}" for alias, column in self.kept.items()]
        tests = [form.fits for form in forms.values() if form.fits]
        tests += [f"NOT {each}" for each in self._contradictions().values()]
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        return f"SELECT {', '.join(parts)} FROM given{where}"

    def misfits(self) -> list[Misfit]:
        """Return what keeps a row from being decided, in the order of the inputs."""
        found: list[Misfit] = []
        kinds, contradictions = asked(self._rule), self._contradictions()
        for each, form in self._forms().items():
            column = name(self.columns.inputs[each])
            if form.fits:
                code = text("KB502")
                reason = f"not allowed; allowed: {kinds[each].allowed}"
                words = text(reason)
                if form.singly:
                    code = f"CASE WHEN {form.singly} THEN {text('KB710')} ELSE {code} END"
                    words = f"CASE WHEN {form.singly} THEN {text(_SINGLY)} ELSE {words} END"
                found.append(Misfit(each, column, f"({form.fits}) IS NOT TRUE", code, words))
            if each in contradictions:
                said = f"a value, although {each}{NONE_SUFFIX} says that there is none"
                found.append(Misfit(each, column, contradictions[each], text("KB711"), text(said)))
        return found

    @property
    def _rule(self) -> Rule:
        return self.resolved.rule

    def _forms(self) -> dict[str, NormalForm]:
        kinds = asked(self._rule)
        sizes = number_sizes(self.resolved, DIALECTS["duckdb"].places).inputs
        found: dict[str, NormalForm] = {}
        for each, column in self.columns.inputs.items():
            more = (sizes[each],) if kinds[each].kind in NUMBERS else ()
            found[each] = normal_form(kinds[each], name(column), self.table.columns[column], *more)
        return found

    def _value(self, each: str, forms: dict[str, NormalForm]) -> str:
        if each in forms:
            return forms[each].value
        if each.endswith(NONE_SUFFIX):
            return "false"
        return f"CAST(NULL AS {_type(self._rule.inputs[each].type)})"

    def _contradictions(self) -> dict[str, str]:
        """Return, by input, where a value stands beside the word that there is none."""
        inputs, forms = self.columns.inputs, self._forms()
        return {
            each: f"(coalesce({forms[each + NONE_SUFFIX].value}, false) "
            f"AND {name(column)} IS NOT NULL)"
            for each, column in inputs.items()
            if each + NONE_SUFFIX in inputs
        }


_SINGLY = "fits, but only a single decision can take it: use kb decide"


def _type(kind: ValueType) -> str:
    return _TYPES.get(kind.kind, "VARCHAR")
