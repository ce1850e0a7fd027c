"""The texts of the project one by one: a unit is one text in all languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from knowledge_base.content.languages import SOURCE
from rules_engine.problems import near, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_base.content.sources import LanguageTexts, Sources
    from knowledge_base.content.text_files import SourceText, TextFile

# Each language finds these for itself: no text of another one is carried over.
OWN_TERM_FIELDS = (".forms", ".homonyms", ".banned", ".synonyms")
# Files that stand on many pages come first, titles of guides to come last.
_BEFORE = ("site", "labels", "choices", "terms", "passages")
_AFTER = ("planned",)


class Unit(NamedTuple):
    """One text: the name of its file, the same in all languages, and its dotted key.

    No dataclass: thousands are made and looked up before anything is shown.

    >>> str(Unit("guides/add-user", "add.follow"))
    'guides/add-user#add.follow'
    """

    file: str
    key: str

    def __str__(self) -> str:
        return f"{self.file}#{self.key}"

    @classmethod
    def named(cls, name: str) -> Unit:
        """Return the unit that ``str`` gives this name.

        >>> Unit.named("labels#save")
        Unit(file='labels', key='save')
        """
        file, _, key = name.partition("#")
        return cls(file, key)


def units(sources: Sources) -> Iterator[Unit]:
    """Yield every text that a translation carries over, in the order of the site.

    A guide is followed by the words of the rules it shows. Forms, banned words and synonyms of
    terms, and what customers type, are each language's own.
    """
    texts = sources.texts[SOURCE]
    for name in _file_names(sources, texts):
        file = file_of(texts, name)
        for key in file.texts if file else ():
            if name != "terms" or not key.endswith(OWN_TERM_FIELDS):
                yield Unit(name, key)


def text_of(sources: Sources, language: str, unit: Unit) -> SourceText | None:
    """Return a text in a language, or None where the language lacks it."""
    file = file_of(sources.texts[language], unit.file)
    return file.get(unit.key) if file else None


def file_of(texts: LanguageTexts, name: str) -> TextFile | None:
    """Return the text file with a name such as ``guides/add-user`` or ``labels``, or None."""
    folder, _, name_in_folder = name.partition("/")
    match folder:
        case "guides":
            return texts.guides.get(name_in_folder)
        case "rules":
            return texts.rules.get(name_in_folder)
        case "site" | "labels" | "terms" | "choices" | "planned" | "passages":
            file: TextFile = getattr(texts, folder)
            return file
    return None


def _file_names(sources: Sources, texts: LanguageTexts) -> Iterable[str]:
    structure = sources.structure
    listed = [guide for guides in structure.sections.values() for guide in guides]
    names = list(_BEFORE)
    for guide in dict.fromkeys([*listed, *texts.guides]):
        names.append(f"guides/{guide}")
        if guide in structure.guides:
            names += [f"rules/{each.id}" for each in structure.guides[guide].rules]
    names += [f"rules/{rule}" for rule in texts.rules]
    return dict.fromkeys([*names, *_AFTER])


def files_of(sources: Sources, name: str) -> tuple[str, ...]:
    """Return the names of the text files that a person means by one word.

    A guide means its texts and the words of its rules; a rule its words; else the name of a file,
    such as ``labels`` or ``rules/add-user``. Raises ``ProblemsFound`` for anything else.
    """
    if guide := sources.structure.guides.get(name):
        rules = [each.id for each in guide.rules]
        rules += [block.rule.id for block in guide.blocks if block.rule]
        return f"guides/{name}", *(f"rules/{rule}" for rule in dict.fromkeys(rules))
    known = list(_file_names(sources, sources.texts[SOURCE]))
    for each in (name, f"rules/{name}"):
        if each in known:
            return (each,)
    names = [each.partition("/")[2] or each for each in known]
    raise refused(
        "KB008",
        f"there is no guide and no rule {name!r}.{near(name, names)}",
        "Name a guide, a rule, or a file of texts such as labels.",
        name,
    )
