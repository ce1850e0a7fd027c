"""Which keys a text file must have, and which it may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from knowledge_base.content.screens import LabelKind, Part, Region, View
from rules_engine.model.expressions import Operator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge_base.content.structure import GuideStructure
    from knowledge_base.content.text_files import TextFile
    from rules_engine.model.rule import Rule

# Strings of the site that values, conditions, tables and answers are made with.
SITE_KEYS = (
    *(f"answers.{key}" for key in ("affirmative", "negative", "none", "given")),
    *(f"table.{key}" for key in ("condition", "any", "and", "or", "otherwise")),
    *(f"table.{key}" for key in ("fact", "answer", "as-of")),
    *(f"decision.{key}" for key in ("decided", "needs-info", "invalid")),
    *(f"decision.{key}" for key in ("reasons", "open-reasons", "missing", "values")),
    *(f"blocks.{key}" for key in ("conditions", "decision-table")),
    "page.related",
    *(f"changes.{key}" for key in ("title", "from", "and", "for-conditions", "for-answers")),
    *(
        f"changes.by-{who}"
        for who in (
            "user",
            "administrator",
            "legal-representative",
            "partner",
            "client",
            "support",
            "time",
        )
    ),
    *(
        f"operators.{operator.replace('_', '-')}"
        for operator in get_args(Operator)
        if operator != "one_of"  # a list joined by "or" says it
    ),
    *(f"screens.{key}" for key in ("description", "within")),
    *(f"screens.views.{view}" for view in get_args(View)),
    *(f"screens.regions.{region}" for region in get_args(Region)),
    *(f"screens.labels.{kind}" for kind in get_args(LabelKind)),
    *(f"screens.parts.{part}" for part in get_args(Part)),
)
TERM_FIELDS = ("term", "forms", "homonyms", "banned", "definition", "synonyms")


@dataclass(frozen=True, slots=True)
class Keys:
    """Dotted keys of a text file, in the order in which a reader meets them."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def translated(self, source: Iterable[str]) -> Keys:
        """Return the keys of a translation: what the source has is required, nothing else is."""
        known = {*self.required, *self.optional}
        present = tuple(key for key in source if key in known)
        return Keys(present, tuple(key for key in self.required if key not in present))


def guide_keys(guide: GuideStructure) -> Keys:
    """Return the keys of the texts of a guide."""
    required = ["title", "summary"]
    optional: list[str] = []
    for block in guide.blocks:
        if block.passage is None:
            optional += [f"{block.id}.title", f"{block.id}.intro"]
        for item in block.items:
            if item.passage is not None:
                continue
            key = f"{block.id}.{item.id}"
            names = [f"{key}.name", f"{key}.text"] if block.kind == "definitions" else [key]
            required += names
    return Keys(tuple(required), tuple(optional))


def passage_keys(guides: Iterable[GuideStructure]) -> Keys:
    """Return the keys of the texts that several guides share."""
    blocks = [block for guide in guides for block in guide.blocks]
    items = {each.passage.id for block in blocks for each in block.items if each.passage}
    shared = {block.passage.id for block in blocks if block.passage}
    heads = (f"{name}.{part}" for name in sorted(shared) for part in ("title", "intro"))
    return Keys(tuple(sorted(items)), tuple(heads))


def rule_keys(rule: Rule) -> Keys:
    """Return the keys of the words of a rule."""
    required = ["question"]
    optional: list[str] = []
    for name, each in rule.inputs.items():
        required += [f"inputs.{name}.label", f"inputs.{name}.ask"]
        optional.append(f"inputs.{name}.help")
        inner = each.type.item or each.type
        if inner.choice_set is None:
            required += [f"inputs.{name}.choices.{choice}" for choice in inner.choices]
    required += [f"constraints.{each.id}" for each in rule.constraints]
    required += [f"outcomes.{outcome}" for outcome in rule.outcomes]
    conditions = {each.id for each in rule.requirements}
    for reason in rule.reasons:
        required.append(f"reasons.{reason}.fails")
        (required if reason in conditions else optional).append(f"reasons.{reason}.met")
    required += [f"remedies.{key}" for key in rule.remedies]
    optional += [f"remedies.{key}" for key in (*rule.reasons, *rule.outcomes)]
    required += [f"values.{name}" for name in rule.values]
    required += [f"examples.{name}" for name in rule.examples]
    return Keys(tuple(required), tuple(key for key in optional if key not in required))


def choice_keys(choices: Mapping[str, tuple[str, ...]]) -> Keys:
    """Return the keys of the words of the named sets of choices."""
    return Keys(tuple(f"{name}.{choice}" for name, set_ in choices.items() for choice in set_))


def term_keys(terms: TextFile) -> Keys:
    """Return the keys of a file of terms: those of the source, each with its word."""
    ids = terms.under("")
    required = tuple(f"{term}.term" for term in ids)
    return Keys(required, tuple(f"{term}.{field}" for term in ids for field in TERM_FIELDS[1:]))
