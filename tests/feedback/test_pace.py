"""Only so much is taken in a minute, and who sent it is forgotten."""

from __future__ import annotations

from knowledge_base.feedback.pace import Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_sender_waits_for_the_next_minute_and_others_do_not() -> None:
    clock = Clock()
    pace = Pace(each=2, together=100, clock=clock)
    assert [pace.admits("a") for _ in range(3)] == [True, True, False]
    assert pace.admits("b")
    clock.now = 59.9
    assert not pace.admits("a")
    clock.now = 60.0
    assert pace.admits("a")


def test_all_senders_together_have_a_limit() -> None:
    clock = Clock()
    pace = Pace(each=2, together=5, clock=clock)
    assert sum(pace.admits(str(each)) for each in range(1000)) == 5
    clock.now = 60.0
    assert pace.admits("0")


def test_an_address_is_nowhere_in_memory() -> None:
    pace = Pace()
    pace.admits("203.0.113.7")
    assert "203.0.113.7" not in repr(vars(pace))
