"""Asking a rule: what comes next, what lies between, where it ends."""

from datetime import date, timedelta
from itertools import islice

import pytest

from tasklark.recurrence import Rule, RuleError
from tests.recurrence.calendars import wall

START = wall("20260105T090000")


def days(text: str, start: date, most: int = 6) -> list[str]:
    return [str(found) for found in islice(Rule.parse(text).occurrences(start), most)]


def test_a_date_gives_dates_and_a_time_gives_times() -> None:
    assert next(Rule.parse("FREQ=DAILY").occurrences(date(2026, 1, 5))) == date(2026, 1, 5)
    assert next(Rule.parse("FREQ=DAILY").occurrences(START)) == START


def test_the_last_workday_of_every_month() -> None:
    assert days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", date(2026, 1, 1), 3) == [
        "2026-01-30",
        "2026-02-27",
        "2026-03-31",
    ]


def test_the_29th_of_february_waits_for_leap_years_also_past_2100() -> None:
    found = days("FREQ=YEARLY", date(2092, 2, 29), 3)
    assert found == ["2092-02-29", "2096-02-29", "2104-02-29"]


def test_the_29th_of_february_moves_back_or_forward_where_asked() -> None:
    for skip, day in (("BACKWARD", "02-28"), ("FORWARD", "03-01")):
        found = days(f"RSCALE=GREGORIAN;FREQ=YEARLY;SKIP={skip}", date(2024, 2, 29), 3)
        assert found == ["2024-02-29", f"2025-{day}", f"2026-{day}"]


def test_the_31st_is_left_out_or_the_last_day_or_the_first_of_the_next_month() -> None:
    monthly = Rule.parse("FREQ=MONTHLY")
    january = date(2026, 1, 31)
    second = {
        skip: next(islice(monthly.with_parts(skip=skip).occurrences(january), 1, None))
        for skip in ("OMIT", "BACKWARD", "FORWARD")
    }
    assert second == {
        "OMIT": date(2026, 3, 31),
        "BACKWARD": date(2026, 2, 28),
        "FORWARD": date(2026, 3, 1),
    }


def test_a_day_moved_forward_onto_another_one_is_one_occurrence() -> None:
    text = "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;BYMONTHDAY=1,30,31"
    assert days(text, date(2026, 2, 1), 4) == [
        "2026-02-01",
        "2026-03-01",
        "2026-03-30",
        "2026-03-31",
    ]


def test_jumping_finds_what_was_moved_out_of_the_month_before() -> None:
    rule = Rule.parse("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD")
    assert rule.after(date(2026, 2, 28), date(2026, 1, 31)) == date(2026, 3, 1)


def test_times_of_a_rule_are_ignored_for_dates() -> None:
    assert days("FREQ=DAILY;BYHOUR=9,18", date(2026, 1, 1), 2) == ["2026-01-01", "2026-01-02"]


def test_hours_of_a_date_are_the_days_that_hold_one() -> None:
    assert days("FREQ=HOURLY;INTERVAL=36", date(2026, 1, 1), 4) == [
        "2026-01-01",
        "2026-01-02",
        "2026-01-04",
        "2026-01-05",
    ]


def test_after_is_later_unless_inclusive() -> None:
    rule = Rule.parse("FREQ=DAILY")
    assert rule.after(START, START) == START + timedelta(days=1)
    assert rule.after(START, START, inclusive=True) == START
    almost = START - timedelta(microseconds=1)
    assert rule.after(almost, START) == START
    assert rule.after(
        START + timedelta(microseconds=1), START, inclusive=True
    ) == START + timedelta(1)


def test_a_moment_may_be_a_date_or_a_time_whatever_the_start_is() -> None:
    rule = Rule.parse("FREQ=DAILY")
    assert rule.after(date(2026, 1, 5), START) == START
    assert rule.after(START, date(2026, 1, 1)) == date(2026, 1, 6)


def test_before_the_start_the_first_occurrence_comes_next() -> None:
    assert Rule.parse("FREQ=WEEKLY").after(date(2000, 1, 1), START) == START


def test_after_the_last_there_is_none() -> None:
    for end in ("COUNT=3", "UNTIL=20260107", "UNTIL=20260107T090000", "UNTIL=20260107T090000Z"):
        rule = Rule.parse(f"FREQ=DAILY;{end}")
        assert len(list(rule.occurrences(START))) == 3
        assert rule.after(START + timedelta(days=1), START) == START + timedelta(days=2)
        assert rule.after(START + timedelta(days=2), START) is None


