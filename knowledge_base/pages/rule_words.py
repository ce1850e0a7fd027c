"""The words of a rule in one language, as JSON for the scripts of the pages.

Sentences are HTML, names (labels, choices, titles) plain characters. Links are addresses from the
root of the site, since the same words are shown on every page: a script resolves them.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from knowledge_base.content.blocks import ConditionsBlock, ExampleBlock, Link, TableBlock
from knowledge_base.content.formats import is_duration
from knowledge_base.pages.addresses import address, guide_source
from knowledge_base.pages.html import inline
from knowledge_base.pages.page_language import page_place
from rules_engine.compile.javascript import origin
from rules_engine.model.expressions import ComputedRef, InputRef, references
from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.blocks import Inline
    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.formats import Formats
    from knowledge_base.content.wording import Said
    from knowledge_base.content.words import RuleWords
    from rules_engine.model.expressions import Condition, Expression
    from rules_engine.model.value_types import ValueType

Words = dict[str, Any]


def rule_words(center: HelpCenter, rule: str, language: str) -> Words:
    """Return the words of a rule; what is missing in the language is English and marked as such.

    ``page`` is the guide whose page has the checker of the rule, None where there is none;
    ``guides`` holds the number of each guide that a sentence links to, by its address; ``origin``
    what a record says of where the decision comes from.
    """
    return _Writer(center, rule, language).write()


def checker_pages(center: HelpCenter) -> Mapping[str, str]:
    """Return the guide that each rule is checked on: the first of its own that shows it."""
    shown: dict[str, list[str]] = {}
    for guide in center.guides:
        for rule in checked_rules(center, guide):
            shown.setdefault(rule, []).append(guide)
    found = {}
    for rule, guides in shown.items():
        own = [guide for guide in center.ruleset.rules[rule].guides if guide in guides]
        found[rule] = (own or guides)[0]
    return found


def checked_rules(center: HelpCenter, guide: str) -> list[str]:
    """Return the rules that have a checker on a guide's page, in the order of the page."""
    language = center.languages[0]
    blocks = center.page(guide, language).blocks
    made = ConditionsBlock | TableBlock | ExampleBlock
    shown = [each.rule for each in blocks if isinstance(each, made)]
    return list(dict.fromkeys(shown))


