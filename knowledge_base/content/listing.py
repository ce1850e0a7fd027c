"""Guides and sections.yml agree: each guide stands in the section that lists it, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules_engine.problems import near

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.places import Mention
    from knowledge_base.content.structure import GuideStructure
    from rules_engine.problems import Problem


def place_guide(
    guide: GuideStructure,
    others: Mapping[str, GuideStructure],
    listed: Mapping[str, tuple[Mention, ...]],
    problems: list[Problem],
) -> None:
    """Record where a guide collides with another one, or stands in no section."""
    if guide.id in others:
        problems.append(
            guide.place.problem(
                "KB233",
                f"there is a guide {guide.id!r} in section {others[guide.id].section!r} too",
                "Rename one of the two.",
            )
        )
    same = [other for other in others.values() if other.number == guide.number]
    if same:
        problems.append(
            guide.place.problem(
                "KB234",
                f"the number {guide.number} belongs to {same[0].id!r}",
                "Take a number that was never used: links to it stay valid.",
            )
        )
    if listed and guide.id not in [each.id for each in listed.get(guide.section, ())]:
        problems.append(
            guide.place.problem(
                "KB233",
                f"{guide.id!r} is not listed under {guide.section!r} in sections.yml",
                f"Add it there.{'' if guide.section in listed else near(guide.section, listed)}",
            )
        )


def check_listed(
    listed: Mapping[str, tuple[Mention, ...]],
    guides: Mapping[str, GuideStructure],
    problems: list[Problem],
) -> None:
    """Record what sections.yml lists that does not exist, or stands in another section."""
    for section, mentions in listed.items():
        for mention in mentions:
            found = guides.get(mention.id)
            if found is None:
                problems.append(
                    mention.place.problem(
                        "KB222",
                        f"there is no guide {mention.id!r}.{near(mention.id, guides)}",
                        f"Write docs/guides/{section}/{mention.id}.yml, or take it out.",
                    )
                )
            elif found.section != section:
                problems.append(
                    mention.place.problem(
                        "KB233", f"{mention.id!r} stands in {found.section!r}", "List it there."
                    )
                )
