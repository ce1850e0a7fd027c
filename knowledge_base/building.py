"""Building the site: beside the old one, which is replaced only when all of the new is there."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_base.content.languages import PSEUDO
from rules_engine.problems import refused

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# Material prints a notice about the next MkDocs into every build; it says nothing about this site.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

# Every site has this file: a folder without it is not one that a build may replace.
_SIGN_OF_A_SITE = "sitemap.xml"


def site_config(
    root: Path, *, as_of: date | None = None, strict: bool = False, pseudo: bool = False
) -> MkDocsConfig:
    """Return the configuration of the site, for the values of a day (today when None).

    ``pseudo`` adds the pseudo-language to those of the project.
    """
    from mkdocs.config import load_config

    config = load_config(str(root / "mkdocs.yml"), strict=strict)
    if as_of is not None:
        config.plugins["knowledge-base"].config["as_of"] = as_of.isoformat()
    if pseudo:
        config.plugins["knowledge-base"].config["pseudo"] = True
        _add_pseudo_language(config)
    return config


def _add_pseudo_language(config: MkDocsConfig) -> None:
    """Have the pseudo-language built; its code is longer than mkdocs.yml may name one."""
    from mkdocs_static_i18n.config import I18nPluginLanguage

    language = I18nPluginLanguage()
    language.load_dict({"locale": PSEUDO, "name": PSEUDO, "link": f"/{PSEUDO}/"})
    config.plugins["i18n"].config.languages.append(language)


def check_target(out: Path) -> None:
    """Raise ``ProblemsFound`` where ``out`` holds something that is not an earlier site."""
    if out.is_dir():
        free = (out / _SIGN_OF_A_SITE).is_file() or not any(out.iterdir())
    else:
        free = not out.exists()
    if not free:
        message = f"{out} holds other things than an earlier site"
        raise refused("KB005", message, "Name a new folder, or empty this one.")


def build_site(config: MkDocsConfig, out: Path) -> None:
    """Build into a folder beside ``out`` and put it in its place.

    Whatever is raised on the way leaves ``out`` as it was, and nothing beside it.
    """
    from mkdocs.commands.build import build

    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        config.site_dir = str(beside)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        beside.chmod(0o755)  # a temporary folder is closed to the web server's user
        _replace(out, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _replace(out: Path, beside: Path) -> None:
    old = beside.with_name(f"{beside.name}-old")
    if out.exists():
        out.rename(old)
    try:
        beside.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
