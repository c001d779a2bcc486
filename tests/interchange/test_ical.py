"""iCalendar: what is written is read back, by us and by others; what others write is understood."""

from datetime import UTC, datetime, time
from itertools import islice

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore
from tasklark.domain.series import keys
from tasklark.domain.task import Repeat
from tasklark.interchange.ical import calendar
from tasklark.interchange.ical_reading import read_calendar
from tests.interchange.files import MADRID, NOON, on, ring, task, tasks_of


def todo(*lines: str) -> str:
    """A calendar of another program with one task."""
    body = "\r\n".join(["BEGIN:VTODO", "UID:a", "SUMMARY:rent", *lines, "END:VTODO"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{body}\r\nEND:VCALENDAR\r\n"


def test_everything_about_a_task_comes_back() -> None:
    rent = task(
        7,
        "Rent; “pay”, \\ now",
        notes="first\nsecond, third",
        priority="high",
        tags=("home", "a,b"),
        project="House, flat",
        due=on("2026-11-30", "09:00"),
    )
    wanted = (Remind(RingBefore(30), 10), Remind(RingDayBefore(1, time(18))))
    at = Remind(RingAt(on("2026-11-29", "12:00", "Europe/London")))
    rings = {7: [ring(rent, one) for one in (*wanted, at)]}
    [back] = tasks_of(read_calendar(calendar([rent], rings).encode(), MADRID))
    assert (back.title, back.notes, back.priority) == (rent.title, rent.notes, "high")
    assert (back.tags, back.project, back.due) == (rent.tags, rent.project, rent.due)
    assert back.reminders == (*wanted, at)


def test_a_fixed_zone_comes_back_with_its_rules() -> None:
    call = task(1, "call", due=on("2026-11-30", "09:00", "America/New_York"))
    text = calendar([call], {})
    assert "BEGIN:VTIMEZONE" in text
    [back] = tasks_of(read_calendar(text.encode(), MADRID))
    assert back.due == call.due


def test_a_task_of_ours_without_a_reminder_stays_without_one() -> None:
    [back] = tasks_of(
        read_calendar(calendar([task(1, "x", due=on("2026-11-30", "09:00"))], {}).encode(), MADRID)
    )
    assert back.reminders == ()
    [other] = tasks_of(read_calendar(todo("DUE:20261130T090000").encode(), MADRID))
    assert other.reminders is None


def test_a_finished_task_comes_back_finished_and_under_its_parent() -> None:
    parent = task(1, "move")
    child = task(2, "boxes", parent=1, status="done", completed_at=NOON)
    [back] = read_calendar(calendar([parent, child], {}).encode(), MADRID).records
    assert [(one.task.title, one.done_at) for one in back.subtasks] == [("boxes", NOON)]


@pytest.mark.parametrize(
    ("repeat", "key"),
    [
        (Repeat("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-16T09:00"), "2026-11-30T09:00"),
        (Repeat("FREQ=DAILY;COUNT=5", "2026-11-20"), "2026-11-23"),
        (Repeat("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30"), "2026-11-30"),
        (Repeat("FREQ=MONTHLY;BYMONTHDAY=31", "2026-10-31", month_end="backward"), "2026-11-30"),
        (Repeat("FREQ=DAILY", "2026-11-20", exceptions=("2026-11-26",)), "2026-11-25"),
        (Repeat("FREQ=DAILY;UNTIL=20261128", "2026-11-20"), "2026-11-25"),
        (
            Repeat("FREQ=DAILY;INTERVAL=3", "2026-11-25", anchor="completion", holidays="after"),
            "2026-11-25",
        ),
    ],
)
def test_a_repeat_goes_on_from_its_open_occurrence(repeat: Repeat, key: str) -> None:
    clock = key[11:] or None
    water = task(3, "water", due=on(key[:10], clock), repeat=repeat, series=3, occurrence=key)
    [back] = tasks_of(read_calendar(calendar([water], {}).encode(), MADRID))
    assert back.repeat is not None
    assert back.due == water.due
    assert back.repeat.start == key
    coming = list(islice(keys(repeat, key), 6))
    assert list(islice(keys(back.repeat, key), 6)) == coming
    policies = ("anchor", "month_end", "holidays", "pile_up")
    assert [getattr(back.repeat, n) for n in policies] == [getattr(repeat, n) for n in policies]


def test_an_occurrence_that_was_moved_comes_back_moved() -> None:
    repeat = Repeat("FREQ=WEEKLY;BYDAY=MO", "2026-11-23")
    water = task(3, "water", due=on("2026-11-25"), repeat=repeat, series=3, occurrence="2026-11-23")
    [back] = tasks_of(read_calendar(calendar([water], {}).encode(), MADRID))
    assert (back.due, back.repeat) == (on("2026-11-25"), repeat)


def test_lines_are_short_and_nothing_in_a_title_ends_one() -> None:
    text = calendar([task(1, "x" * 90 + "\r\nBEGIN:VALARM\u2028\x1b" + "🦜" * 60)], {})
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\r\nBEGIN:VALARM" not in text
    [back] = tasks_of(read_calendar(text.encode(), MADRID))
    assert back.title.endswith("🦜" * 60)


@given(st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip())))
def test_any_notes_can_be_read_by_others(notes: str) -> None:
    text = calendar([task(1, "x", notes=notes)], {})
    [found] = icalendar.Calendar.from_ical(text).walk("VTODO")
    assert found["SUMMARY"] == "x"


