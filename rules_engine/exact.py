"""Exact decimals: no result is rounded before a rule says so."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, Inexact

# Numbers of 25 digits multiplied a few times stay below; more raises instead of rounding silently.
EXACT = Context(prec=400, traps=[Inexact])
_ROUNDING = Context(prec=400)


def round_half_up(value: Decimal | int, places: int) -> Decimal:
    """Return ``value`` rounded half-up to ``places`` decimal places, trailing zeros kept."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ROUNDING)
    return rounded if rounded else abs(rounded)  # no negative zero
