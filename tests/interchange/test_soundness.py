"""What of a task in a file can be at all."""

from datetime import date, time

import pytest

from tasklark.domain.intents import NewTask
from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Due, Repeat
from tasklark.interchange.soundness import sound
from tests.interchange.files import on


def test_what_can_be_stays_as_it_is() -> None:
    task = NewTask(
        "x",
        due=on("2026-11-30", "09:00", "Asia/Tokyo"),
        repeat=Repeat("FREQ=DAILY", "2026-11-30T09:00", exceptions=("2026-12-01T09:00",)),
        reminders=(Remind(RingBefore(0), 10), Remind(RingAt(on("2026-11-30", "09:00")))),
    )
    assert sound(task) == (task, ())


@pytest.mark.parametrize(
    "due",
    [Due(date(1, 1, 1)), Due(date(9999, 12, 31), time(9)), on("2026-11-30", "09:00", "Mars/Base")],
)
def test_days_and_zones_that_are_not_are_left_out(due: Due) -> None:
    assert sound(NewTask("x", due=due)) == (NewTask("x"), ("date",))


@pytest.mark.parametrize(
    "repeat",
    [
        Repeat("FREQ=DAILY;UNTIL=20200101", "2026-11-30"),
        Repeat("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-30"),
        Repeat("FREQ=DAILY", "9999-12-31"),
        Repeat("FREQ=DAILY", "soon"),
    ],
)
def test_a_repeat_that_never_comes_is_left_out(repeat: Repeat) -> None:
    assert sound(NewTask("x", repeat=repeat)) == (NewTask("x"), ("repeat",))


def test_exceptions_that_are_no_dates_are_left_out_quietly() -> None:
    repeat = Repeat("FREQ=DAILY", "2026-11-30", exceptions=("x", "2026-12-01"))
    task, gone = sound(NewTask("x", repeat=repeat))
    assert task.repeat is not None
    assert (task.repeat.exceptions, gone) == (("2026-12-01",), ())


@pytest.mark.parametrize(
    "remind",
    [
        Remind(RingBefore(-5)),
        Remind(RingBefore(10**12)),
        Remind(RingBefore(5), 0),
        Remind(RingDayBefore(10**9, time(9))),
        Remind(RingAt(Due(date(2026, 11, 30)))),
        Remind(RingAt(on("2026-11-30", "09:00", "Mars/Base"))),
    ],
)
def test_a_reminder_that_cannot_ring_is_left_out(remind: Remind) -> None:
    task, gone = sound(NewTask("x", reminders=(remind, Remind(RingBefore(1)))))
    assert (task.reminders, gone) == ((Remind(RingBefore(1)),), ("reminder",))
