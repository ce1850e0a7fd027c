"""Codes of the problems of translating.

Codes are stable: a code is never given another meaning.

| code | what is wrong |
|---|---|
| KB280 | edits of texts that are not recorded |
| KB281 | a state file that cannot be read |
| KB282 | a text that is accepted as it is without a reason |
| KB283 | a text that does not exist, or is not written in a language |
| KB284 | a level that fits the change of some languages only |
| KB285 | a text that is accepted though it is current |
| KB286 | no editor to edit a text with |
| KB950 | the library for exchanged files is not installed |
| KB951 | an exchanged file that cannot be read, or is neither PO nor XLIFF 1.2 |
| KB952 | an exchanged file of another language, or of the source |
| KB953 | a text of an exchanged file that the project has not, or that stands there twice |
| KB954 | a translation of an English text that has changed since |
| KB955 | a translation that was changed here since it was exported |
| KB956 | a character that no exchanged file can hold |
| KB957 | an exchanged file that cannot be written |
"""

from __future__ import annotations

from rules_engine.codes import listed


def codes() -> dict[str, str]:
    """Return what each code means, in the order of the codes."""
    return listed(__doc__)
