"""The kinds of pages that the site has, with a page of each."""

from __future__ import annotations

GUIDE = "organization/switch-or-leave-organization/"
KINDS = {
    "home": "",
    "section": "billing/",
    "guide with conditions": GUIDE,
    "guide with a table": "security/disable-two-factor/",
    "guide with an example": "account/release-email-address/",
    "guide with screens": "billing/invoices/",
    "rules": "rules/",
    "rule": "rules/leave-organization/",
    "changes": "changes/",
    "desk": "agents/",
    "unknown address": "nowhere/",
}


def path_of(kind: str, language: str) -> str:
    """Return the path of the page of a kind, in a language."""
    return ("/" if language == "en" else f"/{language}/") + KINDS[kind]
