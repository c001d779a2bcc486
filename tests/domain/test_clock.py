"""A person's clock: days that begin at four, gaps, overlaps, zones that change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from tasklark.domain.clock import day_of, due_at, late_at, today
from tasklark.domain.person import Away, Person
from tasklark.domain.reminder import RingBefore, RingDayBefore
from tasklark.domain.ringing import fire_at, quiet_until
from tasklark.domain.task import Due

MADRID = Person(1, "Europe/Madrid")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_until_four_in_the_morning_it_is_still_yesterday() -> None:
    assert today(utc(2026, 11, 29, 2, 59), MADRID) == date(2026, 11, 28)
    assert today(utc(2026, 11, 29, 3, 0), MADRID) == date(2026, 11, 29)


def test_a_task_before_the_day_start_belongs_to_the_day_before() -> None:
    assert day_of(Due(date(2026, 11, 29), time(1, 30)), MADRID) == date(2026, 11, 28)


def test_a_date_alone_is_late_when_the_next_day_begins() -> None:
    due = Due(date(2026, 11, 25))
    assert due_at(due, MADRID) is None
    assert late_at(due, MADRID) == utc(2026, 11, 26, 3)


def test_a_time_in_the_gap_is_shifted_forward_by_the_gap() -> None:
    assert due_at(Due(date(2026, 3, 29), time(2, 30)), MADRID) == utc(2026, 3, 29, 1, 30)


def test_of_a_time_that_comes_twice_it_is_the_first() -> None:
    assert due_at(Due(date(2026, 10, 25), time(2, 30)), MADRID) == utc(2026, 10, 25, 0, 30)


def test_a_floating_due_is_read_in_the_zone_of_its_own_day() -> None:
    away = replace(MADRID, away=Away("America/New_York", date(2026, 12, 1)))
    assert due_at(Due(date(2026, 12, 1), time(9)), away) == utc(2026, 12, 1, 14)
    assert due_at(Due(date(2026, 12, 2), time(9)), away) == utc(2026, 12, 2, 8)


def test_a_fixed_zone_stays_wherever_the_person_is() -> None:
    due = Due(date(2026, 11, 26), time(9), "Asia/Tokyo")
    away = replace(MADRID, zone="America/New_York")
    assert due_at(due, MADRID) == due_at(due, away) == utc(2026, 11, 26, 0)
    assert day_of(due, away) == date(2026, 11, 25)


def test_minutes_before_count_in_real_time_and_days_before_on_the_wall_clock() -> None:
    due = Due(date(2026, 10, 25), time(12))
    assert fire_at(RingBefore(24 * 60), due, MADRID) == utc(2026, 10, 24, 11)
    assert fire_at(RingDayBefore(1, time(12)), due, MADRID) == utc(2026, 10, 24, 10)


def test_the_day_before_a_fixed_due_is_the_day_as_the_person_sees_it() -> None:
    due = Due(date(2026, 11, 26), time(7), "Asia/Tokyo")  # Wednesday, 23:00, in Madrid
    assert fire_at(RingDayBefore(1, time(18)), due, MADRID) == utc(2026, 11, 24, 17)


def test_offsets_on_a_date_count_from_the_morning() -> None:
    assert fire_at(RingBefore(60), Due(date(2026, 11, 26)), MADRID) == utc(2026, 11, 26, 7)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (utc(2026, 11, 25, 20, 59), None),
        (utc(2026, 11, 25, 21, 0), utc(2026, 11, 26, 6)),
        (utc(2026, 11, 26, 5, 59), utc(2026, 11, 26, 6)),
        (utc(2026, 11, 26, 6, 0), None),
    ],
)
def test_quiet_hours_span_midnight(now: datetime, until: datetime | None) -> None:
    quiet = replace(MADRID, quiet=(time(22), time(7)))
    assert quiet_until(now, quiet) == until
