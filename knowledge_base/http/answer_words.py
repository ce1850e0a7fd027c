"""A decision in words as JSON: what ``kb decide --lang`` shows, for a program to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.blocks import plain

if TYPE_CHECKING:
    from knowledge_base.content.answers import Advice, Answer, Question, Reason
    from knowledge_base.content.blocks import Inline


def answer_words(answer: Answer) -> dict[str, object]:
    """Return an answer as JSON types; links to guides are their ids."""
    return {
        "language": answer.language,
        "question": plain(answer.question),
        "status": answer.status_words,
        "outcome": _text(answer.outcome),
        "advice": _advice(answer.advice),
        "reasons": [_reason(each) for each in answer.reasons],
        "open_reasons": [_reason(each) for each in answer.open_reasons],
        "missing": [_question(each) for each in answer.missing],
        "changes": [
            {
                "facts": [
                    {"input": fact.input, "label": fact.label, "value": fact.value, "by": fact.by}
                    for fact in change.facts
                ],
                "only_time": change.only_time,
            }
            for change in answer.changes
        ],
        "values": [{"label": label, "value": value} for label, value in answer.values],
        "facts": [{"label": label, "value": value} for label, value in answer.facts],
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {"id": reason.id, "text": plain(reason.words), "advice": _advice(reason.advice)}


def _advice(advice: Advice | None) -> dict[str, object] | None:
    if advice is None:
        return None
    return {"text": _text(advice.words), "guide": advice.guide, "rule": advice.rule}


def _question(question: Question) -> dict[str, object]:
    return {
        "input": question.input,
        "label": question.label,
        "ask": plain(question.ask),
        "help": _text(question.help),
        "choices": dict(question.choices),
        "why": [plain(each) for each in question.why],
    }


def _text(inline: Inline | None) -> str | None:
    return plain(inline) if inline is not None else None
