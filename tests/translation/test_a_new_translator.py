"""A new translator begins Dutch, by the commands that README and CONTRIBUTING name alone."""

from __future__ import annotations

import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.project_copy import copy_project, edit, kb

if TYPE_CHECKING:
    import subprocess

pytestmark = pytest.mark.xdist_group("new_translator")

_DUTCH = Path(__file__).with_name("dutch.yml")
_GUIDE = "docs/nl/guides/security/recovery-email.yml"
# An editor that writes Dutch over English, as far as its part of the words goes.
_EDITOR = f"""\
#!{sys.executable}
import pathlib, sys, yaml
part, path = sys.argv[1], pathlib.Path(sys.argv[-1])
text = path.read_text(encoding="utf-8")
for english, dutch in yaml.safe_load(open({str(_DUTCH)!r}, encoding="utf-8"))[part].items():
    text = text.replace(f'"{{english}}"', f'"{{dutch}}"')
path.write_text(text, encoding="utf-8")
"""


class _Words(HTMLParser):
    """Collects what a reader sees of a page, by its words alone."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += data.split()


class Translator:
    """Somebody with a checkout, an editor and the command line."""

    def __init__(self, root: Path, editor: Path) -> None:
        self.root = root
        self.editor = editor

    def kb(self, *words: str, part: str = "", typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command, with an editor that writes a part of the words."""
        editor = f"{self.editor} {part}"
        ended = kb(self.root, *words, stdin=typed, EDITOR=editor, COLUMNS="120")
        assert "Traceback" not in ended.stderr
        return ended

    def needed(self) -> str:
        """Return what status says of the guide and its rule."""
        return self.kb("translate", "status", "nl", "--guide", "recovery-email").stdout


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Translator:
    """A project with Dutch begun and one guide translated, with its rule."""
    folder = tmp_path_factory.mktemp("new_translator")
    editor = folder / "editor"
    editor.write_text(_EDITOR, encoding="utf-8")
    editor.chmod(0o755)
    translator = Translator(copy_project(folder / "project", ["recovery-email"]), editor)
    started = translator.kb("new", "language", "nl")
    assert "Next: kb translate edit nl GUIDE" in started.stdout
    for part in ("guide", "rule"):
        edited = translator.kb("translate", "edit", "nl", "recovery-email", part=part)
        assert edited.returncode == 0, edited.stdout + edited.stderr
        assert "Texts recorded in nl: 12" in edited.stdout
    return translator


@pytest.fixture
def translator(begun: Translator, tmp_path: Path) -> Translator:
    """The same in a copy to work on."""
    return Translator(shutil.copytree(begun.root, tmp_path / "project"), begun.editor)


def test_a_guide_and_its_rule_are_translated_file_by_file(begun: Translator) -> None:
    assert "Nothing needs a translator." in begun.needed()
    assert "docs/nl" not in begun.kb("fmt", "--check").stdout
    checked = begun.kb("check")
    assert checked.returncode == 0, checked.stderr
    assert not [line for line in checked.stderr.splitlines() if _GUIDE in line or "KB280" in line]


def test_the_guide_is_seen_on_its_page(begun: Translator, tmp_path: Path) -> None:
    built = begun.kb("build", "--out", str(tmp_path / "site"))
    assert built.returncode == 0, built.stdout + built.stderr
    page = (tmp_path / "site/nl/security/recovery-email/index.html").read_text(encoding="utf-8")
    words = _Words()
    words.feed(page)
    seen = " ".join(words.found)
    assert '<header class="kb-head" lang="nl">' in page  # what stands around it is English yet
    assert "Uw hersteladres instellen of wijzigen" in seen
    assert "Het is een ander adres dan dat waarmee u inlogt." in seen  # made from the rule
    assert "Klik in het vak Recovery e-mail op Edit" in seen.replace(" .", ".")


def test_a_term_in_another_word_is_found_and_mended_in_the_editor(translator: Translator) -> None:
    words = ("translate", "edit", "nl", "terms", "recovery-address")
    told = translator.kb(*words, part="terms")
    assert f"{_GUIDE}:3:8 KB245 'herstelmailadres' is missing" in told.stderr
    mended = translator.kb(*words, part="better-term")
    assert mended.returncode == 0
    assert "KB245" not in mended.stderr


def test_a_word_that_is_the_same_is_kept_when_the_translator_says_so(
    translator: Translator,
) -> None:
    words = ("translate", "edit", "nl", "terms", "manager.term")
    translator.kb(*words, part="terms")
    assert not (translator.root / "docs/nl/terms.yml").exists()
    translator.kb(*words, part="terms", typed="y\n")
    written = (translator.root / "docs/nl/terms.yml").read_text(encoding="utf-8")
    assert written.endswith('manager:\n  term: "Infomaniak Manager"\n')


def test_the_guide_goes_to_a_translation_tool_and_comes_back(translator: Translator) -> None:
    file = translator.root / "nl.po"
    export = ("translate", "export", "nl", "--guide", "recovery-email", "--out", str(file))
    assert "24 texts, 0 missing, 0 to look at again" in translator.kb(*export).stdout
    edit(file, 'msgstr "Vul het nieuwe', 'msgstr "Voer het nieuwe')
    imported = translator.kb("translate", "import", "nl", str(file))
    assert imported.stdout.startswith("nl: 1 texts written")
    guide = (translator.root / _GUIDE).read_text(encoding="utf-8")
    assert '  enter: "Voer het nieuwe hersteladres in."\n' in guide
    edit(file, 'msgstr "Klik op <label:save>."', 'msgstr "Klik op Opslaan."')
    refused = translator.kb("translate", "import", "nl", str(file))
    assert refused.returncode == 2
    assert "KB203 guides/recovery-email#change.save: the text lost <label:save>" in refused.stderr


def test_what_changes_in_english_is_shown_and_accepted_with_a_reason(
    translator: Translator,
) -> None:
    edit(
        translator.root / "docs/en/guides/security/recovery-email.yml",
        "Enter the new recovery address.",
        "Type the new recovery address.",
    )
    assert "medium   guides/recovery-email#change.enter" in translator.needed()
    shown = translator.kb("translate", "show", "nl", "recovery-email").stdout
    assert "[-Enter-]{+Type+} the new recovery address." in shown
    accept = ("translate", "accept", "nl", "recovery-email")
    assert "KB282" in translator.kb(*accept).stderr
    accepted = translator.kb(*accept, "--reason", "Dutch says both alike")
    assert accepted.stdout == "guides/recovery-email#change.enter: accepted in nl\n"
    assert "Nothing needs a translator." in translator.needed()
