"""Codes of the problems found in guides, texts and references.

Codes are stable: a code is never given another meaning.

| code | what is wrong |
|---|---|
| KB201 | a text is missing in a language |
| KB202 | a text that nothing shows |
| KB203 | a translation lost a reference that its source has |
| KB204 | a translation has a reference that its source has not |
| KB205 | a whole text file is missing in a language |
| KB206 | a text is not quoted, is empty, or is not a text at all |
| KB207 | a text file that belongs to no guide and no rule |
| KB208 | a translation lost or added a place such as {date} |
| KB211 | raw HTML |
| KB212 | a bare address |
| KB213 | a Markdown link or image |
| KB214 | a mark that is never closed, nested, or does not touch its words |
| KB215 | an unknown class of reference |
| KB216 | a reference in a wrong form |
| KB217 | a blank line inside a text |
| KB220 | a reference to a parameter that does not exist or cannot be shown |
| KB221 | a label that does not exist |
| KB222 | a guide that does not exist |
| KB223 | a term that does not exist, or a form of it that is not allowed |
| KB224 | an example, or a value of one, that does not exist |
| KB225 | a title in planned.yml of a guide that is written |
| KB226 | a parameter without a value on the day asked for |
| KB230 | a rule that does not exist |
| KB231 | a block that does not fit the shape of its rule |
| KB232 | an example that its rule does not have |
| KB233 | a guide that stands in no section, in two, or in another one |
| KB234 | a permanent number used twice |
| KB235 | an id that is taken: `title`, `summary`, `intro` |
| KB236 | a screen that cannot be drawn |
| KB240 | a label that nothing uses |
| KB241 | a term that nothing uses |
| KB242 | a banned word |
| KB243 | a value of a parameter typed into a sentence |
| KB244 | an exempt that exempts nothing |
| KB245 | a translation says a term of its source in another word |
| KB250 | a fact sheet id that does not exist |
| KB251 | a fact that no guide tells |
| KB252 | a step whose picture is lost, without a screen |
| KB260 | a language without furniture, or the source language is missing |
| KB261 | a translation has other numbers than its source |
| KB262 | a translation denies what its source does not, or no longer denies it |
| KB263 | a translation demands, advises or limits more, or less, than its source |
| KB270 | an address that was published would die |
| KB271 | a permanent number that was given to another guide |
| KB272 | a former address that cannot lead where it stands |
| KB273 | an address that is not in the list of published ones |
| KB290 | a text without quotation marks that YAML cuts or changes |
| KB291 | quotation marks that do not hold their text |
| KB292 | a backslash that means nothing |
| KB293 | a tab or a no-break space where a plain one is needed |
| KB294 | an indentation that fits no entry |
| KB295 | a line that is no `id: "text"` |
| KB296 | a merge conflict that was left |
| KB297 | letters and their accents in two parts |
| KB298 | characters that nobody sees: blanks at the end, CR LF, marks without width |
| KB299 | a text file that is not in its form |
"""

from __future__ import annotations

from rules_engine.codes import listed


def codes() -> dict[str, str]:
    """Return what each code means, in the order of the codes."""
    return listed(__doc__)
