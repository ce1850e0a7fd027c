"""The report as CSV for a spreadsheet, and as JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from knowledge_base.feedback.opinion import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_base.feedback.report import Row

# A cell that begins like this is a formula to a spreadsheet, whoever wrote it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Row]) -> str:
    """Return a line for each row, with a column for each reason and all comments in the last."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([
        "guide", "language", "revision", "text", "helped", "not_helped", "not_helped_at_least",
        *REASONS, "first_day", "last_day", "reviewed", "comments",
    ])  # fmt: skip
    for row in rows:
        comments = "\n".join(each.text for each in row.comments)
        writer.writerow([
            row.guide, row.language, row.revision, row.standing, row.helped, row.not_helped,
            f"{row.at_least:.3f}", *(row.reasons.get(reason, 0) for reason in REASONS),
            row.first, row.last, row.reviewed or "", _no_formula(comments),
        ])  # fmt: skip
    return text.getvalue()


def as_json(rows: Sequence[Row]) -> str:
    """Return the rows as a JSON list; days are ISO dates."""
    listed = [
        {
            "guide": row.guide,
            "language": row.language,
            "revision": row.revision,
            "title": row.title,
            "text": row.standing,
            "helped": row.helped,
            "not_helped": row.not_helped,
            "not_helped_at_least": round(row.at_least, 3),
            "reasons": {each: row.reasons[each] for each in REASONS if each in row.reasons},
            "first_day": str(row.first),
            "last_day": str(row.last),
            "reviewed": str(row.reviewed) if row.reviewed else None,
            "comments": [
                {"day": str(each.day), "reason": each.reason, "text": each.text}
                for each in row.comments
            ],
        }
        for row in rows
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
