"""Words as a date, a clock time, a shift or an instant."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Retime, Shift
from tasklark.domain.task import Due
from tasklark.language import Context, read_moment, read_when
from tests.language.saying import HERE, at


def when(text: str) -> object:
    return read_when(text, HERE).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", Due(date(2026, 11, 23))),
        ("tomorrow at 9", Due(date(2026, 11, 24), time(9))),
        ("day after tomorrow", Due(date(2026, 11, 25))),
        ("Fri 27 Nov", Due(date(2026, 11, 27))),
        ("friday 10", Due(date(2026, 11, 27), time(10))),
        ("in 2 weeks", Due(date(2026, 12, 7))),
        ("a week on Tuesday", Due(date(2026, 12, 1))),
        ("Monday week", Due(date(2026, 12, 7))),
        ("end of month", Due(date(2026, 11, 30))),
        ("end of the week", Due(date(2026, 11, 27))),
        ("next month", Due(date(2026, 12, 1))),
        ("the 31st", Due(date(2026, 12, 31))),
        ("Christmas", Due(date(2026, 12, 25))),
        ("2026-11-30", Due(date(2026, 11, 30))),
        ("2026-11-30 09:00", Due(date(2026, 11, 30), time(9))),
        ("2026-11-30T09:00", Due(date(2026, 11, 30), time(9))),
        ("27/11", Due(date(2026, 11, 27))),
        ("tomorrow morning", Due(date(2026, 11, 24), time(9))),
        ("tonight", Due(date(2026, 11, 23), time(20))),
        ("noon", Due(date(2026, 11, 24), time(12))),
        ("noon tomorrow", Due(date(2026, 11, 24), time(12))),
        ("tomorow at 9am", Due(date(2026, 11, 24), time(9))),
        ("the twenty-seventh", Due(date(2026, 11, 27))),
        ("9am", Retime(time=time(9))),
        ("at 18:30", Retime(time=time(18, 30))),
        ("half past 3", Retime(time=time(15, 30))),
        ("+1 day", Shift(days=1)),
        ("-2 days", Shift(days=-2)),
        ("+1 month", Shift(months=1)),
        ("+90 minutes", Shift(minutes=90)),
        ("none", None),
        ("no date", None),
        ("pasado mañana", Due(date(2026, 11, 25))),
        ("el viernes a las 5", Due(date(2026, 11, 27), time(17))),
        ("en 2 semanas", Due(date(2026, 12, 7))),
    ],
)
def test_a_date_is_read_from_the_words_people_use(text: str, expected: object) -> None:
    assert when(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mon 30 Nov 09:00",
        "today 18:30",
        "Fri 27 Nov 2026 18:00",
        "Mon 30 Nov 2027 09:00 London",
    ],
)
def test_a_date_as_it_is_shown_is_read_back(text: str) -> None:
    assert isinstance(when(text), Due)


def test_a_city_fixes_the_zone() -> None:
    assert when("tomorrow at 9 in London") == Due(date(2026, 11, 24), time(9), "Europe/London")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "No date"),
        ("someday maybe", "cannot read"),
        ("31 feb", "no such day"),
        ("tomorrow at 25:00", "not a time of day"),
        ("tomorrow blue", "but not “blue”"),
    ],
)
def test_words_that_are_no_date_are_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        when(text)
    assert refused.value.hint


def test_hours_from_now_are_real_time_when_the_clocks_go_back() -> None:
    before = at("2026-10-25 01:30")
    found = read_when("in 3 hours", before).value
    assert found == Due(date(2026, 10, 25), time(3, 30), "Europe/Madrid")


def test_a_moment_is_an_instant() -> None:
    assert read_moment("in 10 minutes", HERE).value == datetime(2026, 11, 23, 11, 40, tzinfo=UTC)
    assert read_moment("10 minutes", HERE).value == datetime(2026, 11, 23, 11, 40, tzinfo=UTC)
    assert read_moment("after lunch", HERE).value == datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def test_a_moment_that_is_past_is_refused() -> None:
    with pytest.raises(Refusal, match="past"):
        read_moment("today at 9am", HERE)


def test_when_it_was_done_looks_back() -> None:
    friday = read_moment("on Friday", HERE, past=True).value
    assert friday.date() == date(2026, 11, 20)
    assert read_moment("9am", HERE, past=True).value == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_a_bare_hour_for_a_day_there_is_already_is_read_as_on_that_day() -> None:
    assert when("at 9") == Retime(time=time(21))
    assert read_when("at 9", HERE, dated=True).value == Retime(time=time(9))
    assert read_when("at 5", HERE, dated=True).value == Retime(time=time(17))
    assert read_when("Friday at 9", HERE, dated=True).value == Due(date(2026, 11, 27), time(9))


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("2026-11-30T09:00:00Z", (30, 10, 0)),
        ("2026-11-30T09:00Z", (30, 10, 0)),
        ("2026-11-30T09:00:00.250Z", (30, 10, 0)),
        ("2026-11-30 09:00:00Z", (30, 10, 0)),
        ("2026-11-30T09:00:00+05:30", (30, 4, 30)),
        ("2026-11-30T20:00:00-05:00", (1, 2, 0)),
        ("2026-11-30T09:00:00", (30, 9, 0)),
    ],
)
def test_an_instant_in_full_is_on_the_persons_own_clock(
    text: str, wall: tuple[int, int, int]
) -> None:
    day, hour, minute = wall
    found = read_when(text, HERE).value
    assert isinstance(found, Due)
    assert (found.day, found.time) == (date(2026, 12 if day == 1 else 11, day), time(hour, minute))
    assert found.zone in (None, "Europe/Madrid")


@pytest.mark.parametrize("text", ["2026-11-31T09:00:00Z", "2026-11-30T25:00:00Z", "2026-W49-1"])
def test_an_impossible_instant_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_when(text, HERE)


def test_an_amount_of_time_is_on_the_persons_own_clock_wherever_it_was_said() -> None:
    elsewhere = Context(HERE.now, HERE.person, "UTC")
    found = read_when("in 1 minute", elsewhere).value
    assert found == Due(date(2026, 11, 23), time(12, 31), "Europe/Madrid")
    moment = datetime(2026, 11, 23, 11, 31, tzinfo=UTC)
    assert read_moment("in 1 minute", elsewhere).value == moment


@pytest.mark.parametrize(
    ("text", "clock"),
    [("tomorrow 12:30", time(12, 30)), ("tomorrow at 9:30", time(9, 30)), ("11:00", time(11))],
)
def test_minutes_leave_nothing_to_assume_on_a_24_hour_clock(text: str, clock: time) -> None:
    found = read_when(text, HERE)
    assert found.value is not None
    assert getattr(found.value, "time", None) == clock
    assert (found.assumptions, found.alternatives) == ((), ())


def test_a_time_of_today_that_went_by_is_not_put_into_the_night() -> None:
    late = at("2026-11-24 14:20")
    assert read_when("today 11:00", late).value == Due(date(2026, 11, 24), time(11))


def test_minutes_on_a_12_hour_clock_are_assumed_and_said() -> None:
    person = replace(HERE.person, clock24=False)
    found = read_when("tomorrow 9:30", Context(HERE.now, person))
    assert found.assumptions == ("9:30 is in the morning",)


@pytest.mark.parametrize(
    "zone",
    [
        "America/Argentina/Buenos_Aires",
        "Asia/Ho_Chi_Minh",
        "America/Kentucky/Louisville",
        "Europe/Isle_of_Man",
        "Etc/GMT+5",
    ],
)
def test_a_zone_by_its_whole_name_is_read(zone: str) -> None:
    assert read_when(f"tomorrow 9:00 {zone}", HERE).value == Due(
        date(2026, 11, 24), time(9), ZoneInfo(zone).key
    )
