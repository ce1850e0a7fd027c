"""PO and XLIFF: what is written is read back, whatever a tool leaves of it, and no file harms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import Base, Catalog, Format, Message
from knowledge_base.translation.exchange.files import MAX_BYTES, read_catalog, written
from knowledge_base.translation.exchange.po import read_po, write_po
from knowledge_base.translation.exchange.xliff import read_xliff, write_xliff
from rules_engine.problems import ProblemsFound

Form = tuple[Callable[[Catalog], bytes], Callable[[bytes, str], Catalog]]
FORMS: list[Form] = [(write_po, read_po), (write_xliff, read_xliff)]
UNIT = Unit("guides/add-user", "add.follow")

_CHARACTERS = some.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
)
_AWKWARD = [
    "<label:save>", "<guide:add-user>", "<guide:add-user|two words>", "<term:role>",
    "<term:role|Rollen>", "<value:a.b|number>", "<example:rule.example.value>", "{date}", "{x",
    "**", "*", "`", "\\", "\\<", "\\*", '"', "'", "“", "« ", "\u00a0", "\u202f", "🎉", "é", "\n",
    "\t", " ", "_:", "_: ", "<", ">", "&amp;", "]]>", "<!--", '<x id="1"/>', "%s", "\\n", "#", "#~",
]  # fmt: skip
_PARTS = some.one_of(some.text(_CHARACTERS, max_size=6), some.sampled_from(_AWKWARD))
_TEXTS = some.lists(_PARTS, max_size=8).map("".join)
_DIGESTS = some.from_regex(r"[0-9a-f]{12}", fullmatch=True)
_BASES = some.builds(
    Base, some.one_of(some.just(""), _DIGESTS), some.dictionaries(some.just("leave"), _DIGESTS)
)


@pytest.mark.parametrize("form", FORMS, ids=("po", "xliff"))
@settings(deadline=None)  # the first one imports the library
@given(
    source=_TEXTS.filter(bool),
    translation=_TEXTS,
    previous=_TEXTS,
    file=some.sampled_from(["site", "guides/add-user"]),
    base=some.none() | _BASES,
    marks=some.sampled_from([(False, False), (True, False), (True, True)]),
)
def test_any_text_comes_back_to_the_character(
    form: Form,
    source: str,
    translation: str,
    previous: str,
    file: str,
    base: Base | None,
    marks: tuple[bool, bool],
) -> None:
    unfinished, machine = marks if translation else (False, False)
    message = Message(
        Unit(file, "some.key"), source, translation, previous if translation else "",
        unfinished=unfinished, machine=machine, notes=("Step 1 of 2", "<label:x> → Speichern"),
        location="docs/en/site.yml:7", base=base,
    )  # fmt: skip
    write, read = form
    catalog = read(write(Catalog("de", (message,))), "file")
    assert catalog.language == "de"
    (back,) = catalog.messages
    assert replace(back, line=0) == message


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_the_same_catalog_gives_the_same_bytes(kind: Format) -> None:
    catalog = Catalog(
        "de", (Message(UNIT, "Click <label:save>.", "Klicken Sie auf <label:save>."),)
    )
    assert written(catalog, kind) == written(catalog, kind)


def test_xliff_protects_references_and_leaves_words_to_be_translated() -> None:
    source = "Click <label:save>: see <guide:add-user|the guide> of <term:role>, \\<label:no>."
    target = "Siehe <guide:add-user|die Anleitung>: <term:role|Rollen>, <label:save>."
    text = write_xliff(Catalog("de", (Message(UNIT, source, target),))).decode()
    elements = {
        1: '<x id="1" ctype="x-label" equiv-text="label:save"/>',
        2: '<g id="2" ctype="x-guide" equiv-text="guide:add-user">',
        3: '<g id="3" ctype="x-term" equiv-text="term:role"',
    }
    assert (
        f"<source>Click {elements[1]}: see {elements[2]}the guide</g> of {elements[3]}/>, "
        "\\&lt;label:no&gt;.</source>"
    ) in text
    assert f"Siehe {elements[2]}die Anleitung</g>: {elements[3]}>Rollen</g>, {elements[1]}." in text


def test_places_are_protected_in_the_furniture_of_the_site_alone() -> None:
    message = Message(UNIT, "As of {date}")
    assert "equiv-text" not in write_xliff(Catalog("de", (message,))).decode()
    message = replace(message, unit=Unit("site", "table.as-of"))
    assert 'equiv-text="{date}"' in write_xliff(Catalog("de", (message,))).decode()


def _xliff(unit: str, head: str = "", version: str = "1.2") -> bytes:
    namespace = f"urn:oasis:names:tc:xliff:document:{version}"
    return (
        f'{head}<xliff version="{version}" xmlns="{namespace}"><file original="x" '
        f'source-language="en" target-language="de" datatype="plaintext"><body>{unit}</body>'
        "</file></xliff>"
    ).encode()


def _from_tool(target: str, **attributes: str) -> Message:
    named = "".join(f' {name}="{value}"' for name, value in attributes.items())
    unit = (
        f'<trans-unit id="guides/add-user#add.follow" xml:space="preserve"{named}><source>Click '
        '<x id="1" equiv-text="label:save"/>.</source>'
        f"{target}</trans-unit>"
    )
    return read_xliff(_xliff(unit), "file").messages[0]


def test_a_tool_may_leave_of_an_element_nothing_but_its_id() -> None:
    assert _from_tool('<target>Auf <x id="1"/>.</target>').translation == "Auf <label:save>."


def test_marks_of_segments_and_comments_are_no_part_of_a_text() -> None:
    message = _from_tool(
        '<seg-source><mrk mid="0" mtype="seg">Click</mrk></seg-source>'
        '<target><mrk mid="0" mtype="seg">Auf <x id="1"/>.</mrk><!-- done --></target>'
    )
    assert message.translation == "Auf <label:save>."


def test_an_element_that_stands_for_nothing_stays_a_tag() -> None:
    assert '<x id="9">' in _from_tool('<target>Auf <x id="9"/>.</target>').translation


@pytest.mark.parametrize(
    ("target", "unfinished", "machine"),
    [
        ("<target>x</target>", False, False),
        ('<target state="translated">x</target>', False, False),
        ('<target state="needs-translation">x</target>', True, False),
        ('<target state="new">x</target>', True, False),
        ('<target state="new"/>', False, False),
        ('<target state="translated" state-qualifier="leveraged-mt">x</target>', False, True),
        ('<target state="needs-review-translation" state-qualifier="mt-suggestion">x</target>',
         True, True),
        ('<target state="final" state-qualifier="leveraged-mt">x</target>', False, False),
    ],
)  # fmt: skip
def test_the_state_says_what_is_finished_and_what_a_machine_made(
    target: str, unfinished: bool, machine: bool
) -> None:
    message = _from_tool(target)
    assert (message.unfinished, message.machine) == (unfinished, machine)


def test_an_approved_text_is_finished_and_a_persons() -> None:
    target = '<target state="needs-translation" state-qualifier="leveraged-mt">x</target>'
    message = _from_tool(target, approved="yes")
    assert not message.unfinished
    assert not message.machine


def test_po_that_a_tool_wrapped_and_commented_is_read_at_the_line_of_the_translation() -> None:
    catalog = read_po(
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\n"\n\n'
        b"# a person\n#. Step 1 of 2\n#, fuzzy, c-format\n"
        b'msgctxt ""\n"guides/add-user"\n"#add.follow"\nmsgid ""\n"Follow "\n"it."\n'
        b'msgstr ""\n"Folgen "\n"Sie."\n\n#~ msgid "old"\n#~ msgstr "alt"\n',
        "file",
    )
    assert catalog.messages == (
        Message(
            UNIT, "Follow it.", "Folgen Sie.", unfinished=True, notes=("Step 1 of 2",), line=13
        ),
    )


ENTITIES = (
    '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
UNIT_WITH_ENTITY = '<trans-unit id="a"><source>x</source><target>&{};</target></trans-unit>'.format

BAD: dict[str, tuple[bytes, int, str]] = {
    "entities": (_xliff(UNIT_WITH_ENTITY("i"), ENTITIES), 1, "a document type (DOCTYPE)"),
    "outside": (_xliff(UNIT_WITH_ENTITY("a"), OUTSIDE), 1, "a document type (DOCTYPE)"),
    "outside-utf-16": (
        _xliff(UNIT_WITH_ENTITY("a"), OUTSIDE).decode().encode("utf-16"), 1, "a document type"),
    "unknown-entity": (_xliff(UNIT_WITH_ENTITY("nbsp")), 1, "the XML is broken"),
    "xliff-2": (_xliff("", version="2.0"), 1, "this is XLIFF 2.0, and 1.2 is needed"),
    "html": (b"<html><body/></html>", 1, "this is XML, but html no xliff"),
    "cut": (_xliff("")[:-20], 1, "the XML is broken"),
    "no-file": (b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', 1,
                "no part of the name file"),
    "markdown": (b"# Title\n\nSome words.\n", 3, "this is no PO file"),
    "yaml": (b'title: "x"\n', 1, "this is no PO file"),
    "empty": (b"", 1, "this is no PO file: it has no header"),
    "no-header": (b'msgid "a"\nmsgstr "b"\n', 1, "this is no PO file: it has no header"),
    "open-quote": (b'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a\nmsgstr "b"\n', 4,
                   "this is no PO file"),
    "binary": (bytes(range(256)) * 4, 0, "this is no PO file"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_catalog_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    content, line, why = BAD[name]
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ProblemsFound) as caught:
        read_catalog(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (str(path), "KB951")
    assert problem.message.startswith(why) or why in problem.message
    if line:
        assert problem.line == line


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="KB951 it cannot be read"):
        read_catalog(tmp_path / "none.po")
    path = tmp_path / "large.po"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ProblemsFound, match="KB951 it is larger than 32 MB"):
        read_catalog(path)


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_a_character_that_no_file_carries_is_told_at_its_text(kind: Format) -> None:
    message = Message(UNIT, "Follow\x07 it.", location="docs/en/guides/a/add-user.yml:4")
    with pytest.raises(ProblemsFound) as caught:
        written(Catalog("de", (message,)), kind)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.code) == (
        "docs/en/guides/a/add-user.yml", 4, "KB956"
    )  # fmt: skip
    assert "U+0007" in problem.message
