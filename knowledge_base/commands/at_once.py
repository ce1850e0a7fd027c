"""``kb decide RULE --facts JSON --json [--as-of DATE]`` without the command line's own start-up.

Scripts call it so, once for each decision. Whatever is not just that, or goes wrong, is left to the
command line, which says what is wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from knowledge_base.commands.project import as_of_date, find_root
from rules_engine.json_facts import read_facts
from rules_engine.problems import ProblemsFound
from rules_engine.program_cache import open_programs

EXIT_CODES = {"decided": 0, "needs-info": 3, "invalid": 4}


def record_at_once(words: Sequence[str]) -> int | None:
    """Print the record of a plain request and return the exit code; None for anything else."""
    given = _plain_request(words)
    if given is None:
        return None
    try:
        folder = f"{find_root(given.get('--root'))}/rules"
        program = open_programs(folder).program(given["rule"])
        decision = program.decide(read_facts(given["--facts"]), as_of_date(given.get("--as-of")))
    except ProblemsFound:
        return None
    try:
        sys.stdout.write(json.dumps(decision.to_json(), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe went away: nothing is left to say
        sys.stderr.close()
        return 0
    return EXIT_CODES[decision.status]


def _plain_request(words: Sequence[str]) -> dict[str, str] | None:
    given: dict[str, str] = {}
    rest = list(words)
    if rest[:1] == ["--root"]:
        given["--root"], rest = "".join(rest[1:2]), rest[2:]
    if len(rest) < 2 or rest[0] != "decide" or rest[1].startswith("-"):
        return None
    given["rule"], rest = rest[1], rest[2:]
    as_json = False
    while rest:
        word = rest.pop(0)
        if word == "--json":
            as_json = True
        elif word in {"--facts", "--as-of"} and rest and word not in given:
            given[word] = rest.pop(0)
        else:
            return None
    return given if as_json and "--facts" in given else None
