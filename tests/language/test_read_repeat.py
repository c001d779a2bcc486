"""Repeats and reminders in words, and back from the words that say them."""

from datetime import date, time

import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore, Trigger
from tasklark.domain.task import Due, Repeat
from tasklark.language import read_remind, read_repeat, say
from tasklark.recurrence import Rule
from tests.language.saying import HERE

MONDAY = Due(date(2026, 11, 30), time(9))


def repeat(text: str) -> Repeat:
    found = read_repeat(text, HERE).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "rule", "start"),
    [
        ("every day", "FREQ=DAILY", "2026-11-23"),
        ("every Tuesday at 9", "FREQ=WEEKLY;BYDAY=TU", "2026-11-24T09:00"),
        ("every 2 weeks on Mon, Wed", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "2026-11-23"),
        ("weekdays at 9", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24T09:00"),
        ("every other day", "FREQ=DAILY;INTERVAL=2", "2026-11-23"),
        ("1st of every month", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01"),
        ("every last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
        (
            "every last workday at 9",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2026-11-30T09:00",
        ),
        ("every last business day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30"),
        ("second Tuesday of every month", "FREQ=MONTHLY;BYDAY=2TU", "2026-12-08"),
        ("every year on 4 December", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4", "2026-12-04"),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3", "2026-11-23"),
        ("every Monday in June", "FREQ=WEEKLY;BYMONTH=6;BYDAY=MO", "2027-06-07"),
        ("every week for 10 times", "FREQ=WEEKLY;COUNT=10", "2026-11-23"),
        ("weekly until 31 Dec", "FREQ=WEEKLY;UNTIL=20261231", "2026-11-23"),
        ("every day at 8 and 20", "FREQ=DAILY;BYHOUR=8,20", "2026-11-23T20:00"),
        (
            "every day at 8:30 and 20:00",
            "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0,30;BYSETPOS=2,3",
            "2026-11-23T20:00",
        ),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
        ("cada lunes", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
        ("todos los días a las 8", "FREQ=DAILY", "2026-11-24T08:00"),
    ],
)
def test_a_repeat_is_a_rule_and_its_first_key(text: str, rule: str, start: str) -> None:
    found = repeat(text)
    assert (found.rule, found.start) == (rule, start)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;COUNT=4",
        "FREQ=DAILY;UNTIL=20261231",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY;BYDAY=SA,SU",
        "FREQ=WEEKLY;BYMONTH=6;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYDAY=2TU,4TU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
        "FREQ=HOURLY;INTERVAL=2",
        "FREQ=MINUTELY;INTERVAL=30",
        "FREQ=DAILY;BYHOUR=8,20",
    ],
)
def test_a_rule_in_words_is_read_back_to_the_same_rule(rule: str) -> None:
    words = Rule.parse(rule).in_words()
    assert repeat(words).rule == str(Rule.parse(rule)), words


def test_after_completion_counts_from_when_it_was_done() -> None:
    for words in ("every! 3 days", "every 3 days after completion", "3 days after I last did it"):
        found = repeat(words)
        assert (found.rule, found.anchor) == ("FREQ=DAILY;INTERVAL=3", "completion")


def test_the_thirty_first_falls_back_in_shorter_months_and_says_so() -> None:
    reading = read_repeat("every month on the 31st", HERE)
    assert reading.value is not None
    assert reading.value.month_end == "backward"
    assert reading.assumptions == ("in shorter months, on the last day",)


def test_holidays_are_left_out_when_asked() -> None:
    assert repeat("every Monday except holidays").holidays == "skip"


def test_monthly_keeps_what_was_missed_and_daily_folds_it() -> None:
    assert repeat("monthly").pile_up == "keep"
    assert repeat("daily").pile_up == "collapse"


def test_none_stops_repeating() -> None:
    assert read_repeat("none", HERE).value is None


def test_a_given_due_is_where_a_repeat_starts() -> None:
    found = read_repeat("every week", HERE, MONDAY).value
    assert found is not None
    assert found.start == "2026-11-30T09:00"


@pytest.mark.parametrize("text", ["", "sometimes", "every blue moon", "FREQ=OFTEN"])
def test_what_is_no_repeat_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_repeat(text, HERE)


@pytest.mark.parametrize(
    ("text", "trigger", "nag"),
    [
        ("30 min before", RingBefore(30), None),
        ("1 h 30 min before", RingBefore(90), None),
        ("2h before", RingBefore(120), None),
        ("15 minutes", RingBefore(15), None),
        ("at due time", RingBefore(0), None),
        ("day before", RingBefore(1440), None),
        ("day before 18:00", RingDayBefore(1, time(18)), None),
        ("the day before at 6pm", RingDayBefore(1, time(18)), None),
        ("the evening before", RingDayBefore(1, time(19)), None),
        ("2 days before 18:00", RingDayBefore(2, time(18)), None),
        ("a week before", RingBefore(10080), None),
        ("on the day at 8", RingDayBefore(0, time(8)), None),
        ("on the day at 08:30", RingDayBefore(0, time(8, 30)), None),
        ("at 18:30", RingAt(Due(date(2026, 11, 30), time(18, 30))), None),
        ("Fri 27 Nov 2026 18:00", RingAt(Due(date(2026, 11, 27), time(18))), None),
        ("every 10m until done", RingBefore(0), 10),
        ("30 min before, every 10 min until done", RingBefore(30), 10),
        ("at due time, every 10 min until done", RingBefore(0), 10),
        ("day before 18:00, every 10 min until done", RingDayBefore(1, time(18)), 10),
        ("day before 18:00 every 10 min until done", RingDayBefore(1, time(18)), 10),
        (
            "Fri 27 Nov 2026 18:00, every 10 min until done",
            RingAt(Due(date(2026, 11, 27), time(18))),
            10,
        ),
        ("un día antes a las 18:00", RingDayBefore(1, time(18)), None),
        ("30 minutos antes", RingBefore(30), None),
    ],
)
def test_a_reminder_is_read(text: str, trigger: Trigger, nag: int | None) -> None:
    assert read_remind(text, HERE, MONDAY).value == (Remind(trigger, nag),)


def test_no_reminder_is_an_answer_too() -> None:
    assert read_remind("none", HERE).value == ()


def test_what_is_no_reminder_is_refused() -> None:
    with pytest.raises(Refusal, match="as a reminder"):
        read_remind("blue", HERE)


@pytest.mark.parametrize("nag", [None, 5, 60])
@pytest.mark.parametrize(
    "zone",
    [
        None,
        "Europe/London",
        "America/New_York",
        "America/Argentina/Buenos_Aires",
        "America/Kentucky/Louisville",
        "Asia/Ho_Chi_Minh",
    ],
)
def test_a_moment_in_any_zone_with_nagging_is_read_back(zone: str | None, nag: int | None) -> None:
    trigger = RingAt(Due(date(2026, 11, 30), time(9), zone))
    assert read_remind(say.remind(trigger, nag), HERE).value == (Remind(trigger, nag),)


def test_a_reminder_with_words_that_mean_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="blue"):
        read_remind("tomorrow at 9 blue", HERE)
