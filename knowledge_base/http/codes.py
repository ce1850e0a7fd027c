"""Codes of the problems that only a request over HTTP can have.

Codes are stable: a code is never given another meaning. What is wrong with rules, facts or dates
has the same code as on the command line.

| code | what is wrong |
|---|---|
| KB801 | an address that does not exist |
| KB802 | a method that the address does not know |
| KB803 | an answer in a form that cannot be given |
| KB804 | a request that is too large |
| KB805 | a body in a form that is not read |
| KB806 | a key that is missing or unknown |
| KB807 | a request that takes too long |
| KB808 | more requests at once than are taken, or rules that cannot be read now |
| KB809 | a fault of the server |
| KB810 | a query that does not fit |
| KB811 | a list of keys that cannot be used |
"""

from __future__ import annotations

from rules_engine.codes import listed


def codes() -> dict[str, str]:
    """Return what each code means, in the order of the codes."""
    return listed(__doc__)
