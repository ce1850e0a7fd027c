"""Masks in SQL: whole numbers whose bits are inputs, reasons or constraints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from sqlglot import exp

from rules_engine.sql.dialects import Dialect
from rules_engine.sql.nodes import Sql, binary, case, number
from rules_engine.sql.truths import Truth


class Mask(NamedTuple):
    """Bits that stand for themselves, each with its truth, and further masks that may overlap."""

    bits: tuple[tuple[int, Truth], ...] = ()
    further: tuple[Sql, ...] = ()

    def __bool__(self) -> bool:
        """Whether any bit can be set."""
        return bool(self.bits or self.further)

    def sql(self, dialect: Dialect) -> Sql:
        """Return the number; its truths are never NULL."""
        parts = [
            number(1 << bit) if truth.constant else dialect.flag(bit, truth.sql)
            for bit, truth in self.bits
        ]
        if not parts and not self.further:
            return number(0)
        if dialect.name == "duckdb":  # its flags are small numbers, which a sum could overflow
            return reduce(dialect.either, [*parts, *self.further])
        total = [reduce(lambda one, other: binary(exp.Add, one, other), parts)] if parts else []
        return reduce(dialect.either, [*total, *self.further])


NOTHING = Mask()


def union(masks: Iterable[Mask]) -> Mask:
    """Return the bits of all masks."""
    bits: dict[int, Truth] = {}
    further: list[Sql] = []
    for mask in masks:
        for bit, truth in mask.bits:
            bits.setdefault(bit, truth)  # a bit of its own always has the same truth
        further += [each for each in mask.further if each not in further]
    return Mask(tuple(sorted(bits.items(), key=lambda each: each[0])), tuple(further))


def only_where(truth: Truth, mask: Mask, dialect: Dialect) -> Mask:
    """Return a mask that is 0 unless ``truth``, which is not NULL, holds."""
    if truth.constant is False or not mask:
        return NOTHING
    if truth.constant:
        return mask
    return Mask((), (case([(truth.sql, mask.sql(dialect))], number(0)),))
