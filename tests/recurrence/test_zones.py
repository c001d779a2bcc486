"""What the clocks of a place do to a rule: gaps, overlaps, and everything between."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from tasklark.recurrence import Rule
from tests.recurrence.calendars import wall

ZONES = """
    Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos America/Anchorage
    America/Asuncion America/Bogota America/Caracas America/Chicago America/Denver
    America/Halifax America/Havana America/Los_Angeles America/Mexico_City America/New_York
    America/Nuuk America/Phoenix America/Santiago America/Sao_Paulo America/St_Johns
    Asia/Beirut Asia/Dubai Asia/Gaza Asia/Jerusalem Asia/Kathmandu Asia/Kolkata Asia/Shanghai
    Asia/Tehran Asia/Tokyo Atlantic/Azores Australia/Adelaide Australia/Lord_Howe
    Australia/Sydney Europe/Dublin Europe/Istanbul Europe/London Europe/Madrid
    Pacific/Apia Pacific/Auckland Pacific/Chatham
"""
MADRID = ZoneInfo("Europe/Madrid")
DAY = timedelta(days=1)


def test_nine_stays_nine_when_the_clocks_change() -> None:
    found = Rule.parse("FREQ=DAILY").occurrences(wall("20261024T090000"), MADRID)
    assert [at.isoformat() for at in islice(found, 2)] == [
        "2026-10-24T09:00:00+02:00",
        "2026-10-25T09:00:00+01:00",
    ]


def test_a_time_in_a_gap_is_shifted_forward_by_the_gap_and_the_next_day_is_as_said() -> None:
    found = Rule.parse("FREQ=DAILY").occurrences(wall("20270328T022200"), MADRID)
    assert [at.isoformat() for at in islice(found, 2)] == [
        "2027-03-28T03:22:00+02:00",
        "2027-03-29T02:22:00+02:00",
    ]


def test_a_time_that_comes_twice_is_the_first() -> None:
    found = Rule.parse("FREQ=DAILY").occurrences(wall("20261025T023000"), MADRID)
    assert next(found).isoformat() == "2026-10-25T02:30:00+02:00"


def test_two_times_that_a_gap_makes_one_are_one_and_count_once() -> None:
    rule = Rule.parse("FREQ=DAILY;BYHOUR=2,3;COUNT=3")
    found = rule.occurrences(wall("20270328T000000"), MADRID)
    assert [at.isoformat() for at in found] == [
        "2027-03-28T03:00:00+02:00",
        "2027-03-29T02:00:00+02:00",
        "2027-03-29T03:00:00+02:00",
    ]


def test_a_time_shifted_past_a_later_one_comes_after_it() -> None:
    rule = Rule.parse("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30;BYSETPOS=2,3;COUNT=3")
    found = rule.occurrences(wall("20270328T000000"), MADRID)
    assert [f"{at:%d %H:%M}" for at in found] == ["28 03:00", "28 03:30", "29 02:30"]


def test_the_next_after_the_second_two_thirty_of_the_night_is_not_the_first_one() -> None:
    second = datetime(2026, 10, 25, 2, 10, tzinfo=MADRID, fold=1)
    found = Rule.parse("FREQ=DAILY").after(second, wall("20261001T023000"), MADRID)
    assert found is not None
    assert found.isoformat() == "2026-10-26T02:30:00+01:00"


def test_just_after_a_gap_what_lay_in_it_is_still_to_come() -> None:
    moment = datetime(2027, 3, 28, 1, 5, tzinfo=UTC)
    found = Rule.parse("FREQ=DAILY").after(moment, wall("20270301T022200"), MADRID)
    assert found is not None
    assert found.isoformat() == "2027-03-28T03:22:00+02:00"


def test_until_in_utc_is_an_instant_and_without_zone_a_wall_clock_time() -> None:
    start = wall("20260601T090000")
    for until, last in (("20260603T070000Z", 3), ("20260603T065959Z", 2), ("20260603T090000", 3)):
        rule = Rule.parse(f"FREQ=DAILY;UNTIL={until}")
        assert [at.day for at in rule.occurrences(start, MADRID)][-1] == last


def test_a_start_with_its_own_zone_needs_no_other() -> None:
    start = datetime(2026, 11, 28, 9, tzinfo=MADRID)
    assert Rule.parse("FREQ=DAILY").after(start, start) == start + DAY


def test_a_start_in_another_zone_is_read_on_the_clocks_asked_for() -> None:
    start = datetime(2026, 7, 1, 7, tzinfo=UTC)
    found = Rule.parse("FREQ=YEARLY;BYMONTH=1,7").after(start, start, MADRID)
    assert found is not None
    assert found.isoformat() == "2027-01-01T09:00:00+01:00"


def test_equal_starts_of_different_zones_are_told_apart() -> None:
    rule = Rule.parse("FREQ=DAILY")
    utc = datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert next(rule.occurrences(utc)).tzinfo is UTC
    assert next(rule.occurrences(utc.astimezone(MADRID))).tzinfo is MADRID


def test_a_moment_with_a_zone_is_not_compared_with_mere_wall_clock_times() -> None:
    with pytest.raises(TypeError, match="zone"):
        Rule.parse("FREQ=DAILY").after(datetime(2026, 1, 1, tzinfo=UTC), wall("20260101T090000"))


def test_between_takes_what_a_gap_shifted_in_and_leaves_what_it_shifted_out() -> None:
    rule, start = Rule.parse("FREQ=DAILY"), wall("20270301T023000")
    three, four = (datetime(2027, 3, 28, hour, tzinfo=MADRID) for hour in (3, 4))
    assert [f"{at:%H:%M}" for at in rule.between(three, four, start, MADRID)] == ["03:30"]
    assert list(rule.between(three - timedelta(hours=2), three, start, MADRID)) == []


@pytest.mark.parametrize("name", ZONES.split())
def test_every_change_of_the_clocks_keeps_the_wall_clock_of_a_daily_rule(name: str) -> None:
    zone, rule = ZoneInfo(name), Rule.parse("FREQ=DAILY")
    for change, before, after in changes(zone):
        for minutes in (-90, -30, -1, 0, 1, 29, 30, 59, 60, 90):
            said = (change + before).replace(tzinfo=None) + timedelta(minutes=minutes)
            instant = expected(said, change, before, after)
            assert next(rule.occurrences(said, zone)).astimezone(UTC) == instant
            jumped = rule.after(instant - timedelta(seconds=1), said - DAY * 30, zone)
            assert jumped is not None
            assert jumped.astimezone(UTC) == instant


def test_the_sample_holds_two_changes_a_year_where_there_is_summer_time() -> None:
    assert len(list(changes(MADRID))) == 2 * 18


def expected(said: datetime, change: datetime, before: timedelta, after: timedelta) -> datetime:
    """By RFC 5545, 3.3.5: the offset before the change, unless only the one after it fits."""
    earlier, later = (said.replace(tzinfo=UTC) - offset for offset in (before, after))
    return earlier if earlier < change or later < change else later


def changes(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """The instants of 2020–2037 from which another offset is kept, with both offsets."""
    day = datetime(2020, 1, 1, tzinfo=UTC)
    while day.year < 2038:
        if offset(day, zone) != offset(day + DAY, zone):
            low, high = day, day + DAY
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                same = offset(middle, zone) == offset(low, zone)
                low, high = (middle, high) if same else (low, middle)
            change = high.replace(microsecond=0)
            yield change, offset(day, zone), offset(day + DAY, zone)
        day += DAY


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found
