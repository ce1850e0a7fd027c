"""A JSON Schema for each text file of a language, from which an editor helps whoever words it.

It shows the English text on hover, underlines a lost reference, refuses keys that nothing shows and
offers those that are missing. A text that a translation lacks is no error: English stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.expected_files import ExpectedFile, expected_files
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.written import references
from knowledge_base.translation.caution import Caution, caution_of
from knowledge_base.translation.hovers import Hovers, without_words
from knowledge_base.translation.reference_patterns import patterns

if TYPE_CHECKING:
    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.translation.standings import Review

Schema: TypeAlias = dict[str, object]
# Groups and texts by id, in the order in which a reader meets them; None is a text.
_Tree: TypeAlias = dict[str, "_Tree | None"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# English files that may have further keys, which make themselves known by being there.
_OPEN = ("site", "terms")
_ANYTHING: Schema = {"type": ["string", "object"], "minLength": 1}


def editor_schemas(
    center: HelpCenter, language: str, review: Review | None = None
) -> Iterator[tuple[str, Schema]]:
    """Yield the path of every text file of a language (``guides/…/add-user.yml``) and its schema.

    ``review`` says which texts are to be looked at; without one, nothing is said of that. Raises
    ``KeyError`` for an unknown language.
    """
    hovers = Hovers(center, language)

    def caution(name: str, key: str) -> Caution | None:
        return caution_of(review, language, name, key) if review else None

    source = center.sources.texts[SOURCE]
    english = {name: file.texts for name, file in shown_files(source)}
    english["asks"] = source.asks.texts
    for file in expected_files(center.sources, center.ruleset, language):
        if file.keys.required or file.keys.optional:
            made = _FileSchema(file, english.get(file.name, {}), hovers, caution, language)
            yield file.path, made.schema()


class _FileSchema:
    """Makes the schema of one file, from its keys down to each text."""

    def __init__(
        self,
        file: ExpectedFile,
        source: Mapping[str, SourceText],
        hovers: Hovers,
        caution: Callable[[str, str], Caution | None],
        language: str,
    ) -> None:
        self.file = file
        self.source = source
        self.hovers = hovers
        self.caution = caution
        self.translated = language != SOURCE
        self.open = not self.translated and file.name in _OPEN

    def schema(self) -> Schema:
        """Return the schema of the whole file."""
        tree: _Tree = {}
        known = {*self.file.keys.required, *self.file.keys.optional}
        for key in (*self.source, *self.file.keys.required, *self.file.keys.optional):
            if key in known:
                _plant(tree, key.split("."))
        return {"$schema": _DRAFT, "title": self.file.name, **self._group(tree, "")}

    def _group(self, tree: _Tree, prefix: str) -> Schema:
        properties: Schema = {}
        for name, inside in tree.items():
            key = f"{prefix}{name}"
            said: Schema = {"title": self.hovers.title(self.file.name, key)}
            if inside is None:
                properties[name] = said | self._text(key)
            else:
                hover = self.hovers.of_group(self.file.name, key)
                said |= {"markdownDescription": hover} if hover else {}
                properties[name] = said | self._group(inside, f"{key}.")
        group: Schema = {
            "type": "object",
            "additionalProperties": _ANYTHING if self.open else False,
            "properties": properties,
        }
        if not self.translated:
            group["required"] = self._required(tree, prefix)
        return group

    def _required(self, tree: _Tree, prefix: str) -> list[str]:
        needed = {
            key.removeprefix(prefix).partition(".")[0]
            for key in self.file.keys.required
            if key.startswith(prefix)
        }
        return [name for name in tree if name in needed]

    def _text(self, key: str) -> Schema:
        source = self.source.get(key)
        hover = self.hovers.of_text(self.file.name, key, source)
        text: Schema = {"type": "string", "minLength": 1}
        if caution := self.caution(self.file.name, key):
            text["deprecationMessage"] = caution.line  # an editor underlines the key with it
            hover = f"{caution.hover}\n\n{hover}"
        text |= {"markdownDescription": hover} if hover else {}
        text["defaultSnippets"] = [{"label": "text", "body": _to_fill_in(source)}]
        if source is not None and self.translated:
            text["description"] = source.text  # for editors that show no Markdown
            places = self.file.name == "site"
            text["allOf"] = [
                {"pattern": pattern, "patternErrorMessage": message}
                for pattern, message in patterns(source, places=places)
            ]
        return text


def _to_fill_in(source: SourceText | None) -> str:
    """Return an empty text to write in, with the references of the source and a stop after each."""
    written = references(source.written if source else ())
    found = dict.fromkeys(str(without_words(each)) for each in written)
    stops = "".join(f"{each}${n}" for n, each in enumerate(found, start=2))
    return f'"$1{stops}"'


def _plant(tree: _Tree, steps: list[str]) -> None:
    name, *rest = steps
    if not rest:
        tree.setdefault(name, None)
        return
    inside = tree.get(name)
    if inside is None:
        inside = tree[name] = {}
    _plant(inside, rest)
