"""The MkDocs plugin: adds a page for each guide, section and home in every language.

No page touches the disk as Markdown. mkdocs-static-i18n builds the languages one after another
within one call of MkDocs; the help center is read once for all of them.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from knowledge_base.clock import today
from knowledge_base.content.center import HelpCenter
from knowledge_base.loading import load_help_center
from knowledge_base.pages.desk import write_desk
from knowledge_base.pages.feedback import (
    check_address,
    feedback_variables,
    write_feedback,
)
from knowledge_base.pages.furniture import Furniture
from knowledge_base.pages.hints import write_hints
from knowledge_base.pages.lean_markup import lean
from knowledge_base.pages.machines.listings import Listings
from knowledge_base.pages.machines.pictures import open_graph_locale, share_picture
from knowledge_base.pages.permanent import write_permanent
from knowledge_base.pages.policy import POLICY, write_policy
from knowledge_base.pages.rule_scripts import write_rules
from knowledge_base.pages.search_index import write_search
from knowledge_base.pages.shared_frames import share_frames
from knowledge_base.pages.sources import navigation, page_sources
from knowledge_base.pages.stylesheet import StyleSheet, joined_sheet
from knowledge_base.pages.translations import write_translations
from knowledge_base.translation.pseudo import with_pseudo_language
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger(__name__)

_LANGUAGE = re.compile(r'<html lang="[^"]*"')

# The theme's scripts: the pages have their own, a tenth of their size.
_UNUSED = "assets/javascripts/"


class KnowledgeBaseConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """``as_of`` is the day whose values the pages show, as ``2026-01-31``; today when not given.

    ``live`` says that pages are shown by a server which adds its own script to each: pages then do
    not carry the policy that would refuse it. ``feedback`` is the path on the site's own host that
    takes the opinions of readers, ``/v1/feedback`` of ``kb api``; without one nobody is asked.
    ``pseudo`` adds the pseudo-language; ``building`` names it to mkdocs-static-i18n as well.
    """

    as_of = config_options.Optional(config_options.Type(str))
    live = config_options.Type(bool, default=False)
    feedback = config_options.Optional(config_options.Type(str))
    pseudo = config_options.Type(bool, default=False)


class KnowledgeBasePlugin(BasePlugin[KnowledgeBaseConfig]):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """Feeds MkDocs with pages made from guides, texts and rules."""

    def __init__(self) -> None:
        self._center: HelpCenter | None = None
        self._sources: dict[str, str] = {}
        self._sheet = StyleSheet("", "")

    @property
    def center(self) -> HelpCenter:
        """The help center of this build."""
        if self._center is None:
            raise PluginError("the help center is read when MkDocs has its configuration")
        return self._center

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Know whether MkDocs adds a script of its own to every page."""
        del dirty
        if command == "serve":
            self.config.live = True

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates the policy of the pages."""
        del config, files
        return self._with_policy(env)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the help center, once for all languages; say every problem before giving up."""
        if not _i18n(config).building:
            _check_feedback(self.config.feedback)
            self._center = self._read(config)
            self._sources = page_sources(self._center)
            self._sheet = joined_sheet(
                Path(config.docs_dir), [str(each) for each in config.extra_css]
            )
            _agree(config, self._center)
        config.extra_css = [self._sheet.path]
        return config

    def _read(self, config: MkDocsConfig) -> HelpCenter:
        day = date.fromisoformat(self.config.as_of) if self.config.as_of else today()
        try:
            center = load_help_center(Path(config.config_file_path).parent, day)
        except ProblemsFound as found:
            errors = [each for each in found.problems if each.severity == "error"]
            for problem in errors:  # what only `kb check` warns of would hide them
                log.error(problem.in_one_line())
            raise PluginError(
                f"{len(errors)} error(s) in rules, guides or texts: nothing was built"
            ) from None
        for problem in center.warnings:  # `kb check` judges texts; --strict judges the site
            log.info(problem.in_one_line())
        return with_pseudo_language(center) if self.config.pseudo else center

    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add all pages in all languages: the language switcher needs to know the others too."""
        for source in self._sources:
            # A file that MkDocs calls "generated" breaks mkdocs-static-i18n; one that does not
            # exist is never opened, since on_page_read_source answers for it.
            files.append(File(source, config.docs_dir, config.site_dir, config.use_directory_urls))
        for file in list(files):  # mkdocs-static-i18n looks at excluded ones, texts and all
            if file.inclusion == InclusionLevel.EXCLUDED or file.src_uri.startswith(_UNUSED):
                files.remove(file)
        language = _i18n(config).current_language
        config.nav = navigation(self.center, language)
        return files

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """Answer with the Markdown of a page of ours."""
        del config  # MkDocs passes it by name
        return self._sources.get(page.file.src_uri)

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Date a guide by its review, and give a page without a translation its English address."""
        del files
        language, furniture = page.file.src_uri.partition("/")[0], self._furniture(config)
        if guide := page.meta.get("guide"):
            page.update_date = self.center.page(guide, language).reviewed.isoformat()
        if (written_in := furniture.written_in(page)) != language:
            page.canonical_url = furniture.absolute(page, written_in)
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates what stands around a page."""
        del nav
        around = self._furniture(config).around(page)
        written_in = around["written_in"]
        picture = share_picture(Path(config.docs_dir), written_in)
        shared = {
            "picture": (config.site_url or "/") + picture,
            "locale": open_graph_locale(self.center.wording(written_in).formats.locale),
        }
        asked = feedback_variables(around["guide"], self.config.feedback)
        return cast("TemplateContext", {**context, **around, **shared, **asked})

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Take out what readers on a slow line download for nothing, or more than once."""
        del config
        language = page.file.src_uri.partition("/")[0]
        around = self.center.furniture_language(language)
        return share_frames(lean(_in_language(output, language, around)))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the page for unknown addresses all languages: it is the same file for everybody."""
        del template_name
        languages = self._furniture(config).all_languages()
        return cast("TemplateContext", {**context, "languages": languages})

    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what stands beside the pages, after the last language."""
        i18n = _i18n(config)
        if not i18n.building:
            write_rules(Path(config.site_dir), self.center)
            write_desk(Path(config.site_dir), self.center, config.site_url or "/")
            theme = self._with_policy(config.theme.get_env())
            write_permanent(Path(config.site_dir), self.center, config.site_url or "/", theme)
            if self.config.feedback is not None:
                write_feedback(Path(config.site_dir), self.center, theme)
            write_hints(Path(config.site_dir), self.center)
            write_translations(Path(config.site_dir), self.center, theme)
            self._sheet.write(Path(config.site_dir))
            write_policy(Path(config.site_dir))
            Listings(self.center, config.site_url or "/").write(Path(config.site_dir))
            write_search(Path(config.site_dir), self.center)

    def _with_policy(self, env: Environment) -> Environment:
        env.globals["policy"] = "" if self.config.live else POLICY
        return env

    def _furniture(self, config: MkDocsConfig) -> Furniture:
        return Furniture(self.center, config.site_url or "/")


def _in_language(page: str, language: str, around: str) -> str:
    """Return a page that says in which language it is, and which one its scripts are to know."""
    known = f' data-language="{language}"' if language != around else ""
    return _LANGUAGE.sub(f'<html lang="{around}"{known}', page, count=1)


def _i18n(config: MkDocsConfig) -> Any:
    """Return the plugin that builds the languages; it has no types."""
    return config.plugins["i18n"]


def _check_feedback(address: str | None) -> None:
    """Refuse an address that the policy of the pages would not let them send to."""
    try:
        if address is not None:
            check_address(address)
    except ProblemsFound as found:
        raise PluginError(found.problems[0].in_one_line()) from None


def _agree(config: MkDocsConfig, center: HelpCenter) -> None:
    """Refuse a list of languages in mkdocs.yml that is not that of the texts."""
    configured = set(_i18n(config).build_languages)
    if configured != set(center.languages):
        raise PluginError(
            f"mkdocs.yml builds {', '.join(sorted(configured))}, the folders below docs/ hold "
            f"{', '.join(sorted(center.languages))}: make the two agree"
        )
