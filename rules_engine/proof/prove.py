"""Shows of each rule that it is complete, reachable in all its parts and free of contradiction.

The facts of every class are tried (see ``enumeration``) by the compiled conditions themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rules_engine.compile.programs import values_at
from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.compile.runtime import UNKNOWN
from rules_engine.model.decision import plain
from rules_engine.model.expressions import ALWAYS, Condition
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Requirement, Rule
from rules_engine.model.value_types import NUMBERS
from rules_engine.problems import Problem
from rules_engine.proof.enumeration import Enumeration
from rules_engine.proof.variants import variants

Facts = Mapping[str, object]


@dataclass(slots=True)
class Proof:
    """What was tried and what was seen. Witnesses are facts, by the id of what they show."""

    rule: Rule
    tried: int = 0
    valid: int = 0
    classes: dict[str, set[object]] = field(default_factory=dict)
    supposed: list[str] = field(default_factory=list)
    witnesses: dict[str, Facts] = field(default_factory=dict)
    hidden: dict[str, tuple[str, Facts]] = field(default_factory=dict)
    gap: Facts | None = None
    overlap: tuple[str, str, Facts] | None = None


def prove(rule: Rule, parameters: Mapping[str, Parameter], as_of: date) -> Proof:
    """Return what the enumeration of a rule's classes shows as of a day."""
    proof = Proof(rule, classes={name: set() for name in rule.inputs})
    used = {name: parameters[name] for name in rule.parameters}
    values, missing = values_at(used, as_of)
    if missing:
        return proof
    for supposed, each in variants(rule, used, values):
        _enumerate(proof, resolve(rule, each, as_of), as_of, supposed)
    return proof


def _enumerate(proof: Proof, resolved: ResolvedRule, as_of: date, supposed: str) -> None:
    probes = _probes(resolved)
    probe = replace(
        resolved,
        constraints=(),
        requirements=tuple(Requirement(name, test) for name, test in probes.items()),
        rows=(),
        values={outcome: {} for outcome in ("allowed", "denied")},
        rule=replace(resolved.rule, rows=(), values={}, outcomes=("allowed", "denied")),
    )
    enumeration = Enumeration(probe, as_of)
    known = enumeration.functions["known"]
    rows = [(row.id, f"rows.{row.id}", row.outcome) for row in resolved.rows]
    constraints = {name for name in probes if name.startswith("constraints.")}
    seen: dict[tuple[str, ...], bool] = {}
    if supposed:
        proof.supposed.append(supposed)
    for arguments in enumeration.facts():
        proof.tried += 1
        failing = known(as_of, *arguments).reasons
        proof.valid += constraints.isdisjoint(failing)
        _choices(proof, enumeration, arguments, valid=constraints.isdisjoint(failing))
        if failing not in seen:
            seen[failing] = True
            facts = enumeration.as_facts(arguments)
            _note(proof, resolved, probes, set(failing), rows, constraints, facts)
    for name, found in enumeration.classes.items():
        proof.classes[name] |= found


def _probes(resolved: ResolvedRule) -> dict[str, Condition]:
    """Every condition of a rule under a name of its own."""
    found = {f"constraints.{name}": test for name, test in resolved.constraints}
    found |= {f"requirements.{each.id}": each.holds for each in resolved.requirements}
    for row in resolved.rows:
        found[f"rows.{row.id}"] = row.when
        found |= {f"reasons.{row.id}.{name}": test for name, test in row.reasons}
    return found


def _choices(
    proof: Proof, enumeration: Enumeration, arguments: list[object], *, valid: bool
) -> None:
    if not valid:
        return
    names = enumeration.resolved.rule.inputs
    for (name, declared), value in zip(names.items(), arguments, strict=True):
        if declared.type.kind in {"choice", "boolean"} and value is not UNKNOWN:
            key = f"choices.{name}.{plain(value)}"
            if key not in proof.witnesses:
                proof.witnesses[key] = enumeration.as_facts(arguments)


def _note(
    proof: Proof,
    resolved: ResolvedRule,
    probes: Mapping[str, Condition],
    failing: set[str],
    rows: list[tuple[str, str, str]],
    constraints: set[str],
    facts: Facts,
) -> None:
    witness = proof.witnesses.setdefault
    broken = constraints & failing
    for name in broken:
        witness(f"{name} fails", facts)
    if broken:
        return
    witness("valid", facts)
    for name in probes:
        if name.startswith("requirements."):
            witness(f"{name} {'fails' if name in failing else 'holds'}", facts)
    if not rows:
        met, not_met = proof.rule.outcomes
        denied = any(name.startswith("requirements.") for name in failing)
        witness(f"outcomes.{not_met if denied else met}", facts)
        return
    matching = [row for row in rows if row[1] not in failing]
    if not matching:
        proof.gap = proof.gap or facts
        return
    first, _, outcome = matching[0]
    witness(f"rows.{first}", facts)
    witness(f"outcomes.{outcome}", facts)
    for name in probes:
        if name.startswith(f"reasons.{first}."):
            witness(f"{name} {'fails' if name in failing else 'holds'}", facts)
    for later, _, _ in matching[1:]:
        proof.hidden.setdefault(later, (first, facts))
    certain = {row.id for row in resolved.rows if row.when == ALWAYS}
    told = [row for row in matching if row[0] not in certain]
    if proof.rule.unique and len(told) > 1 and proof.overlap is None:
        proof.overlap = (told[0][0], told[1][0], facts)


