"""What a rule says of itself is read back as that rule, or refused: never as another one."""

from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due, Repeat
from tasklark.language import read_repeat, read_task, say
from tasklark.language.rule_words import rule_in
from tasklark.recurrence import Rule, RuleError
from tests.language.saying import HERE

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BEGIN = datetime.fromisoformat("2026-01-01T09:00")


def some(values: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(",".join)


def one_of(*values: object) -> st.SearchStrategy[str]:
    return st.sampled_from([str(value) for value in values])


WEEKDAYS = st.one_of(
    some(st.sampled_from(DAYS)), one_of("MO,TU,WE,TH,FR", "SA,SU", "1MO", "-1FR", "2TU,4TU")
)
PARTS = st.fixed_dictionaries(
    {"FREQ": one_of("DAILY", "WEEKLY", "MONTHLY", "YEARLY")},
    optional={
        "INTERVAL": one_of(*range(1, 14)),
        "COUNT": one_of(1, 2, 10),
        "BYMONTH": some(one_of(*range(1, 13))),
        "BYMONTHDAY": some(one_of(1, 2, 3, 11, 15, 22, 31, -1, -2)),
        "BYYEARDAY": some(one_of(1, 100, 366, -1)),
        "BYWEEKNO": some(one_of(1, 20, 53)),
        "BYDAY": WEEKDAYS,
        "BYHOUR": some(one_of(0, 8, 9, 13, 20)),
        "BYMINUTE": some(one_of(0, 15, 30)),
        "BYSETPOS": some(one_of(1, 2, -1, -2), 2),
    },
)


def rule_of(parts: Mapping[str, str]) -> Rule:
    try:
        return Rule.parse(";".join(f"{name}={value}" for name, value in parts.items()))
    except RuleError:
        assume(False)
        raise


def same(one: Rule, other: Rule) -> bool:
    """The same dates: `FREQ=DAILY;BYDAY=MO` and every Monday are one rule."""
    if str(one) == str(other):
        return True
    low, high = BEGIN, datetime.fromisoformat("2028-01-01T00:00")
    dates = [islice(rule.between(low, high, BEGIN), 20) for rule in (one, other)]
    return list(dates[0]) == list(dates[1])


@settings(max_examples=80, deadline=None)
@given(PARTS)
def test_a_rules_words_are_that_rule_or_refused(parts: dict[str, str]) -> None:
    rule = rule_of(parts)
    months = rule.parts.months
    # “last workday of every January and July” is said of each month, never of the year.
    assume(not (rule.parts.freq == "YEARLY" and rule.parts.positions and len(months) > 1))
    # Which of several clock times of a day is meant is not said.
    assume(not (rule.parts.positions and rule.parts.hours))
    # A day of the year is not said where dates are.
    assume(not (rule.parts.year_days and rule.parts.month_days))
    try:
        found = read_repeat(rule.in_words(), HERE, Due(BEGIN.date(), BEGIN.time())).value
    except Refusal:
        return
    assert found is not None
    back = Rule.parse(found.rule)
    if rule.parts.hours and not back.parts.hours:
        # One clock time is when it begins.
        clock = datetime.fromisoformat(found.start).time()
        rule = rule.with_parts(hours=(), minutes=())
        assert (clock.hour,) == rule_hours(parts)
    assert same(back, rule), (rule.in_words(), found.rule)


def rule_hours(parts: Mapping[str, str]) -> tuple[int, ...]:
    return tuple(sorted(int(hour) for hour in parts["BYHOUR"].split(",")))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every year on 1 January and 1 July", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1"),
        ("every 2 months on the 1st and last day", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,-1"),
        ("every 2 months on Fri", "FREQ=MONTHLY;INTERVAL=2;BYDAY=FR"),
        (
            "last workday of March every year",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        (
            "first and last workday of every month",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
        ),
        ("every 2 years in June", "FREQ=YEARLY;INTERVAL=2;BYMONTH=6"),
        ("every year on day 100", "FREQ=YEARLY;BYYEARDAY=100"),
        ("every day, once", "FREQ=DAILY;COUNT=1"),
        ("every Monday, 3 times", "FREQ=WEEKLY;COUNT=3;BYDAY=MO"),
        ("on the 1st in June and July", "FREQ=MONTHLY;BYMONTH=6,7;BYMONTHDAY=1"),
        ("every month on the last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("every week on Tue, Thu", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("every weekday at 09:00, 18:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,18"),
        ("every hour at minute 0 and 30", "FREQ=HOURLY;BYMINUTE=0,30"),
        ("every month on the 15th, until 3 Mar 2027", "FREQ=MONTHLY;UNTIL=20270303;BYMONTHDAY=15"),
    ],
)
def test_a_wording_is_read_back(text: str, rule: str) -> None:
    found = read_repeat(text, HERE).value
    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize("holidays", ["none", "skip", "before", "after"])
@pytest.mark.parametrize("anchor", ["schedule", "completion"])
def test_policies_in_words_are_read_back(anchor: str, holidays: str) -> None:
    said = Repeat(
        "FREQ=DAILY;INTERVAL=3",
        "2026-11-23",
        anchor=anchor,  # type: ignore[arg-type]
        holidays=holidays,  # type: ignore[arg-type]
    )
    found = read_repeat(say.repeat(said), HERE).value
    assert found == said


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("pay taxes every year on 1 January and 1 July", "pay taxes", Due(date(2027, 1, 1))),
        ("check books last workday of March every year", "check books", Due(date(2027, 3, 31))),
        (
            "report first and last workday of every month at 9",
            "report",
            Due(date(2026, 11, 30), time(9)),
        ),
        ("exam every 2 years in June", "exam", Due(date(2027, 6, 23))),
        ("pool every month on the 1st and last day", "pool", Due(date(2026, 11, 30))),
        ("call mum every day, once", "call mum", Due(date(2026, 11, 23))),
    ],
)
def test_such_words_repeat_inside_a_sentence(text: str, title: str, due: Due) -> None:
    task = read_task(text, HERE).value
    assert task.repeat is not None
    assert (task.title, task.due) == (title, due)


def test_words_that_are_no_rules_own_are_left_to_the_free_grammar() -> None:
    assert rule_in("every other Tuesday") is None
    assert rule_in("every blue moon") is None
    assert rule_in("every ") is None
