"""Codes of the problems found in rules, parameters, cases and facts.

Codes are stable: a code is never given another meaning.

| code | what is wrong |
|---|---|
| KB101 | a file or folder that cannot be read |
| KB102 | a file that is too large |
| KB103 | a file that is not UTF-8, or starts with a byte-order mark |
| KB104 | a key that stands twice |
| KB105 | an anchor |
| KB106 | an alias |
| KB107 | a tag |
| KB108 | a file that is nested too deeply |
| KB109 | a key that is not a text |
| KB110 | a second document in a file |
| KB111 | an empty file |
| KB112 | a file that is not YAML |
| KB113 | a control character |
| KB120 | a key that is not known there |
| KB121 | a key that is missing |
| KB122 | a value of a wrong kind or form |
| KB123 | a key that does not have the form of an id |
| KB301 | an input or a computed value that does not exist, or not yet |
| KB302 | a parameter, or a column or key of one, that does not exist |
| KB303 | an operator that does not exist |
| KB304 | an operator or a value that does not fit the type |
| KB305 | a literal that is not a value of its type |
| KB306 | a set of choices that does not exist |
| KB307 | a rule whose name is not that of its file, or that stands in two files |
| KB308 | an input named like a word of conditions |
| KB309 | an otherwise that is not the last row |
| KB310 | an expression or a value of an answer in a wrong form |
| KB311 | a condition in a wrong form |
| KB313 | an input that is only shown, but read |
| KB314 | requirements and rows in one rule, or neither |
| KB315 | an outcome or a reason that does not exist |
| KB316 | an input that is never read |
| KB320 | a table with a gap: no row matches some facts |
| KB321 | two rows of a unique table that match the same facts |
| KB322 | a row that is never reached |
| KB323 | a requirement that never fails |
| KB324 | a requirement that never holds |
| KB325 | constraints that forbid all facts |
| KB326 | a constraint that is never broken |
| KB327 | a reason that never applies |
| KB328 | an outcome that is never reached |
| KB329 | a choice that the constraints never allow |
| KB330 | a number that does not say what it may be |
| KB331 | an example that the rule decides otherwise |
| KB402 | a parameter in the file of another area |
| KB403 | periods that are unsorted, overlap, or end before they begin |
| KB404 | a time between two periods in which nothing holds |
| KB405 | a parameter whose review is overdue |
| KB406 | a case of a day on which a parameter has no value |
| KB501 | a fact for an input that the rule does not have |
| KB502 | a fact that does not fit its input |
| KB503 | facts or a request that are not the JSON needed |
| KB504 | a day on which a parameter of the rule has no value |
| KB505 | a rule that does not exist |
| KB506 | a date of the decision that is none |
| KB507 | facts that no row of the table matches |
| KB508 | a decision record that is none |
| KB509 | a rule whose numbers need more digits than SQL has |
| KB510 | a dialect of SQL that is not known |
| KB511 | a table whose name is none |
| KB601 | a rule that is not exported: exact decimals |
| KB602 | a rule that is not exported: whole numbers that are computed |
| KB603 | a rule that is not exported: months or days added where there are no dates |
| KB604 | a rule that is not exported: months or days without a small limit |
| KB605 | a rule that is not exported: lists compared or joined |
"""

from __future__ import annotations


def codes() -> dict[str, str]:
    """Return what each code means, in the order of the codes."""
    return listed(__doc__)


def listed(table: str | None) -> dict[str, str]:
    """Return what each code of a table means, as the text of a module such as this one has it.

    >>> listed("| KB101 | a file or folder that cannot be read |")
    {'KB101': 'a file or folder that cannot be read'}
    """
    rows = [line.split("|") for line in (table or "").splitlines() if line.startswith("| KB")]
    return {cells[1].strip(): cells[2].strip() for cells in rows}
