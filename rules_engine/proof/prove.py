"""Shows of each rule that it is complete, reachable in all its parts and free of contradiction.

The facts of every class are tried (see ``enumeration``) by the compiled conditions themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """Return what a proof leaves open, each with a witness where there is one."""
    return list(_Findings(proof).all()) if proof.tried else []


class _Findings:
    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.rule = proof.rule
        self.seen = proof.witnesses

    def all(self) -> list[Problem]:
        found = [*self._domains(), *self._constraints(), *self._requirements(), *self._rows()]
        if "valid" in self.seen and self.proof.gap is None:
            found += [
                self._problem("outcomes", "KB328", f"the outcome {each!r} is never reached",
                              "Correct the conditions that lead to it, or remove it.")
                for each in self.rule.outcomes
                if f"outcomes.{each}" not in self.seen
            ]  # fmt: skip
            found += self._unused_choices()
        return found

    def _problem(self, place: str, code: str, message: str, remedy: str) -> Problem:
        line, column = self.rule.positions.get(place, (1, 1))
        return Problem(self.rule.path, line, column, code, message, remedy, subject=self.rule.id)

    def _domains(self) -> list[Problem]:
        return [
            self._problem(f"inputs.{name}", "KB330", f"the number {name!r} does not say what it may be",
                          "Give min, or signed: true where it may be negative.")
            for name, each in self.rule.inputs.items()
            if each.type.kind in NUMBERS and each.type.minimum is None and not each.signed
        ]  # fmt: skip

    def _constraints(self) -> list[Problem]:
        if "valid" not in self.seen:
            broken = next((f for n, f in self.seen.items() if n.startswith("constraints.")), {})
            return [self._problem("constraints", "KB325", "the constraints forbid all facts, for example "
                                  f"{shown(broken)}", "Correct one of them.")]  # fmt: skip
        return [
            self._problem(f"constraints.{each.id}", "KB326", f"the constraint {each.id!r} is never broken",
                          "It says nothing: correct or remove it.")
            for each in self.rule.constraints
            if f"constraints.{each.id} fails" not in self.seen
        ]  # fmt: skip

    def _requirements(self) -> list[Problem]:
        found = []
        for each in self.rule.requirements if "valid" in self.seen else ():
            place = f"requirements.{each.id}"
            for word, code in (("fails", "KB323"), ("holds", "KB324")):
                if f"{place} {word}" not in self.seen:
                    other = self.seen.get(f"{place} {'holds' if word == 'fails' else 'fails'}", {})
                    found.append(
                        self._problem(place, code, f"the requirement {each.id!r} never {word}; "
                                      f"it {'holds' if word == 'fails' else 'fails'} even for {shown(other)}",
                                      "Correct or remove it.")
                    )  # fmt: skip
        return found

    def _rows(self) -> list[Problem]:
        found = []
        if self.proof.gap is not None:
            found.append(self._problem("rows", "KB320", f"no row matches {shown(self.proof.gap)}",
                                       "Add a row for such facts, or an otherwise."))  # fmt: skip
        if self.proof.overlap is not None:
            one, other, facts = self.proof.overlap
            found.append(
                self._problem(
                    f"rows.{other}",
                    "KB321",
                    f"the rows {one!r} and {other!r} both match {shown(facts)}",
                    "The table says unique: let one match.",
                )
            )
        for row in self.rule.rows if "valid" in self.seen else ():
            if f"rows.{row.id}" not in self.seen:
                first, facts = self.proof.hidden.get(row.id, ("", {}))
                why = f"; {first!r} takes what it matches, such as {shown(facts)}" if first else ""
                found.append(self._problem(f"rows.{row.id}", "KB322", f"the row {row.id!r} is never "
                                           f"reached{why}", "Move, correct or remove it."))  # fmt: skip
            found += [
                self._problem(f"rows.{row.id}", "KB327", f"the reason {name!r} of the row {row.id!r} "
                              "never applies", "Correct or remove it.")
                for name, _ in row.reasons
                if f"reasons.{row.id}.{name} holds" not in self.seen and f"rows.{row.id}" in self.seen
            ]  # fmt: skip
        return found

    def _unused_choices(self) -> list[Problem]:
        return [
            self._problem(f"inputs.{name}", "KB329", f"the constraints never allow {name}: {choice}",
                          "Correct the constraints, or take the choice away.")
            for name, each in self.rule.inputs.items()
            if each.type.kind == "choice" and not each.display_only
            for choice in each.type.choices
            if f"choices.{name}.{choice}" not in self.seen
        ]  # fmt: skip


def shown(facts: Facts) -> str:
    """Return facts as a person reads them: ``is_owner: true, owner_count: 1``."""
    words = {True: "true", False: "false", None: "null"}
    return ", ".join(
        f"{name}: {words[value] if value is None or isinstance(value, bool) else plain(value)}"
        for name, value in facts.items()
    ) or "no facts"  # fmt: skip
