"""`tasklark eval expand`: components as JSON lines."""

import json

import pytest

from tasklark.recurrence.expand import expand_line


def expand(*lines: str, limit: int = 5) -> list[str]:
    asked = {"id": "a", "ical": "\n".join(lines), "limit": limit}
    answer = json.loads(expand_line(json.dumps(asked)))
    assert answer["id"] == "a"
    found = answer.get("instances", answer.get("error"))
    assert found is not None
    return list(found) if isinstance(found, list) else [f"error: {found}"]


def test_instances_are_written_as_the_start_is() -> None:
    daily = "RRULE:FREQ=DAILY;COUNT=2"
    assert expand("DTSTART;VALUE=DATE:20260228", daily) == ["20260228", "20260301"]
    assert expand("DTSTART:20260228T090000", daily) == ["20260228T090000", "20260301T090000"]
    assert expand("DTSTART:20260228T090000Z", daily) == ["20260228T090000Z", "20260301T090000Z"]


def test_instances_of_a_zone_have_their_offset() -> None:
    assert expand("DTSTART;TZID=Europe/Madrid:20270327T023000", "RRULE:FREQ=DAILY;COUNT=3") == [
        "2027-03-27T02:30:00+01:00",
        "2027-03-28T03:30:00+02:00",
        "2027-03-29T02:30:00+02:00",
    ]


def test_excluded_dates_are_left_out_and_still_counted() -> None:
    assert expand(
        "DTSTART:20260101T090000",
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE:20260102T090000,20260104T090000",
    ) == ["20260101T090000", "20260103T090000"]


def test_an_excluded_instant_may_be_in_utc_and_a_whole_day_may_go() -> None:
    assert expand(
        "DTSTART;TZID=America/New_York:20260301T090000",
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE:20260301T140000Z",
        "EXDATE;VALUE=DATE:20260303",
    ) == ["2026-03-02T09:00:00-05:00", "2026-03-04T09:00:00-05:00"]


def test_added_dates_come_in_order_and_once() -> None:
    assert expand(
        "DTSTART:20260101T090000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "RDATE:20260103T120000,20260108T090000",
        "RDATE;VALUE=PERIOD:20260102T080000/PT1H",
    ) == ["20260101T090000", "20260102T080000", "20260103T120000", "20260108T090000"]


def test_without_a_rule_the_start_and_what_is_added_repeat() -> None:
    assert expand("DTSTART;VALUE=DATE:20260101", "RDATE;VALUE=DATE:20260105") == [
        "20260101",
        "20260105",
    ]


def test_folded_lines_other_properties_and_quotes_are_read() -> None:
    assert expand(
        'DTSTART;TZID="Europe/London":20260701T090000\r',
        "SUMMARY:Pay: rent\r",
        "RRULE:FREQ=WEEKLY;\r",
        " COUNT=2\r",
    ) == ["2026-07-01T09:00:00+01:00", "2026-07-08T09:00:00+01:00"]


def test_an_endless_rule_stops_at_the_limit() -> None:
    assert len(expand("DTSTART:20260101T090000", "RRULE:FREQ=DAILY", limit=50)) == 50
    assert expand("DTSTART:20260101T090000", "RRULE:FREQ=DAILY", limit=0) == []


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["RRULE:FREQ=DAILY"], "there is no DTSTART"),
        (["DTSTART:20260101", "DTSTART:20260102"], "there must be one DTSTART"),
        (["DTSTART:20260101T090000", "RRULE:FREQ=DAYLY"], "is not one of YEARLY"),
        (["DTSTART:2026-01-01", "RRULE:FREQ=DAILY"], "is not a date such as"),
        (["DTSTART:20260230", "RRULE:FREQ=DAILY"], "is not a date of the calendar"),
        (["DTSTART;TZID=Moon/Base:20260101T090000"], "is not a time zone known here"),
        (["DTSTART;TZID=../../etc/passwd:20260101T090000"], "is not a time zone known here"),
        (["DTSTART"], "is not a line such as"),
        (["DTSTART:20260101", "EXDATE:never"], "is not a date such as"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_reason(lines: list[str], reason: str) -> None:
    [error] = expand(*lines)
    assert error.startswith("error: ")
    assert reason in error


@pytest.mark.parametrize(
    "line",
    ["", "nonsense", "[1]", '{"id": 7}', '{"id": 7, "ical": "DTSTART:20260101", "limit": -1}'],
)
def test_a_line_that_asks_nothing_is_an_error_too(line: str) -> None:
    assert "error" in json.loads(expand_line(line))