class _Writer:
    def __init__(self, center: HelpCenter, rule: str, language: str) -> None:
        self.center = center
        self.language = language
        self.words: RuleWords = center.words(rule, language)
        self.rule = self.words.rule
        self.place = page_place(center, language, self._address)
        self.sections = {
            guide: section for section, held in center.sections.items() for guide in held
        }
        self.linked: dict[str, int] = {}

    def write(self) -> Words:
        rule, words = self.rule, self.words
        spoken = [*rule.reasons, *rule.outcomes, *(each.id for each in rule.constraints)]
        return {
            "rule": rule.id,
            "language": self.language,
            "question": self._html(words.question),
            "goal": rule.goal,
            "page": self._page(),
            "inputs": {name: self._input(name) for name in rule.inputs},
            "outcomes": {each: self._html(words.outcome(each)) for each in rule.outcomes},
            "reasons": {each: self._reason(each) for each in rule.reasons},
            "constraints": {
                each.id: {
                    "words": self._html(words.constraint(each.id)),
                    "inputs": self._read_by(each.holds),
                }
                for each in rule.constraints
            },
            "remedies": {
                each: remedy for each in spoken if (remedy := self._remedy(each)) is not None
            },
            "values": {name: self._value(name) for name in rule.values},
            "guides": self.linked,
            "origin": origin(rule, self.center.ruleset.parameters),
        }

    def _html(self, said: Said) -> str:
        html = inline(said.inline, self.place)
        self._note_links(said.inline)
        lang = self.place.lang(said.language)
        return f"<span{lang}>{html}</span>" if lang else html

    def _note_links(self, nodes: Inline) -> None:
        for node in nodes:
            if isinstance(node, Link):
                self.linked[self._address(node.guide)] = self._number(node.guide)

    def _address(self, guide: str) -> str:
        return address(guide_source(self.language, self.sections[guide], guide))

    def _number(self, guide: str) -> int:
        return self.center.sources.structure.guides[guide].number

    def _guide(self, guide: str) -> Words:
        return {
            "href": self._address(guide),
            "title": self.center.title(guide, self.language),
            "number": self._number(guide),
        }

    def _page(self) -> Words | None:
        guide = checker_pages(self.center).get(self.rule.id)
        return self._guide(guide) if guide else None

    def _input(self, name: str) -> Words:
        declared, words = self.rule.inputs[name].type, self.words
        found: Words = {
            "kind": declared.kind,
            "label": words.label(name).text,
            "ask": self._html(words.ask(name)),
        }
        if said := words.help(name):
            found["help"] = self._html(said)
        if choices := words.choices(name) or names_of(declared.kind, words.wording.formats):
            found["choices"] = choices
        return {**found, **self._unit(name, declared)}

    def _reason(self, reason: str) -> Words:
        found = {"fails": self._html(self.words.fails(reason))}
        if any(each.id == reason for each in self.rule.requirements):
            found["met"] = self._html(self.words.met(reason))
        return found

    def _read_by(self, tree: Condition | Expression) -> list[str]:
        """Return the inputs that a condition reads, also by way of what is computed from them."""
        found: dict[str, None] = {}
        for each in references(tree):
            if isinstance(each, InputRef):
                found[each.name] = None
            elif isinstance(each, ComputedRef):
                found |= dict.fromkeys(self._read_by(self.rule.computed[each.name]))
        return list(found)

    def _remedy(self, key: str) -> Words | None:
        said, remedy = self.words.remedy(key), self.rule.remedies.get(key)
        found: Words = {"words": self._html(said)} if said else {}
        if remedy and remedy.guide in self.sections:
            found["guide"] = self._guide(remedy.guide)
        if remedy and remedy.rule and (page := checker_pages(self.center).get(remedy.rule)):
            asked = self.center.words(remedy.rule, self.language).question
            found["rule"] = {
                "id": remedy.rule,
                "question": asked.text,
                "href": f"{self._address(page)}#check={remedy.rule}",
            }
        return found or None

    def _value(self, name: str) -> Words:
        value = self.rule.values[name]
        declared = value.type.item or value.type
        found: Words = {"label": self.words.value_label(name).text, "kind": value.type.kind}
        if value.type.item:
            found["of"] = declared.kind
        if declared.choices:
            found["choices"] = [
                (each, self.words.values.choice(declared, each)) for each in declared.choices
            ]
        if value.places is not None:
            found["places"] = value.places
        return {**found, **self._unit(name, declared)}

    def _unit(self, name: str, declared: ValueType) -> Words:
        """Return what a number counts, told by its name: see ``content.values.unit_of``."""
        ending = name.rpartition("_")[2]
        if ending in ("rate", "percent"):
            return {"unit": "ratio" if ending == "rate" else "percent"}
        if is_duration(ending):
            return {"unit": ending}
        if declared.kind != "decimal":
            return {}
        currencies = [
            each for each in (f"currency_{ending}", "currency") if each in self.rule.inputs
        ]
        return {"currency": currencies} if currencies else {}


def names_of(kind: str, formats: Formats) -> tuple[tuple[str, str], ...]:
    """Return every country or currency with its name, in the order in which a reader looks."""
    if kind == "country":
        named = [(code, formats.country(code)) for code in COUNTRIES]
        return tuple(sorted(named, key=lambda pair: _without_accents(pair[1])))
    if kind == "currency":
        return tuple((code, formats.currency(code)) for code in sorted(CURRENCIES))
    return ()


def _without_accents(words: str) -> str:
    """Return words as a reader sorts them: Österreich stands among the O."""
    apart = unicodedata.normalize("NFD", words.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
