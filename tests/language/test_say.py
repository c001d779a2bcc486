"""The way back from values to words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tasklark.domain.changes import Applied, Change, Note, RowUpdate
from tasklark.domain.person import Away, Person
from tasklark.domain.reminder import (
    Remind,
    Reminder,
    RingAt,
    RingBefore,
    RingDayBefore,
    Trigger,
)
from tasklark.domain.task import Due, Repeat, Task
from tasklark.language import Context, read_preferences, read_remind, read_repeat, say

MADRID = Person(1, "Europe/Madrid")
NOW = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
"""Half past noon in Madrid on a Monday."""
HERE = Context(NOW, MADRID)
RENT = Task(
    7,
    1,
    "Pay rent",
    NOW,
    NOW,
    number=131,
    priority="high",
    tags=("home",),
    due=Due(date(2026, 11, 30), time(9)),
    repeat=Repeat("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30T09:00"),
    occurrence="2026-11-30T09:00",
)


def applied(*tasks: Task, code: str | None = "a7k", **more: object) -> Applied:
    return replace(Applied(tasks, {}, code, 1, NOW, MADRID), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (NOW, "now Mon 23 Nov 2026 12:30 Europe/Madrid"),
        (
            datetime(2026, 11, 28, 23, 30, tzinfo=UTC),
            "now Sun 29 Nov 00:30 Europe/Madrid, your day is Sat 28 until 04:00",
        ),
    ],
)
def test_the_clock_line_tells_date_time_and_zone(now: datetime, said: str) -> None:
    assert say.clock_line(now, MADRID) == said


def test_the_clock_line_follows_a_person_who_is_away() -> None:
    person = replace(MADRID, away=Away("America/New_York", date(2026, 11, 29)))
    assert say.clock_line(NOW, person) == "now Mon 23 Nov 2026 06:30 America/New_York"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (Due(date(2026, 11, 30), time(9)), "Mon 30 Nov 09:00"),
        (Due(date(2026, 11, 23), time(18, 30)), "today 18:30"),
        (Due(date(2026, 11, 23)), "today"),
        (Due(date(2027, 1, 4)), "Mon 4 Jan 2027"),
        (Due(date(2026, 11, 30), time(9), "Europe/London"), "Mon 30 Nov 09:00 London"),
        (Due(date(2026, 11, 30), time(9), "America/New_York"), "Mon 30 Nov 09:00 New York"),
    ],
)
def test_a_due_has_weekday_date_and_time(due: Due, said: str) -> None:
    assert say.due(due, MADRID, NOW) == said


def test_near_days_are_said_as_people_say_them() -> None:
    said = [say.day(date(2026, 11, 22) + timedelta(days=n), MADRID, NOW) for n in range(4)]
    assert said == ["yesterday", "today", "tomorrow", "Wed 25 Nov"]


TRIGGERS: list[tuple[Trigger, int | None, str]] = [
    (RingBefore(0), None, "at due time"),
    (RingBefore(30), None, "30 min before"),
    (RingBefore(90), None, "90 min before"),
    (RingBefore(120), None, "2 h before"),
    (RingBefore(1440), None, "1 day before"),
    (RingBefore(0), 10, "at due time, every 10 min until done"),
    (RingBefore(45), 90, "45 min before, every 90 min until done"),
    (RingDayBefore(1, time(18)), None, "day before 18:00"),
    (RingDayBefore(3, time(9)), 60, "3 days before 09:00, every 60 min until done"),
    (RingDayBefore(0, time(8)), None, "at 08:00 the morning of"),
    (RingDayBefore(0, time(20)), None, "at 20:00 the evening of"),
    (RingAt(Due(date(2026, 11, 30), time(9))), None, "Mon 30 Nov 2026 09:00"),
    (
        RingAt(Due(date(2026, 11, 30), time(9), "America/New_York")),
        None,
        "Mon 30 Nov 2026 09:00 New York",
    ),
]


@pytest.mark.parametrize(("trigger", "nag", "said"), TRIGGERS)
def test_a_reminder_is_said_and_read_back_to_the_same(
    trigger: Trigger, nag: int | None, said: str
) -> None:
    assert say.remind(trigger, nag) == said
    assert read_remind(said, HERE).value == (Remind(trigger, nag),)


@pytest.mark.parametrize(
    "words",
    [
        "every day",
        "every weekday",
        "every 2 weeks on Mon, Wed",
        "last workday of every month",
        "every month on the 31st",
        "every 3 days after completion",
        "every day except holidays",
        "every year on 24 December",
    ],
)
def test_a_repeat_is_said_as_it_was_read(words: str) -> None:
    read = read_repeat(words, HERE).value
    assert read is not None
    assert say.repeat(read) == words


def test_a_line_holds_what_there_is_to_know_about_a_task() -> None:
    rings = [Reminder(1, 7, RingDayBefore(1, time(18)), fire_at=NOW)]
    assert say.task_line(RENT, rings, MADRID, NOW) == (
        "#131 Pay rent | Mon 30 Nov 09:00 high #home"
        " ↻ last workday of every month ⏰ day before 18:00"
    )
    assert say.task_line(Task(1, 1, "Read", NOW, NOW, number=2), (), MADRID, NOW) == "#2 Read"


def test_a_line_marks_the_plain_reminder_and_words_the_others() -> None:
    plain = Reminder(1, 7, RingBefore(0), fire_at=NOW)
    early = Reminder(2, 7, RingBefore(30), fire_at=NOW)
    later = Reminder(3, 7, RingBefore(0), fire_at=NOW + timedelta(minutes=10), snoozed=True)
    rang = Reminder(4, 7, RingBefore(5), state="fired")
    task = replace(RENT, repeat=None)
    ends = {
        "⏰": [plain, rang],
        "⏰ at due time + 30 min before": [plain, early],
        "⏰ snoozed to today 12:40": [later],
        "#home": [rang],
    }
    for end, rings in ends.items():
        assert say.task_line(task, rings, MADRID, NOW).endswith(end)


def test_a_title_of_several_lines_stays_on_one_and_a_long_one_is_cut() -> None:
    task = replace(RENT, title="one\ntwo " + "x" * 200, repeat=None)
    line = say.task_line(task, (), MADRID, NOW)
    assert "\n" not in line
    assert line.startswith("#131 one two xxx")
    assert "…" in line


def test_control_characters_and_many_tags_stay_out_of_a_line() -> None:
    task = replace(RENT, title="a\x1b[31mred\x07", tags=tuple("abcdefgh"), repeat=None, due=None)
    said = say.task_line(task, (), MADRID, NOW)
    assert said == "#131 a[31mred | high #a #b #c #d #e #f and 2 tags"


def test_states_missed_dates_and_pauses_show() -> None:
    done = replace(RENT, status="done", completed_at=NOW)
    assert "done today 12:30" in say.task_line(done, (), MADRID, NOW)
    assert "deleted" in say.task_line(replace(RENT, status="deleted"), (), MADRID, NOW)
    assert RENT.repeat is not None
    paused = replace(RENT, repeat=replace(RENT.repeat, pause_until=date(2027, 1, 4)))
    line = say.task_line(paused, (), MADRID, NOW, missed=("a", "b"))
    assert line.endswith(", paused until Mon 4 Jan 2027, 2 missed")


def test_a_toast_is_one_sentence() -> None:
    plain = replace(RENT, repeat=None)
    assert say.said(applied(plain), "added") == "Added “Pay rent”, Mon 30 Nov 09:00"
    assert say.said(applied(plain, replace(plain, id=8)), "deleted") == "Deleted 2 tasks"
    assert say.said(applied(replace(plain, due=None)), "updated") == "Changed “Pay rent”"
    assert say.said(applied(code=None), "updated") == "Nothing was changed"


def test_subtasks_that_went_along_are_not_counted() -> None:
    subtask = replace(RENT, id=8, parent=7, repeat=None)
    assert say.said(applied(RENT, subtask), "completed") == "Completed “Pay rent”"


def test_the_text_of_a_write_ends_with_what_else_is_to_know() -> None:
    note = Note("next", 7, {"due": Due(date(2026, 12, 31), time(9))})
    text = say.written(applied(replace(RENT, status="done"), notes=(note,)), "completed")
    assert text.split("\n")[1] == "completed 1 · undo a7k"
    assert text.split("\n")[-1] == "#131 next Thu 31 Dec 09:00"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note("like", 7, {"number": 88}), "“Pay rent” is like #88, open"),
        (
            Note("skipped_existing", None, {"number": 88, "title": "Buy milk"}),
            "“Buy milk” is open already as #88; not added again",
        ),
        (Note("already", 7, {"status": "done"}), "#131 “Pay rent” is done already"),
        (
            Note("late_reminder", 7, {"trigger": RingBefore(30)}),
            "The reminder “30 min before” of #131 “Pay rent” is past already and will not ring",
        ),
        (Note("series_ends", 7), "#131 “Pay rent” repeats no more"),
        (Note("subtasks_too", 7, {"count": 1}), "1 open subtask of #131 “Pay rent” too"),
        (
            Note("left_alone", 7, {"field": "due"}),
            "Left alone, changed since: the date of #131 “Pay rent”",
        ),
        (
            Note("left_alone", None, {"field": "quiet"}),
            "Left alone, changed since: the quiet hours",
        ),
        (Note("no_change", None, {"code": "a7k", "undone_by": "b8m"}), "a7k was undone already"),
        (Note("assumed", None, {"text": "9 is 09:00"}), "Assumed: 9 is 09:00"),
        (Note("no_change"), ""),
    ],
)
def test_a_note_is_a_sentence(note: Note, said: str) -> None:
    assert say.note(note, applied(RENT)) == said


def recorded(**fields: object) -> Change:
    return replace(Change(1, "a7k", NOW, "person", "web"), **fields)  # type: ignore[arg-type]


def test_a_recorded_change_is_a_sentence_with_the_old_and_the_new() -> None:
    due = (RENT.due, Due(date(2026, 12, 1)))
    moved = recorded(updates=(RowUpdate(7, 1, {"due": due, "due_at": (NOW, None)}),))
    assert say.change(moved, {7: RENT}, MADRID) == (
        "Changed #131 Pay rent: date Mon 30 Nov 09:00 → Tue 1 Dec"
    )
    done = recorded(updates=(RowUpdate(7, 1, {"status": ("open", "done")}),))
    assert say.change(done, {7: RENT}, MADRID) == "Completed #131 Pay rent"
    many = recorded(inserts=(7, 8, 9, 10, 11))
    assert say.change(many, {7: RENT}, MADRID) == "Added #131 Pay rent and 4 more"


def test_words_with_braces_and_settings_are_told_too() -> None:
    title = recorded(updates=(RowUpdate(7, 1, {"title": ("a {0}", "b {x}")}),))
    assert say.change(title, {7: RENT}, MADRID) == "Changed #131 Pay rent: title a {0} → b {x}"
    quiet = recorded(settings={"quiet": (None, (time(22), time(7)))})
    assert say.change(quiet, {}, MADRID) == "Changed settings: quiet hours"


def test_settings_are_said_in_words_that_are_read_back() -> None:
    person = replace(MADRID, quiet=(time(22), time(7)), week_start=6, day_start=time(5))
    lines = say.preferences(person, NOW).split("\n")
    read = read_preferences(
        [lines[1], *(line for line in lines if "starts" in line or "quiet" in line)], HERE
    )
    assert read["quiet"] == person.quiet
    assert read["week_start"] == 6
    assert read["day_start"] == time(5)
    assert read["zone"] == "Europe/Madrid"


def test_a_due_in_the_persons_own_zone_names_no_place() -> None:
    own = Due(date(2026, 11, 30), time(9), "Europe/Madrid")
    assert say.due(own, MADRID, NOW) == "Mon 30 Nov 09:00"
    assert say.due(replace(own, zone="Europe/London"), MADRID, NOW) == "Mon 30 Nov 09:00 London"
