"""Codes of the problems found when a table is decided.

Codes are stable: a code is never given another meaning.

| code | what is wrong |
|---|---|
| KB701 | a table that is missing or cannot be read |
| KB702 | a table of another format than Parquet or CSV |
| KB703 | a CSV file without a header that can be used |
| KB704 | a column or an input that a mapping names, and that does not exist or is taken |
| KB705 | a column whose type no value of its input has |
| KB706 | a table without a column for any input |
| KB707 | a column to keep, or a result, that does not exist or is named like another |
| KB708 | a file that cannot be written |
| KB709 | a line of a CSV file that has too many or too few values, or cannot be read |
| KB710 | a fact that only a single decision can take |
| KB711 | a value beside a column that says that there is none |
| KB712 | a run that ran out of memory |
"""

from __future__ import annotations

from rules_engine.codes import listed


def codes() -> dict[str, str]:
    """Return what each code means, in the order of the codes."""
    return listed(__doc__)
