"""Stretches of days, sorts and settings in words."""

from datetime import UTC, date, datetime, time

import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.person import Away
from tasklark.domain.query import Sort
from tasklark.language import read_day_span, read_past_span, read_preferences, read_sort
from tests.language.saying import HERE


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("today", None, date(2026, 11, 23)),
        ("overdue", None, date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24), date(2026, 11, 24)),
        ("this week", date(2026, 11, 23), date(2026, 11, 29)),
        ("next week", date(2026, 11, 30), date(2026, 12, 6)),
        ("next 7 days", date(2026, 11, 23), date(2026, 11, 29)),
        ("2026-12-01..2026-12-05", date(2026, 12, 1), date(2026, 12, 5)),
        ("December", date(2026, 12, 1), date(2026, 12, 31)),
        ("Friday", date(2026, 11, 27), date(2026, 11, 27)),
    ],
)
def test_a_stretch_of_days_is_read(text: str, low: date | None, high: date) -> None:
    found = read_day_span(text, HERE).value
    assert (found.low, found.high) == (low, high)


def test_no_date_asks_for_the_undated() -> None:
    assert read_day_span("no date", HERE).value.undated


def test_the_past_is_a_stretch_of_instants() -> None:
    found = read_past_span("last week", HERE).value
    assert found.low == datetime(2026, 11, 16, 3, tzinfo=UTC)
    assert found.high == datetime(2026, 11, 23, 3, tzinfo=UTC)


def test_an_order_has_keys_and_directions() -> None:
    assert read_sort("priority, due desc") == (Sort("priority"), Sort("due", True))
    assert read_sort("") == ()
    with pytest.raises(Refusal, match="cannot sort"):
        read_sort("colour")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "I'm in New York until Sunday",
            {"away": Away("America/New_York", date(2026, 11, 29))},
        ),
        ("week starts Sunday", {"week_start": 6}),
        ("start my week on Monday", {"week_start": 0}),
        ("quiet 22 to 7", {"quiet": (time(22), time(7))}),
        ("quiet hours off", {"quiet": None}),
        ("my day starts at 5", {"day_start": time(5)}),
        ("time zone Europe/London", {"zone": "Europe/London", "zone_source": "person"}),
        ("holidays of Spain", {"holidays": "ES"}),
        ("dark mode", {"theme": "dark"}),
        ("theme light", {"theme": "light"}),
        ("shortcuts off", {"shortcuts": False}),
        ("default reminder 10 minutes before", {"default_reminder": 10}),
        ("no default reminders", {"default_reminder": None}),
        ("I'm back home", {"away": None}),
        ("la semana empieza el lunes", {"week_start": 0}),
    ],
)
def test_a_setting_is_read(words: str, expected: dict[str, object]) -> None:
    assert read_preferences([words], HERE) == expected


def test_a_named_time_keeps_the_others() -> None:
    found = read_preferences(["morning is 8"], HERE)["named_times"]
    assert isinstance(found, dict)
    assert (found["morning"], found["noon"]) == (time(8), time(12))


@pytest.mark.parametrize("words", ["make coffee", "time zone Atlantis", "my day starts at 15"])
def test_a_setting_that_is_not_known_is_refused(words: str) -> None:
    with pytest.raises(Refusal):
        read_preferences([words], HERE)