def test_a_moment_in_utc_is_one_on_the_persons_clock() -> None:
    [found] = tasks_of(read_calendar(todo("DUE:20261130T080000Z").encode(), MADRID))
    assert found.due == on("2026-11-30", "09:00")


def test_an_own_zone_floats_and_another_stays() -> None:
    for zone, kept in (("Europe/Madrid", None), ("Europe/London", "Europe/London")):
        [found] = tasks_of(read_calendar(todo(f"DUE;TZID={zone}:20261130T090000").encode(), MADRID))
        assert found.due == on("2026-11-30", "09:00", kept)


def test_alarms_of_others_follow_the_due() -> None:
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER{}\r\nEND:VALARM"
    triggers = (";RELATED=END:-PT30M", ":-P1D", ";VALUE=DATE-TIME:20261129T110000Z", ":PT5M")
    text = todo("DUE:20261130T090000", *(alarm.format(one) for one in triggers))
    [found] = tasks_of(read_calendar(text.encode(), MADRID))
    assert found.reminders is not None
    assert found.reminders[:3] == (
        Remind(RingBefore(30)),
        Remind(RingBefore(24 * 60)),
        Remind(RingAt(on("2026-11-29", "12:00"))),
    )
    dated = todo("DUE;VALUE=DATE:20261130", alarm.format(":-PT15H"))
    [found] = tasks_of(read_calendar(dated.encode(), MADRID))
    assert found.reminders == (Remind(RingDayBefore(1, time(9))),)


def test_a_repeat_that_is_not_understood_leaves_the_task_and_is_told() -> None:
    content = read_calendar(
        todo("DTSTART:20261130T090000", "RRULE:FREQ=DAILY;BYMONTHDAY=99").encode(), MADRID
    )
    [found] = tasks_of(content)
    assert (found.repeat, found.due) == (None, on("2026-11-30", "09:00"))
    [problem] = content.problems
    assert "“rent”" in problem.text


def test_the_end_of_a_rule_in_utc_is_one_on_the_persons_clock() -> None:
    text = todo("DTSTART:20261130T003000", "RRULE:FREQ=DAILY;UNTIL=20261201T233000Z")
    [found] = tasks_of(read_calendar(text.encode(), MADRID))
    assert found.repeat is not None
    assert list(keys(found.repeat, None)) == [
        f"2026-{day}T00:30" for day in ("11-30", "12-01", "12-02")
    ]


def test_appointments_and_cancelled_tasks_are_left_out_and_told() -> None:
    text = todo("STATUS:CANCELLED").replace(
        "END:VCALENDAR", "BEGIN:VEVENT\r\nUID:e\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    content = read_calendar(text.encode(), MADRID)
    assert content.records == ()
    assert [one.text[:14] for one in content.problems] == ["1 appointments", "1 cancelled ta"]


def test_done_without_a_stamp_is_done_when_it_was_last_changed() -> None:
    text = todo("STATUS:COMPLETED", "LAST-MODIFIED:20261120T100000Z")
    [record] = read_calendar(text.encode(), MADRID).records
    assert record.done_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"hello", b"BEGIN:VTODO\r\nSUMMARY", b"\xff\x00"])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="calendar"):
        read_calendar(content, MADRID)


def test_a_damaged_task_is_left_out_and_told_the_others_come() -> None:
    text = calendar([task(1, "a"), task(2, "b", due=on("2026-11-30")), task(3, "c")], {})
    content = read_calendar(text.replace("20261130", "2026113x").encode(), MADRID)
    assert [one.title for one in tasks_of(content)] == ["a", "c"]
    [problem] = content.problems
    assert problem.text == "A task (“b”) is damaged and left out."
    assert text.split("\r\n")[problem.line - 1] == "BEGIN:VTODO"


def test_titles_tags_and_notes_are_made_to_fit() -> None:
    lines = (f"DESCRIPTION:{'n' * 30_000}", "CATEGORIES:" + ",".join(f"t{n}" for n in range(90)))
    text = todo(*lines).replace("SUMMARY:rent", f"SUMMARY:{'x' * 700}")
    [found] = tasks_of(read_calendar(text.encode(), MADRID))
    assert (len(found.title), len(found.tags), len(found.notes)) == (500, 50, 20_000)
    assert found.notes.startswith("x" * 700)


def test_a_chain_of_parents_is_one_level_deep() -> None:
    lines = [
        f"BEGIN:VTODO\r\nUID:{uid}\r\nSUMMARY:{uid}\r\nRELATED-TO:{parent}\r\nEND:VTODO"
        for uid, parent in (("a", "none"), ("b", "a"), ("c", "b"), ("d", "d"))
    ]
    text = "BEGIN:VCALENDAR\r\n" + "\r\n".join(lines) + "\r\nEND:VCALENDAR\r\n"
    records = read_calendar(text.encode(), MADRID).records
    assert [one.task.title for one in records] == ["a", "d"]
    assert [one.task.title for one in records[0].subtasks] == ["b", "c"]


def test_a_date_without_a_time_is_a_date() -> None:
    [found] = tasks_of(read_calendar(todo("DUE;VALUE=DATE:20261130").encode(), MADRID))
    assert found.due == on("2026-11-30")
