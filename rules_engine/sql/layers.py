"""Nested selects: what is used twice becomes a column of an earlier layer, computed once."""

from __future__ import annotations

import re

from sqlglot import exp

from rules_engine.sql.nodes import Sql, column


class Layers:
    """Columns by layer. Layer 0 is the source; a column stands above all that it reads.

    ``fenced``: the engine would put the layers together again and compute everything many times.
    """

    def __init__(self, fenced: bool) -> None:
        self.fenced = fenced
        self._level: dict[str, int] = {}
        self._sql: dict[str, Sql] = {}
        self._names: dict[Sql, str] = {}

    def once(self, hint: str, sql: Sql) -> Sql:
        """Return a column that holds ``sql``; a column or a constant is returned as it is."""
        if isinstance(sql, exp.Column | exp.Literal | exp.Boolean | exp.Null):
            return sql
        if sql in self._names:
            return column(self._names[sql])
        name = self._free(hint)
        self._sql[name] = sql
        self._names[sql] = name
        self._level[name] = 1 + self._depth(sql)
        return column(name)

    def shortest(self, sql: Sql) -> Sql:
        """Return the column that holds ``sql`` already, or ``sql`` itself."""
        return column(self._names[sql]) if sql in self._names else sql

    def select(self, source: Sql, outputs: dict[str, Sql], keys: tuple[str, ...]) -> exp.Select:
        """Return the query that computes ``outputs`` of a source, the columns ``keys`` before."""
        needed = {*keys, *(name for sql in outputs.values() for name in _read(sql))}
        stages: list[list[Sql]] = []
        for level in range(max((self._depth(sql) for sql in outputs.values()), default=0), 0, -1):
            made = [name for name in self._sql if name in needed and self._level[name] == level]
            passed = sorted(name for name in needed if self._level.get(name, 0) < level)
            stages.append([
                *(column(name) for name in passed),
                *(exp.alias_(self._sql[name], name, quoted=True, copy=False) for name in made),
            ])  # fmt: skip
            needed = {*passed, *(each for name in made for each in _read(self._sql[name]))}
        last: list[Sql] = [column(name) for name in keys]
        last += [exp.alias_(sql, name, quoted=True, copy=False) for name, sql in outputs.items()]
        query = exp.Select(expressions=last)
        below: Sql = source
        for number, columns in enumerate(reversed(stages), start=1):
            stage = exp.Select(expressions=columns).from_(below, copy=False)
            if self.fenced:
                stage = stage.offset(0, copy=False)
            name = f"layer_{number}"
            query = query.with_(name, as_=stage, copy=False)
            below = exp.to_table(name)
        return query.from_(below, copy=False)

    def _free(self, hint: str) -> str:
        """Return a name that no other column has; no input begins with an underscore."""
        name = base = "_" + re.sub(r"[^a-z0-9]+", "_", hint.lower())
        count = 1
        while name in self._sql:
            count += 1
            name = f"{base}_{count}"
        return name

    def _depth(self, sql: Sql) -> int:
        return max((self._level.get(name, 0) for name in _read(sql)), default=0)


def _read(sql: Sql) -> set[str]:
    return {each.name for each in sql.find_all(exp.Column)}
