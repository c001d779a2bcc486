"""What another engine finds on the same random rules, as far as it gets there in short time."""

from datetime import datetime, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from tasklark.recurrence import Rule
from tests.recurrence.calendars import COARSE, FINE, rules, starts

FAR = timedelta(days=30 * 365)
# dateutil walks through every period, also where nothing can match.
NEAR = {
    "HOURLY": timedelta(days=365),
    "MINUTELY": timedelta(days=20),
    "SECONDLY": timedelta(hours=12),
}


@settings(max_examples=80, deadline=None)
@given(rules(COARSE), starts)
def test_rules_of_days_and_longer_give_what_dateutil_gives(text: str, start: datetime) -> None:
    found = ours(text, start, start + FAR)
    assert found == theirs(text, start, len(found))


@settings(max_examples=60, deadline=None)
@given(rules(FINE), starts)
def test_rules_of_hours_and_shorter_give_what_dateutil_gives(text: str, start: datetime) -> None:
    found = ours(text, start, start + NEAR[Rule.parse(text).parts.freq])
    assert found == theirs(text, start, len(found))


@settings(max_examples=60, deadline=None)
@given(rules(COARSE), starts, st.integers(1, 30))
def test_count_ends_where_dateutil_ends(text: str, start: datetime, count: int) -> None:
    found = list(Rule.parse(f"{text};COUNT={count}").occurrences(start))
    if len(found) == count and found[-1] < start + FAR:
        assert found == theirs(f"{text};COUNT={count}", start, count + 1)


@settings(max_examples=60, deadline=None)
@given(rules(COARSE), starts, st.integers(0, 12))
def test_until_is_the_last_one_as_with_dateutil(text: str, start: datetime, at: int) -> None:
    straight = ours(text, start, start + FAR)
    if at + 1 < len(straight):
        ended = f"{text};UNTIL={straight[at]:%Y%m%dT%H%M%S}"
        assert list(Rule.parse(ended).occurrences(start)) == straight[: at + 1]
        assert theirs(ended, start, at + 2) == straight[: at + 1]


def ours(text: str, start: datetime, end: datetime) -> list[datetime]:
    found = islice(Rule.parse(text).occurrences(start), 20)
    return list(takewhile(lambda moment: moment < end, found))


def theirs(text: str, start: datetime, most: int) -> list[datetime]:
    return list(islice(rrulestr(text, dtstart=start), most)) if most else []
