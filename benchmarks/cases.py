"""The facts that are decided, and the same two rules written by hand without any check.

The hand-written functions are what somebody would write for one rule in one language: no input is
checked, nothing unknown is allowed, and a tuple is returned.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rules_engine.calendar import shift_months

LEAVE: tuple[dict[str, Any], ...] = tuple(
    {
        "belongs_to_organization": True,
        "in_organization_ksuite": ksuite,
        "login_address_in_mail_service": address,
        "is_owner": owner,
        "owner_count": owners,
        "user_count": users,
    }
    for ksuite, address, owner, owners, users in (
        (False, False, False, 1, 5),
        (True, False, False, 1, 5),
        (False, False, True, 1, 5),
        (True, True, True, 1, 1),
        (False, False, True, 2, 2),
    )
)

TIMING: tuple[dict[str, Any], ...] = tuple(
    {
        "current_frequency": current,
        "new_frequency": "monthly",
        "term_start": start,
        "change_date": change,
    }
    for current, start, change in (
        ("annual", date(2023, 1, 1), date(2023, 11, 30)),
        ("annual", date(2023, 3, 15), date(2024, 2, 15)),
        ("annual", date(2023, 3, 31), date(2024, 3, 1)),
        ("quarterly", date(2023, 11, 30), date(2024, 1, 31)),
        ("quarterly", date(2023, 1, 1), date(2023, 4, 1)),
    )
)


def leave_by_hand(facts: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return outcome and reasons of leave-organization."""
    owner, owners, users = facts["is_owner"], facts["owner_count"], facts["user_count"]
    if not facts["belongs_to_organization"]:
        return "invalid", ("not-a-member",)
    if users < 1 or owners > users or (owner and owners < 1) or (not owner and owners >= users):
        return "invalid", ("inconsistent-counts",)
    reasons = []
    if facts["in_organization_ksuite"]:
        reasons.append("in-organization-ksuite")
    if facts["login_address_in_mail_service"]:
        reasons.append("login-address-in-mail-service")
    if owner and owners <= 1:
        reasons.append("last-owner")
    if users <= 1:
        reasons.append("last-user")
    return ("denied" if reasons else "allowed"), tuple(reasons)


def timing_by_hand(facts: Mapping[str, Any]) -> tuple[object, ...]:
    """Return outcome and window of frequency-change-timing."""
    current, new = facts["current_frequency"], facts["new_frequency"]
    start, change, last = facts["term_start"], facts["change_date"], facts.get("term_last_day")
    if change < start or (last is not None and last < start):
        return ("invalid",)
    if new == current:
        return ("no-change",)
    if new == "monthly":
        months = 12 if current == "annual" else 3
        if last is None:
            early, late = shift_months(start, months, False), shift_months(start, months, True)
        else:
            early = late = last + timedelta(1)
        first, final = shift_months(late, -1, True), early - timedelta(1)
        outcome = "too-early" if change < first else "allowed" if change <= final else "term-over"
        return outcome, first, final
    if current == "monthly" or new == "annual":
        return ("no-timing-rule",)
    return ("not-covered",)