def findings(proof: Proof) -> list[Problem]:
    """Return what a proof leaves open; nothing where no value was there to try the rule with."""
    if not proof.tried:
        return []
    if "valid" not in proof.witnesses:
        return [*_numbers_without_domain(proof), _no_valid_facts(proof)]
    found = [
        *_numbers_without_domain(proof),
        *_constraints_never_broken(proof),
        *_idle_requirements(proof),
        *_gap_and_overlap(proof),
        *_dead_rows(proof),
    ]
    return found if proof.gap else [*found, *_outcomes_never_reached(proof), *_idle_choices(proof)]


def shown(facts: Facts) -> str:
    """Return facts as a person reads them: ``is_owner: true, owner_count: 1``."""
    words = {True: "true", False: "false", None: "null"}
    return ", ".join(
        f"{name}: {words[value] if value is None or isinstance(value, bool) else plain(value)}"
        for name, value in facts.items()
    ) or "no facts"  # fmt: skip


def _problem(proof: Proof, place: str, code: str, message: str, remedy: str) -> Problem:
    rule = proof.rule
    line, column = rule.positions.get(place, (1, 1))
    return Problem(rule.path, line, column, code, message, remedy, subject=rule.id)


def _numbers_without_domain(proof: Proof) -> Iterator[Problem]:
    for name, each in proof.rule.inputs.items():
        if each.type.kind in NUMBERS and each.type.minimum is None and not each.signed:
            message = f"the number {name!r} does not say what it may be"
            remedy = "Give min, or signed: true where it may be negative."
            yield _problem(proof, f"inputs.{name}", "KB330", message, remedy)


def _no_valid_facts(proof: Proof) -> Problem:
    broken = next((f for n, f in proof.witnesses.items() if n.startswith("constraints.")), {})
    message = f"the constraints forbid all facts, for example {shown(broken)}"
    first = f"constraints.{proof.rule.constraints[0].id}" if proof.rule.constraints else ""
    return _problem(proof, first, "KB325", message, "Correct one of them.")


def _constraints_never_broken(proof: Proof) -> Iterator[Problem]:
    for each in proof.rule.constraints:
        place = f"constraints.{each.id}"
        if f"{place} fails" not in proof.witnesses:
            message = f"the constraint {each.id!r} is never broken"
            yield _problem(proof, place, "KB326", message, "It says nothing: correct or remove it.")


def _idle_requirements(proof: Proof) -> Iterator[Problem]:
    for each in proof.rule.requirements:
        place = f"requirements.{each.id}"
        for never, always, code in (("fails", "holds", "KB323"), ("holds", "fails", "KB324")):
            if f"{place} {never}" not in proof.witnesses:
                facts = shown(proof.witnesses.get(f"{place} {always}", {}))
                message = f"the requirement {each.id!r} never {never}; it {always} even for {facts}"
                yield _problem(proof, place, code, message, "Correct or remove it.")


def _gap_and_overlap(proof: Proof) -> Iterator[Problem]:
    if proof.gap is not None:
        last = f"rows.{proof.rule.rows[-1].id}"
        message = f"no row matches {shown(proof.gap)}"
        remedy = "Add a row for such facts, or an otherwise."
        yield _problem(proof, last, "KB320", message, remedy)
    if proof.overlap is not None:
        one, other, facts = proof.overlap
        message = f"the rows {one!r} and {other!r} both match {shown(facts)}"
        remedy = "The table says unique: let one match."
        yield _problem(proof, f"rows.{other}", "KB321", message, remedy)


def _dead_rows(proof: Proof) -> Iterator[Problem]:
    for row in proof.rule.rows:
        place = f"rows.{row.id}"
        if place not in proof.witnesses:
            message = f"the row {row.id!r} is never reached"
            if row.id in proof.hidden:
                first, facts = proof.hidden[row.id]
                message += f"; {first!r} takes what it matches, such as {shown(facts)}"
            yield _problem(proof, place, "KB322", message, "Move, correct or remove it.")
            continue
        for name, _ in row.reasons:
            if f"reasons.{row.id}.{name} holds" not in proof.witnesses:
                message = f"the reason {name!r} of the row {row.id!r} never applies"
                yield _problem(proof, place, "KB327", message, "Correct or remove it.")


def _outcomes_never_reached(proof: Proof) -> Iterator[Problem]:
    for outcome in proof.rule.outcomes:
        if f"outcomes.{outcome}" not in proof.witnesses:
            message = f"the outcome {outcome!r} is never reached"
            remedy = "Correct the conditions that lead to it, or remove it."
            leading = [row.id for row in proof.rule.rows if row.outcome == outcome]
            place = f"rows.{leading[0]}" if leading else "outcomes"
            yield _problem(proof, place, "KB328", message, remedy)


def _idle_choices(proof: Proof) -> Iterator[Problem]:
    for name, each in proof.rule.inputs.items():
        if each.type.kind != "choice" or each.display_only:
            continue
        for choice in each.type.choices:
            if f"choices.{name}.{choice}" not in proof.witnesses:
                message = f"the constraints never allow {name}: {choice}"
                remedy = "Correct the constraints, or take the choice away."
                yield _problem(proof, f"inputs.{name}", "KB329", message, remedy)
