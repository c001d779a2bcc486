"""Keys and dues of a repeating task: policies of month ends, holidays, pauses, ends."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from tasklark.domain.person import Person
from tasklark.domain.series import after_completion, begun_on, ended, keys, missed, upcoming
from tasklark.domain.task import Due, HolidayPolicy, Repeat, Task, due_of_key

MADRID = Person(1, "Europe/Madrid", holidays="ES")
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
CHRISTMAS = date(2026, 12, 25)


def first(repeat: Repeat, count: int = 4, after: str | None = None) -> list[str]:
    return list(islice(keys(repeat, after), count))


def task(repeat: Repeat, due: Due | None = None) -> Task:
    return Task(
        1, 1, "x", NOON, NOON, due=due or due_of_key(repeat.start),
        repeat=repeat, series=1, occurrence=repeat.start,
    )  # fmt: skip


def christmas(calendar: str, day: date) -> bool:
    return calendar == "ES" and day == CHRISTMAS


def test_the_thirty_first_skips_short_months_or_falls_on_their_last_day() -> None:
    repeat = Repeat("FREQ=MONTHLY;BYMONTHDAY=31", "2026-10-31")
    assert first(repeat, 3) == ["2026-10-31", "2026-12-31", "2027-01-31"]
    backward = replace(repeat, month_end="backward")
    assert first(backward, 3) == ["2026-10-31", "2026-11-30", "2026-12-31"]


def test_exceptions_are_left_out_and_count_for_the_count() -> None:
    repeat = Repeat("FREQ=DAILY;COUNT=3", "2026-11-25", exceptions=("2026-11-26",))
    assert first(repeat) == ["2026-11-25", "2026-11-27"]


def test_keys_resume_anywhere_as_a_straight_run() -> None:
    repeat = Repeat("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2026-11-24T09:00")
    straight = first(repeat, 8)
    for place, key in enumerate(straight[:-1]):
        assert first(repeat, 1, after=key) == [straight[place + 1]]


def test_a_pause_leaves_out_what_comes_before_its_end() -> None:
    repeat = Repeat("FREQ=WEEKLY", "2026-11-27", pause_until=date(2026, 12, 10))
    assert first(repeat, 2) == ["2026-12-11", "2026-12-18"]


def test_a_successor_takes_over_from_its_start() -> None:
    later = Repeat("FREQ=DAILY", "2026-11-27T09:15")
    repeat = Repeat("FREQ=DAILY", "2026-11-25T09:00", successor=later)
    assert first(repeat) == [
        "2026-11-25T09:00",
        "2026-11-26T09:00",
        "2026-11-27T09:15",
        "2026-11-28T09:15",
    ]


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        ("none", [18, 25]),
        ("skip", [18, 1]),
        ("before", [18, 24]),
        ("after", [18, 28]),
    ],
)
def test_holidays_are_skipped_or_shifted_to_a_working_day(
    policy: HolidayPolicy, days: list[int]
) -> None:
    repeat = Repeat("FREQ=WEEKLY", "2026-12-11", holidays=policy)
    dues = [due for _, due in islice(upcoming(task(repeat), MADRID, christmas), 2)]
    assert [due.day.day for due in dues] == days


def test_counted_from_completion_it_comes_so_long_after_that_day() -> None:
    repeat = Repeat("FREQ=DAILY;INTERVAL=3", "2026-11-01T08:00", anchor="completion")
    following = after_completion(repeat, NOON, MADRID)
    assert following is not None
    assert following.start == "2026-11-28T08:00"


def test_counted_from_completion_a_count_runs_out() -> None:
    repeat = Repeat("FREQ=DAILY;COUNT=2", "2026-11-25", anchor="completion")
    second = after_completion(repeat, NOON, MADRID)
    assert second is not None
    assert after_completion(second, NOON, MADRID) is None


def test_ends_are_a_last_day_a_count_or_never() -> None:
    repeat = Repeat("FREQ=DAILY", "2026-11-25T09:00")
    assert first(ended(repeat, date(2026, 11, 26))) == ["2026-11-25T09:00", "2026-11-26T09:00"]
    assert len(first(ended(repeat, 3))) == 3
    assert len(first(ended(ended(repeat, 3), None), 9)) == 9


def test_missed_ones_are_those_that_went_by_since_the_open_one() -> None:
    repeat = Repeat("FREQ=DAILY", "2026-11-22T09:00")
    assert missed(task(repeat), MADRID, NOON) == (
        "2026-11-23T09:00",
        "2026-11-24T09:00",
        "2026-11-25T09:00",
    )


def test_a_repeat_begins_on_its_first_date_not_before_a_day() -> None:
    fridays = Repeat("FREQ=WEEKLY;BYDAY=FR", "2026-11-06T19:00")
    begun = begun_on(fridays, date(2026, 11, 25))
    assert begun is not None
    assert begun.start == "2026-11-27T19:00"
    assert begun_on(Repeat("FREQ=DAILY;UNTIL=20261101", "2026-10-01"), date(2026, 11, 25)) is None
