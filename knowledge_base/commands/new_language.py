"""``kb new language``: a further language, and how it is taken away again.

A language is a folder with its furniture and a line in ``mkdocs.yml``; everything else finds it on
disk. Both are put in place whole, or neither.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from knowledge_base.commands.project import project_root, unwind_when_terminated
from knowledge_base.content.begun_furniture import begun_furniture, begun_texts
from knowledge_base.content.languages import SOURCE, language_name
from knowledge_base.content.published import read_published
from knowledge_base.content.sources import Sources, read_sources
from knowledge_base.translation.state import STATE_FILE
from rules_engine.problems import near, refused

_CODE = re.compile("[a-z]{2}")  # what mkdocs-static-i18n takes
_LISTED = re.compile(r"^ *- \{locale: ([a-z]{2}), .*\}\n", re.MULTILINE)
_PLAIN = re.compile(r"[^\W\d_][\w ’-]*")


@click.command()
@click.argument("code")
@click.option("--remove", is_flag=True, help="Take away a language in which nothing was written.")
@click.pass_context
def command(ctx: click.Context, code: str, remove: bool) -> None:
    """Start a language: the words of the site, and its place in mkdocs.yml.

    CODE is that of ISO 639-1, such as pt. English stands in for whatever is not translated.
    """
    root = project_root(ctx)
    unwind_when_terminated()
    sources, _ = read_sources(root)
    if SOURCE not in sources.texts:
        raise refused("KB260", "the source language has no furniture", "Write it first.", SOURCE)
    if remove:
        _remove(root, code, sources)
        click.echo(f"Removed docs/{code}, changed mkdocs.yml: nothing of {code} is left.")
        return
    _start(root, code, sources)
    site = sources.texts[SOURCE].site
    written = f"{len(begun_texts(code, site))} of {len(site.texts)} texts"
    click.echo(
        f"Wrote docs/{code}/site.yml: {written} are in {language_name(code)}\n"
        "Changed mkdocs.yml\n"
        f"Next: kb translate edit {code} GUIDE opens a guide to be translated. The site builds at "
        "once, English standing in.\n"
        "Before it is published: kb addresses --write. Not wanted after all: "
        f"kb new language {code} --remove"
    )


def _start(root: Path, code: str, sources: Sources) -> None:
    _check_code(code)
    if (root / "docs" / code).exists():
        raise refused("KB004", f"there is docs/{code} already", "Go on in it, or remove it.", code)
    if code in sources.structure.sections:
        raise refused("KB004", f"/{code}/ is the page of a section", "Rename the section.", code)
    source = sources.texts[SOURCE].site
    config = _listed(_read_config(root), code, begun_texts(code, source).get("home.title"))
    with tempfile.TemporaryDirectory(dir=root, prefix=".new-") as beside:
        folder = Path(beside) / code
        folder.mkdir()
        (folder / "site.yml").write_text(begun_furniture(code, source), "utf-8")
        _move(folder, root / "docs" / code, lambda: _write_config(root, config))


def _remove(root: Path, code: str, sources: Sources) -> None:
    config = _read_config(root)
    listed = code in _LISTED.findall(config)
    folder = root / "docs" / code
    if not listed and code not in sources.languages:
        raise refused(
            "KB002",
            f"there is no language {code!r}.{near(code, sources.languages)}",
            f"Languages: {', '.join(sources.languages)}.",
            code,
        )
    published = next((e for e in read_published(sources.docs)[0].languages if e.id == code), None)
    if published is not None or code == SOURCE:
        message = f"every address below /{code}/ would die: it was published"
        remedy = "A published language stays; texts it lacks are shown in English."
        raise refused("KB270", message, remedy, code)
    if work := _work_in(folder, code, sources):
        more = f" and {len(work) - 3} more" if len(work) > 3 else ""
        message = f"somebody wrote in {', '.join(work[:3])}{more}"
        remedy = "Nothing was removed. Delete that first if it is not wanted any more."
        raise refused("KB014", message, remedy, code)
    config = "".join(
        line for line in config.splitlines(keepends=True) if _LISTED.findall(line) != [code]
    )
    with tempfile.TemporaryDirectory(dir=root, prefix=".gone-") as beside:
        _move(folder, Path(beside) / code, lambda: _write_config(root, config))


def _work_in(folder: Path, code: str, sources: Sources) -> list[str]:
    """Return what is in a folder beside what this command wrote."""
    furniture = folder / "site.yml"
    # The state says what the texts were made from: nothing without them.
    own = {furniture, folder / STATE_FILE}
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and path not in own]
    work = [path.relative_to(folder.parents[1]).as_posix() for path in found]
    if code in sources.texts:
        begun = begun_texts(code, sources.texts[SOURCE].site)
        texts = sources.texts[code].site.texts
        shown = furniture.relative_to(folder.parents[1]).as_posix()
        work += [f"{shown} ({k})" for k, text in texts.items() if text.text != begun.get(k)]
    return work


def _move(folder: Path, target: Path, then: Callable[[], None]) -> None:
    """Rename a folder where there is one, do what belongs to it, or leave everything as it was."""
    moved = folder.exists()
    if moved:
        folder.rename(target)
    try:
        then()
    except BaseException:
        if moved:
            target.rename(folder)
        raise


def _check_code(code: str) -> None:
    from babel import Locale, UnknownLocaleError

    if _CODE.fullmatch(code):
        try:
            Locale.parse(code)
        except UnknownLocaleError:
            pass
        else:
            return
    raise refused(
        "KB002",
        f"{code!r} is not the code of a language",
        "Give the two letters of ISO 639-1, such as pt.",
        code,
    )


def _read_config(root: Path) -> str:
    path = root / "mkdocs.yml"
    config = path.read_bytes().decode("utf-8") if path.is_file() else ""
    if not _LISTED.search(config):
        raise refused(
            "KB009",
            "mkdocs.yml does not list languages as - {locale: en, name: English, …}",
            "List each on a line of its own, as above.",
            "mkdocs.yml",
        )
    return config


def _listed(config: str, code: str, site_name: str | None) -> str:
    """Return the configuration with a language after the last one."""
    if code in _LISTED.findall(config):
        raise refused(
            "KB004",
            f"mkdocs.yml lists {code} already",
            f"Take the line out: kb new language {code} --remove",
            code,
        )
    *_, last = _LISTED.finditer(config)
    named = {"locale": code, "name": language_name(code)}
    named |= {"site_name": site_name} if site_name else {}
    fields = ", ".join(f"{key}: {_scalar(value)}" for key, value in named.items())
    line = f"{last[0].partition('-')[0]}- {{{fields}}}\n"
    return config[: last.end()] + line + config[last.end() :]


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _write_config(root: Path, config: str) -> None:
    """Replace ``mkdocs.yml`` whole, with the rights that it had."""
    path, beside = root / "mkdocs.yml", root / f".mkdocs-{os.getpid()}.yml"
    try:
        shutil.copy(path, beside)
        beside.write_bytes(config.encode("utf-8"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
