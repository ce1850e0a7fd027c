"""Modules become one script that means the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_base.pages.scripts import joined

MODULES = {
    "a/main.js": 'import { one, two as zwei } from "./one.js";\n'
    'import {\n  Said,\n} from "../b/said.js";\n'
    "const own = 3;\nconsole.log(one(), zwei, own, new Said(own).text);\n",
    "a/one.js": 'import { own } from "../b/own.js";\n'
    "const secret = 1, other = own;\nexport const one = () => secret + other;\nconst two = 2;\n"
    "export { two };\n",
    "b/own.js": "export const own = 10;\n",
    "b/said.js": "// A comment.\nexport class Said {\n"
    "  constructor(text) {\n    this.text = text;\n  }\n}\n",
}


def run(script: str) -> str:
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, "--eval", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_modules_that_use_the_same_name_keep_out_of_each_others_way() -> None:
    script = joined("a/main.js", MODULES)
    assert run(script) == "11 2 3 3"
    assert "comment" not in script
    assert run(f"{script};console.log(typeof one, typeof own, typeof $1)").endswith(
        "undefined undefined undefined"
    )


def test_names_are_shortened_where_a_module_has_all_to_itself() -> None:
    assert "secret" not in joined("a/main.js", MODULES)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('import "./b.js";\n', "not understood"),
        ('import * as b from "./b.js";\n', "not understood"),
        ("export default 1;\n", "not understood"),
        ("const { a } = globalThis;\n", "not understood"),
        ('import { a } from "./c.js";\n', "no such file"),
        ('import { a } from "./b.js";\n', "exports no a"),
        ('import { b } from "./main.js";\n', "imports itself"),
    ],
)
def test_what_is_not_understood_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        joined("main.js", {"main.js": text, "b.js": "export const b = 1;\n"})
