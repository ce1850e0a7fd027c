"""Where ``kb`` starts: a plain request for a record at once, all else by the command line."""

from __future__ import annotations

import sys

from knowledge_base.commands.at_once import record_at_once


def main() -> None:
    """Run ``kb``; see ``command_line.run`` for the exit codes."""
    code = record_at_once(sys.argv[1:])
    if code is not None:
        sys.exit(code)
    from knowledge_base.command_line import run  # click takes longer to load than a decision

    run()
