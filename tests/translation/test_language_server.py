"""The schemas in the hands of the real yaml-language-server, asked as an editor asks it."""

from __future__ import annotations

import collections
import queue
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from knowledge_base.content.editor_lines import editor_lines, schema_path
from knowledge_base.translation.schema_folder import keep_schemas
from tests.content.project import TODAY, Project, copy_of_good
from tests.node_engines import install_node_engines
from tests.project_copy import kb, kb_command, kb_environment
from tests.translation.language_server import Finding, LanguageServer

pytestmark = pytest.mark.xdist_group("node")

GUIDE = "de/guides/travel/take-the-train.yml"
FILE = f"docs/{GUIDE}"
LOST = (
    "The text lost <label:buy>, which the English text has. "
    "Put it where it belongs in the sentence."
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The good project, its text files with the lines that lead an editor to the schemas."""
    project = copy_of_good(tmp_path_factory.mktemp("editor"))
    docs = project.root / "docs"
    for path in [*docs.glob("en/**/*.yml"), *docs.glob("de/**/*.yml")]:
        lines = editor_lines(path.relative_to(docs).as_posix())
        path.write_text(lines + path.read_text(encoding="utf-8"), encoding="utf-8")
    keep_schemas(project.root, TODAY)
    return project


@pytest.fixture(scope="module")
def server(project: Project) -> Iterator[LanguageServer]:
    install_node_engines()
    server = LanguageServer(project.root)
    yield server
    server.close()


@contextmanager
def watching(
    root: Path, language: str, end: signal.Signals = signal.SIGTERM
) -> Iterator[queue.Queue[str]]:
    """Run ``kb schema --watch`` and give its lines as they come; it must end well when asked to."""
    lines: queue.Queue[str] = queue.Queue()
    with subprocess.Popen(
        kb_command("schema", language, "--watch"),
        cwd=root,
        env=kb_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as watcher:
        output = watcher.stdout
        assert output is not None
        reader = threading.Thread(target=lambda: collections.deque(map(lines.put, output)))
        reader.start()
        try:
            yield lines
        finally:
            watcher.send_signal(end)
            reader.join(timeout=60)
    assert watcher.returncode == 0


def place(content: str, words: str) -> tuple[int, int]:
    """Return line and column, from 1, where the words start."""
    before = content[: content.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def written(project: Project) -> str:
    return (project.root / FILE).read_text(encoding="utf-8")


def test_files_that_are_right_have_nothing_underlined(
    project: Project, server: LanguageServer
) -> None:
    docs = project.root / "docs"
    files = [*docs.glob("en/**/*.yml"), *docs.glob("de/**/*.yml")]
    assert len(files) > 12
    for path in files:
        assert server.open(path.relative_to(project.root).as_posix()) == []


@pytest.mark.parametrize("at", ["buy:", "Geben Sie"])
def test_a_key_and_its_text_show_the_source_and_the_values_of_today(
    project: Project, server: LanguageServer, at: str
) -> None:
    content = written(project)
    server.open(FILE, content)
    shown = server.hover(FILE, *place(content, at))
    assert shown.startswith("#### Step 2 of 2")
    assert "> Return your `<term:ticket|tickets>` within `<value:travel.refund_days>`" in shown
    assert "- `<value:travel.price.CHF>` → CHF\u00a0347.20" in shown
    assert "- `ticket`: **Fahrkarte**, also Fahrkarten; never Billett" in shown
    assert "Source:" not in shown


def test_a_lost_reference_is_underlined_where_the_text_starts(
    project: Project, server: LanguageServer
) -> None:
    broken = written(project).replace("auf <label:buy>", "auf Kaufen")
    line, column = place(broken, '"Öffnen Sie das')
    assert server.open(FILE, broken) == [Finding(line, column, LOST)]


def test_a_reference_that_english_has_not_is_underlined(
    project: Project, server: LanguageServer
) -> None:
    broken = written(project).replace("Nur hin.", "Nur hin: <guide:lose-a-ticket>.")
    line, column = place(broken, '"Nur hin')
    message = "The text has a reference that the English text has not. It has none."
    assert server.open(FILE, broken) == [Finding(line, column, message)]


def test_an_unknown_key_is_refused_at_the_key(project: Project, server: LanguageServer) -> None:
    broken = written(project).replace("  open:", "  opne:")
    line, column = place(broken, "opne")
    assert server.open(FILE, broken) == [Finding(line, column, "Property opne is not allowed.")]


def test_a_text_that_is_missing_is_no_error_and_is_offered_with_its_references(
    project: Project, server: LanguageServer
) -> None:
    content = written(project)
    text = 'open: "Öffnen Sie das **Büro** und klicken Sie auf <label:buy>."'
    without = content.replace(text, "")
    line, column = place(content, text)
    assert server.open(FILE, without) == []
    offered = server.completions(FILE, line, column)
    assert list(offered) == ["open"]
    assert offered["open"]["insertText"] == 'open: "$1<label:buy>$2"'
    documentation = offered["open"]["documentation"]["value"]
    assert "> Open the **office** and click `<label:buy>`." in documentation


def test_a_text_that_english_lacks_is_missed(project: Project, server: LanguageServer) -> None:
    file = FILE.replace("docs/de", "docs/en")
    content = (project.root / file).read_text(encoding="utf-8")
    broken = content.replace('summary: "You can travel to <value:travel.countries>."\n', "")
    assert server.open(file, broken) == [Finding(3, 1, 'Missing property "summary".')]


def test_a_text_whose_english_changed_is_underlined_and_shows_what_it_was_made_from(
    project: Project, server: LanguageServer
) -> None:
    english = FILE.replace("docs/de", "docs/en")
    assert kb(project.root, "translate", "record").returncode == 0
    project.edit(english, '"Single"', '"Never single"')
    keep_schemas(project.root, TODAY)
    server.tell_of_schema(schema_path(GUIDE))
    line, column = place(written(project), "name:")
    message = "The English text changed since this was translated (major)."
    assert server.open(FILE) == [Finding(line, column, message)]
    shown = server.hover(FILE, line, column)
    assert f"**{message}** It was:\n\n> Single\n\n" in shown
    assert "**English**\n\n> Never single" in shown
    project.edit(FILE, '"Einfach"', '"Nie einfach"')
    keep_schemas(project.root, TODAY)
    server.tell_of_schema(schema_path(GUIDE))
    assert server.open(FILE) == []


def test_nothing_is_underlined_where_no_schemas_are_made_yet(
    project: Project, server: LanguageServer
) -> None:
    path = "de/guides/travel/to-come.yml"
    assert server.open(f"docs/{path}", f'{editor_lines(path)}title: "Später"\n') == []


def test_a_save_of_english_reaches_the_editor_of_a_translation(
    project: Project, server: LanguageServer
) -> None:
    english = FILE.replace("docs/de", "docs/en")
    assert server.open(FILE, written(project)) == []
    with watching(project.root, "de") as said:
        assert said.get(timeout=60).startswith(".schemas: ")
        project.edit(english, '"One way."', '"One way: <label:buy>."')
        assert said.get(timeout=60) == ".schemas: 1 written, 0 removed, 9 already there\n"
        server.tell_of_schema(schema_path(GUIDE))
        line, column = place(written(project), '"Nur hin')
        assert Finding(line, column, LOST) in server.findings(FILE)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_broken_save_is_said_and_watching_goes_on_until_it_is_ended(
    tmp_path: Path, end: signal.Signals
) -> None:
    project = copy_of_good(tmp_path)
    file = "docs/en/labels.yml"
    with watching(project.root, "de", end) as said:
        first = said.get(timeout=60)
        project.edit(file, '"Buy"', '"Buy')
        broken = said.get(timeout=60)
        project.edit(file, '"Buy', '"Purchase"')
        mended = said.get(timeout=60)
    assert first == ".schemas: 10 written, 0 removed, 0 already there\n"
    assert broken.startswith(f"kb: {file}:1:")
    assert broken.endswith("The schemas stay as they are.\n")
    assert mended == ".schemas: 1 written, 0 removed, 9 already there\n"
    assert said.get(timeout=60) == "Stopped.\n"
