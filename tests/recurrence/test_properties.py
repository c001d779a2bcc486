"""What holds for every rule, start and moment."""

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tasklark.recurrence import Rule
from tests.recurrence.calendars import rules, starts, wall

ZONES = st.sampled_from(
    ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "Africa/Casablanca")
).map(ZoneInfo)
SKIPS = st.sampled_from(("OMIT", "BACKWARD", "FORWARD"))


@settings(max_examples=80, deadline=None)
@given(rules(), starts, SKIPS)
def test_every_occurrence_is_later_than_the_one_before(
    text: str, start: datetime, skip: str
) -> None:
    found = list(islice(skipping(text, skip).occurrences(start), 40))
    assert all(one < other for one, other in pairwise(found))
    assert all(moment >= start for moment in found)


@settings(max_examples=80, deadline=None)
@given(rules(), starts, SKIPS, st.integers(0, 24))
def test_resuming_after_any_occurrence_equals_the_straight_run(
    text: str, start: datetime, skip: str, at: int
) -> None:
    rule = skipping(text, skip)
    straight = list(islice(rule.occurrences(start), 25))
    if at < len(straight):
        rest = rule.between(straight[at], wall("99991231T235959"), start)
        assert list(islice(rest, 25 - at)) == straight[at:]


@settings(max_examples=80, deadline=None)
@given(rules(), starts, SKIPS, st.timedeltas(timedelta(-9), timedelta(4000)))
def test_the_next_after_any_moment_is_the_first_later_one_of_a_walk(
    text: str, start: datetime, skip: str, later: timedelta
) -> None:
    rule, moment = skipping(text, skip), start + later
    walk = islice(rule.occurrences(start), 200)
    expected = next((found for found in walk if found > moment), None)
    if expected is not None:
        assert rule.after(moment, start) == expected


@settings(max_examples=60, deadline=None)
@given(rules(), starts, ZONES, st.integers(0, 200))
def test_in_a_zone_instants_increase_and_can_be_resumed(
    text: str, start: datetime, zone: ZoneInfo, at: int
) -> None:
    rule = Rule.parse(text)
    straight = list(islice(rule.occurrences(start, zone), 202))
    instants = [found.timestamp() for found in straight]
    assert all(one < other for one, other in pairwise(instants))
    if at + 1 < len(straight):
        assert rule.after(straight[at], start, zone) == straight[at + 1]
        assert rule.after(straight[at], start, zone, inclusive=True) == straight[at]


@settings(max_examples=60, deadline=None)
@given(rules(), starts, ZONES | st.none(), st.integers(1, 30), st.integers(0, 40))
def test_count_and_between_cut_the_straight_run(
    text: str, start: datetime, zone: ZoneInfo | None, count: int, low: int
) -> None:
    rule = Rule.parse(text)
    straight = list(islice(rule.occurrences(start, zone), 45))
    counted = rule.with_parts(count=count)
    assert list(counted.occurrences(start, zone)) == straight[:count]
    if low < len(straight[:count]):
        following = counted.after(straight[low], start, zone)
        assert following == next(iter(straight[low + 1 : count]), None)
    if low + 4 < len(straight):
        between = rule.between(straight[low], straight[low + 4], start, zone)
        assert list(between) == straight[low : low + 4]


@settings(max_examples=60, deadline=None)
@given(rules(), starts, ZONES | st.none(), st.integers(0, 40))
def test_until_any_occurrence_is_the_straight_run_so_far(
    text: str, start: datetime, zone: ZoneInfo | None, at: int
) -> None:
    rule = Rule.parse(text)
    straight = list(islice(rule.occurrences(start, zone), 42))
    if at < len(straight):
        until = straight[at].astimezone(UTC) if zone else straight[at]
        ended = rule.with_parts(until=until)
        assert list(ended.occurrences(start, zone)) == straight[: at + 1]
        assert ended.after(straight[at], start, zone) is None


@settings(max_examples=60, deadline=None)
@given(rules(), starts)
def test_a_rule_written_and_read_again_is_the_same_rule(text: str, start: datetime) -> None:
    rule = Rule.parse(text)
    again = Rule.parse(str(rule))
    assert again == rule
    assert str(again) == str(rule)
    assert list(islice(again.occurrences(start), 3)) == list(islice(rule.occurrences(start), 3))


def skipping(text: str, skip: str) -> Rule:
    return Rule.parse(text).with_parts(skip=skip)