def test_a_date_as_until_lets_its_whole_day_in() -> None:
    late = wall("20260105T233000")
    rule = Rule.parse("FREQ=DAILY;UNTIL=20260106")
    assert [found.day for found in rule.occurrences(late)] == [5, 6]


def test_between_holds_the_low_end_and_not_the_high_one() -> None:
    rule = Rule.parse("FREQ=WEEKLY;COUNT=5")
    found = list(rule.between(date(2026, 1, 12), date(2026, 1, 26), date(2026, 1, 5)))
    assert found == [date(2026, 1, 12), date(2026, 1, 19)]


def test_a_counted_rule_of_uneven_steps_is_counted_from_its_start() -> None:
    rule = Rule.parse("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=7")
    assert rule.after(date(2026, 1, 16), date(2026, 1, 5)) == date(2026, 1, 19)
    assert rule.after(date(2026, 1, 19), date(2026, 1, 5)) is None


def test_time_ends_with_the_year_9999() -> None:
    for text in (
        "FREQ=DAILY",
        "FREQ=HOURLY;INTERVAL=24",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30,31",
    ):
        assert days(text, wall("99991230T090000")) == ["9999-12-30 09:00:00", "9999-12-31 09:00:00"]
    assert days("FREQ=YEARLY;BYWEEKNO=52", date(9999, 12, 31)) == ["9999-12-31"]
    assert days("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;BYYEARDAY=366", date(9999, 1, 2)) == []
    assert Rule.parse("FREQ=DAILY").after(wall("99991231T090000"), START) is None


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
        "FREQ=WEEKLY;BYDAY=TU;BYSETPOS=2",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-30",
        "FREQ=HOURLY;INTERVAL=168;BYDAY=TU",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=4",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYSECOND=7;BYSETPOS=-2",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=5",
        "FREQ=YEARLY;BYYEARDAY=40;BYMONTHDAY=31",
        "FREQ=HOURLY;INTERVAL=7;BYDAY=MO,TU;BYHOUR=3,4,15",
        "FREQ=MINUTELY;INTERVAL=7;BYDAY=WE,TH;BYHOUR=14;BYMINUTE=27",
        "FREQ=WEEKLY;BYMONTH=5,11;BYDAY=FR,SA;BYSETPOS=-3",
    ],
)
def test_a_rule_that_never_matches_is_found_to_be_one(text: str) -> None:
    assert list(Rule.parse(text).occurrences(START)) == []
    assert Rule.parse(f"{text};COUNT=3").after(wall("30260101T000000"), START) is None


def test_one_that_matches_after_centuries_is_found() -> None:
    """One second later every day: 09:00:00 is met by the start's own second again and again."""
    odd = Rule.parse("FREQ=SECONDLY;INTERVAL=86401;BYHOUR=4;BYSECOND=17")
    assert odd.after(START, wall("20261101T081802")) == wall("22210119T040017")
    later = Rule.parse(
        "FREQ=SECONDLY;INTERVAL=99991;BYMONTH=5;BYHOUR=17;BYMINUTE=53;BYSECOND=45,58"
    )
    assert later.after(START, wall("20260107T094616")) == wall("39030509T175358")


def test_huge_numbers_cost_nothing() -> None:
    huge = 999_999_999
    assert Rule.parse(f"FREQ=YEARLY;INTERVAL={huge}").after(START, START) is None
    assert Rule.parse(f"FREQ=SECONDLY;COUNT={huge}").after(wall("20400101T000000"), START)
    assert Rule.parse(f"FREQ=WEEKLY;INTERVAL={huge}").after(START, START) is None


def test_parts_are_replaced_and_checked() -> None:
    rule = Rule.parse("FREQ=MONTHLY;COUNT=3")
    assert str(rule.with_parts(count=None)) == "FREQ=MONTHLY"
    assert (
        str(rule.with_parts(skip="BACKWARD"))
        == "RSCALE=GREGORIAN;FREQ=MONTHLY;COUNT=3;SKIP=BACKWARD"
    )
    assert str(rule.with_parts(count=None, until=date(2026, 12, 31))) == (
        "FREQ=MONTHLY;UNTIL=20261231"
    )
    with pytest.raises(RuleError, match="exclude each other"):
        rule.with_parts(until=date(2026, 12, 31))


def test_equal_rules_are_equal_however_they_were_written() -> None:
    one, other = Rule.parse("rrule:freq=weekly;byday=we,mo;"), Rule.parse("BYDAY=MO,WE;FREQ=WEEKLY")
    assert one == other
    assert hash(one) == hash(other)
    next(one.occurrences(START))
    assert one == other
