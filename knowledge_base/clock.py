"""What day it is: the one place where the clock is read, for the border (commands, pages)."""

from __future__ import annotations

from datetime import date

# The day of a decision is the day at the provider's seat, whatever the machine's own zone.
BUSINESS_ZONE = "Europe/Zurich"


def today() -> date:
    """Return today's date in the business zone."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(BUSINESS_ZONE)).date()
