"""Codes of the problems of readers' opinions.

Codes are stable: a code is never given another meaning.

| code | what is wrong |
|---|---|
| KB901 | a store of opinions that cannot be opened or read |
| KB902 | an opinion that does not fit |
| KB903 | more opinions than are taken in a minute |
| KB904 | an opinion that cannot be kept now |
| KB905 | an address for opinions that the pages may not ask |
"""

from __future__ import annotations

from rules_engine.codes import listed


def codes() -> dict[str, str]:
    """Return what each code means, in the order of the codes."""
    return listed(__doc__)
