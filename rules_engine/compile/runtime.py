"""What generated Python code calls. No class here is a dataclass: importing must cost nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rules_engine.calendar import shift_days, shift_months
from rules_engine.exact import EXACT, round_half_up
from rules_engine.model.decision import Verdict
from rules_engine.problems import no_row


class _Unknown:
    """The value of an input that was left out; equal to nothing else."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown()
_NO_VALUES: Final[Mapping[str, Any]] = {}

# Up to this many reasons every verdict is made in advance; beyond, on first use.
_TABLE_BITS = 8


class _Verdicts(dict[int, Verdict]):
    """Verdicts by the mask of their reasons, each made once."""

    def __init__(self, names: Sequence[str], met: str | None, not_met: str | None) -> None:
        self.names, self.met, self.not_met = names, met, not_met

    def __missing__(self, mask: int) -> Verdict:
        reasons = named(self.names, mask)
        outcome = self.not_met if reasons else self.met
        self[mask] = verdict = Verdict("decided", outcome, reasons)
        return verdict


def verdicts(
    names: Sequence[str], met: str | None, not_met: str | None
) -> Sequence[Verdict] | Mapping[int, Verdict]:
    """Return the decided verdicts by the mask of the reasons that apply."""
    lazy = _Verdicts(names, met, not_met)
    if len(names) > _TABLE_BITS:
        return lazy
    return [lazy[mask] for mask in range(1 << len(names))]


def invalid(names: Sequence[str], mask: int) -> Verdict:
    """Return the verdict on facts that break the constraints of a mask."""
    return Verdict("invalid", None, named(names, mask))


def needs_info(names: Sequence[str], mask: int) -> Verdict:
    """Return the verdict that asks for the inputs of a mask."""
    return Verdict("needs-info", None, missing=named(names, mask))


def named(names: Sequence[str], mask: int) -> tuple[str, ...]:
    """Return the names whose bits are set, in order."""
    return tuple(name for bit, name in enumerate(names) if mask >> bit & 1)


def agree(candidates: list[Any]) -> Any:
    """Return the value that all candidates share, else UNKNOWN."""
    first = candidates[0]
    for each in candidates:
        if each is UNKNOWN or each != first:
            return UNKNOWN
    return first


def first_match(rows: Sequence[tuple[Any, Any]], *keys: Any) -> Any:
    """Return the value of the first row whose keys equal the given ones, else None."""
    for row_keys, value in rows:
        if row_keys == keys:
            return value
    return None


def eligibility(
    inputs: Sequence[str],
    requirements: Sequence[str],
    outcomes: tuple[str, str],
    truths: Sequence[bool | None],
    dependencies: Sequence[int],
    values: Mapping[str, tuple[dict[str, Any], int]],
) -> Verdict:
    """Return the verdict of requirements that are true, false or unknown (None)."""
    met, not_met = outcomes
    failing = tuple(n for n, t in zip(requirements, truths, strict=True) if t is False)
    unknown = tuple(n for n, t in zip(requirements, truths, strict=True) if t is None)
    if not failing and unknown:
        mask = values.get(met, (_NO_VALUES, 0))[1] | values.get(not_met, (_NO_VALUES, 0))[1]
        for each in dependencies:
            mask |= each
        return needs_info(inputs, mask)
    outcome = not_met if failing else met
    carried, mask = values.get(outcome, (_NO_VALUES, 0))
    if mask:
        return needs_info(inputs, mask)
    return Verdict("decided", outcome, failing, unknown, (), carried)


def gap(rule: str) -> Verdict:
    """Raise: no row matches."""
    raise no_row(rule)


def table(
    rule: str,
    inputs: Sequence[str],
    outcomes: Sequence[str],
    truths: Sequence[bool | None],
    dependencies: Sequence[int],
    reasons: Sequence[Mapping[str, bool | None]],
    values: Mapping[str, tuple[dict[str, Any], int]],
) -> Verdict:
    """Return the verdict of rows that match, do not match, or are unknown (None)."""
    possible = []
    for row, truth in enumerate(truths):
        if truth is not False:
            possible.append(row)
        if truth is True:
            break
    if not possible:
        return gap(rule)
    mask = 0
    for place, row in enumerate(possible):
        mask |= values.get(outcomes[row], (_NO_VALUES, 0))[1]
        if any(outcomes[later] != outcomes[row] for later in possible[place + 1 :]):
            mask |= dependencies[row]
    outcome = outcomes[possible[0]]
    if mask or any(outcomes[row] != outcome for row in possible):
        return needs_info(inputs, mask)
    found = [reasons[row] for row in possible]
    names = dict.fromkeys(name for each in found for name in each)
    certain = tuple(name for name in names if all(each.get(name) is True for each in found))
    maybe = tuple(
        name
        for name in names
        if name not in certain and any(each.get(name, False) is not False for each in found)
    )
    carried = values.get(outcome, (_NO_VALUES, 0))[0]
    return Verdict("decided", outcome, certain, maybe, (), carried)


def rounded(value: Any, places: int) -> Any:
    """Return a number rounded half-up; what is unknown or null stays so."""
    return value if value is UNKNOWN or value is None else round_half_up(value, places)


def carried(values: dict[str, Any]) -> dict[str, Any]:
    """Return values without the null ones: they are left out of the answer."""
    return {
        name: value for name, value in values.items() if value is not None and value is not UNKNOWN
    }


NAMESPACE: Final[Mapping[str, Any]] = {
    "UNKNOWN": UNKNOWN, "Verdict": Verdict, "new_verdict": tuple.__new__,
    "EXACT": EXACT, "round_half_up": round_half_up,
    "shift_days": shift_days, "shift_months": shift_months, "verdicts": verdicts,
    "invalid": invalid, "needs_info": needs_info, "agree": agree, "first_match": first_match,
    "eligibility": eligibility, "table": table, "gap": gap, "carried": carried,
    "rounded": rounded,
}  # fmt: skip
