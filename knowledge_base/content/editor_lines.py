"""The lines on top of a text file that tell an editor where the schema of this very file stands."""

from __future__ import annotations

SCHEMA_FOLDER = ".schemas"


def schema_path(path: str) -> str:
    """Return where the schema of a text file stands; ``path`` is below ``docs``.

    >>> schema_path("de/labels.yml")
    '.schemas/de/labels.json'
    """
    return f"{SCHEMA_FOLDER}/{path.removesuffix('.yml')}.json"


def editor_lines(path: str) -> str:
    """Return the lines that stand right above the first text of a file; ``path`` is below ``docs``.

    The second line keeps an editor quiet where ``kb schema`` has not run yet, as in a fresh clone.

    >>> print(editor_lines("de/labels.yml"), end="")
    # yaml-language-server: $schema=../../.schemas/de/labels.json
    # yaml-language-server-disable unable to load schema
    """
    up = "../" * (path.count("/") + 1)
    return (
        f"# yaml-language-server: $schema={up}{schema_path(path)}\n"
        "# yaml-language-server-disable unable to load schema\n"
    )
