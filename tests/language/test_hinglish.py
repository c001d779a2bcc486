"""Days and hours in Hindi with Latin letters, as far as a date goes."""

from datetime import UTC, date, datetime, time

import pytest

from tasklark.domain.intents import Retime
from tasklark.domain.person import Person
from tasklark.domain.task import Due
from tasklark.language import Context, read_when

CTX = Context(datetime(2026, 11, 23, 11, 30, tzinfo=UTC), Person(1, "Asia/Kolkata"))


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("kal subah 9 baje", date(2026, 11, 24), time(9)),
        ("kal shaam 7 baje", date(2026, 11, 24), time(19)),
        ("parso dopahar 2 baje", date(2026, 11, 25), time(14)),
        ("kal 10:30 baje", date(2026, 11, 24), time(10, 30)),
        ("kal", date(2026, 11, 24), None),
    ],
)
def test_the_day_and_the_hour_are_read(words: str, day: date, clock: time | None) -> None:
    assert read_when(words, CTX).value == Due(day, clock)


def test_an_hour_alone_is_an_hour() -> None:
    assert read_when("raat 9 baje", CTX).value == Retime(time=time(21))
