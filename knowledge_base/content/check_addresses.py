"""No address that was ever published dies, and none is ever given to another guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.published import (
    Published,
    addresses_of,
    permanent,
    read_published,
)
from rules_engine.problems import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.places import Mention
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.structure import GuideStructure, Structure
    from rules_engine.problems import Problem

_RECORD = "Before it is published, run: kb addresses --write"


def check_addresses(sources: Sources) -> Iterator[Problem]:
    """Yield addresses that would die or change hands, and, as warnings, those not yet listed."""
    published, problems = read_published(sources.docs)
    yield from problems
    structure = sources.structure
    yield from _former(sources)
    yield from _guides(published, structure)
    yield from _sections(published, structure)
    for language in published.languages:
        if language.id not in sources.languages:
            yield language.place.problem(
                "KB270",
                f"every address below /{language.id}/ would die: the language is gone",
                f"Bring docs/{language.id}/site.yml back; texts it lacks are shown in English.",
            )
    if not problems:
        yield from _unlisted(published, sources)


def _shown(address: str) -> str:
    return f"/{address}/"


def _listed(addresses: list[str]) -> str:
    return f"former: [{', '.join(addresses)}]"


def _holders(structure: Structure) -> Mapping[str, GuideStructure]:
    """Return the guide that each address leads to; what is a guide's own comes first."""
    found: dict[str, GuideStructure] = {}
    for guide in structure.guides.values():
        found[guide.path] = found[permanent(guide.number)] = guide
    for guide in structure.guides.values():
        for each in guide.former:
            found.setdefault(each.id, guide)
    return found


def _guides(published: Published, structure: Structure) -> Iterator[Problem]:
    holders = _holders(structure)
    for number, paths in published.guides.items():
        if any(each.id.partition("/")[2] in structure.unreadable for each in paths):
            continue  # the reader has said why
        holder = holders.get(permanent(number))
        if holder is None:
            yield _gone(number, published, holders)
            continue
        for path in paths:
            found = holders.get(path.id)
            if found is None:
                place = holder.place if holder.number == number else path.place
                yield place.problem(
                    "KB270",
                    f"{_shown(path.id)} would die: it was published under the number {number}",
                    f"If {holder.id!r} is that guide, or takes its place, write "
                    f"{_listed([path.id])} in {_file(holder)}; else give it a number of its own.",
                )
            elif found is not holder:
                yield holder.place.problem(
                    "KB271",
                    f"the number {number} was published for {_shown(path.id)}, "
                    f"which leads to {found.id!r}",
                    f"Give {holder.id!r} a number that was never used, and write "
                    f"{_listed([permanent(number)])} in {_file(found)}.",
                )


def _gone(number: int, published: Published, holders: Mapping[str, GuideStructure]) -> Problem:
    """Return the problem of a number that leads nowhere, with all that would die with it."""
    paths = [each.id for each in published.guides[number]]
    dying = [path for path in paths if path not in holders]
    heirs = [holders[path] for path in paths if path in holders]
    formula = _listed([*dying, permanent(number)])
    return published.numbers[number].problem(
        "KB270",
        f"{' and '.join(_shown(each) for each in (permanent(number), *dying))} would die: "
        f"no guide has the number {number}",
        f"Write {formula} in {_file(heirs[0])}, or give it this number again."
        if heirs
        else f"Bring the guide back, or write {formula} in the guide that takes its place.",
    )


def _file(guide: GuideStructure) -> str:
    return f"docs/guides/{guide.path}.yml"


def _sections(published: Published, structure: Structure) -> Iterator[Problem]:
    shown = [section for section, guides in structure.sections.items() if guides]
    for section in published.sections:
        # Without any section the reader has said why; a guide that cannot be read is none here.
        if not shown or structure.unreadable:
            return
        if section.id not in shown and section.id not in structure.former_sections:
            yield section.place.problem(
                "KB270",
                f"{_shown(section.id)} would die: the section is gone, or has no guide",
                f"Write former: {{{section.id}: <the section that takes its place>}} in "
                "docs/guides/sections.yml, or bring it back.",
            )


def _former(sources: Sources) -> Iterator[Problem]:
    """Yield what is named under ``former`` and cannot lead there."""
    structure = sources.structure
    own = {each: guide for guide in structure.guides.values() for each in addresses_of(guide)[:2]}
    taken: dict[str, GuideStructure] = {}
    for guide in structure.guides.values():
        for each in guide.former:
            other = own.get(each.id) or taken.get(each.id)
            if other is not None:
                yield _refused(each, f"{_shown(each.id)} leads to {other.id!r} already")
            elif each.id.partition("/")[0] in sources.languages:
                yield _refused(each, f"{_shown(each.id)} starts with a language")
            taken.setdefault(each.id, guide)
    shown = [section for section, guides in structure.sections.items() if guides]
    for old, new in structure.former_sections.items():
        if old in shown:
            yield _refused(new, f"{_shown(old)} is the page of a section")
        elif new.id not in shown:
            yield new.place.problem(
                "KB272",
                f"there is no section {new.id!r}.{near(new.id, shown)}",
                "Name one that has guides.",
            )


def _refused(mention: Mention, message: str) -> Problem:
    return mention.place.problem(
        "KB272", message, "Name an address that is no page's own, once, without a language."
    )


def _unlisted(published: Published, sources: Sources) -> Iterator[Problem]:
    listed = published.addresses()
    for guide in sources.structure.guides.values():
        if missing := [each for each in addresses_of(guide) if each not in listed]:
            yield guide.place.problem(
                "KB273",
                f"not in the list of published addresses: {', '.join(map(_shown, missing))}",
                _RECORD,
                severity="warning",
            )
    shown = [section for section, guides in sources.structure.sections.items() if guides]
    for known, now in ((published.sections, shown), (published.languages, sources.languages)):
        if missing := sorted({*now}.difference(each.id for each in known)):
            yield published.place.problem(
                "KB273",
                f"not in the list of published addresses: {', '.join(map(_shown, missing))}",
                _RECORD,
                severity="warning",
            )
