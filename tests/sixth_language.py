"""A copy of this project in two more languages: Portuguese furniture, and nothing in Dutch.

In Portuguese one guide is written whole (each text is the English one with a mark in front) and one
half; all others are English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from tests.project_copy import copy_project, kb

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "security/enable-two-factor"
HALF = "organization/switch-or-leave-organization"
NEITHER = "billing/billing-frequency"
MARK = "Em português:"

_HALF = """\
title: "Mudar de Organização ou sair dela"
summary: "Se pertence a várias Organizações, pode mudar rapidamente de uma para outra."
switch:
  title: "Mudar de Organização"
  open-products: "No Manager, abra a gestão dos seus produtos. <term:manager>"
  open-list: "Clique na seta, em cima, à esquerda."
  choose: "Clique na Organização que quer ver."
  done: "O Manager muda de imediato."
leave:
  title: "Sair de uma Organização"
  open-account: "Clique em <label:manage-my-account>."
"""


def copy_in_six_languages(to: Path) -> Path:
    """Copy five guides, and begin two languages by the command."""
    root = copy_project(to)
    for language in ("pt", "nl"):
        done = kb(root, "new", "language", language)
        assert done.returncode == 0, done.stderr
    _write(root / f"docs/pt/guides/{HALF}.yml", _HALF)
    structure = yaml.safe_load((root / f"docs/guides/{WHOLE}.yml").read_text("utf-8"))
    rules = {block["rule"] for block in structure["blocks"].values() if "rule" in block}
    for rule in rules:
        (path,) = (root / "docs/en/rules").glob(f"*/{rule}.yml")
        _translate(root, path)
    _translate(root, root / f"docs/en/guides/{WHOLE}.yml")
    _translate(root, root / "docs/en/passages.yml")
    # the words of terms stay English: what is tested is the sentence around them
    terms = root / "docs/en/terms.yml"
    _write(root / "docs/pt/terms.yml", terms.read_text("utf-8"))
    return root


def _translate(root: Path, path: Path) -> None:
    if path.exists():
        texts = _marked(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506  # texts alone
        dumped = yaml.safe_dump(texts, allow_unicode=True, default_style='"', sort_keys=False)
        _write(root / "docs/pt" / path.relative_to(root / "docs/en"), dumped)


def _marked(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _marked(value) for key, value in node.items()}
    return f"{MARK} {node}"


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
