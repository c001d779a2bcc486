"""JSON of our own: nothing of a task is lost."""

import json
from datetime import date, time

import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Repeat
from tasklark.interchange.json_tasks import document, read_document
from tests.interchange.files import NOON, on, ring, task, tasks_of


def test_everything_about_a_task_comes_back() -> None:
    repeat = Repeat(
        "FREQ=WEEKLY;BYDAY=MO",
        "2026-11-23T09:00",
        month_end="backward",
        holidays="after",
        pile_up="keep",
        exceptions=("2026-12-07T09:00",),
        pause_until=date(2026, 11, 30),
        successor=Repeat("FREQ=DAILY", "2027-01-01T09:00"),
    )
    rent = task(
        7,
        "Rent “=1”",
        notes="a\nb",
        priority="medium",
        tags=("home", "a,b"),
        project="House",
        due=on("2026-11-24", "10:00", "Europe/London"),
        repeat=repeat,
        series=7,
        occurrence="2026-11-23T09:00",
    )
    wanted = (
        Remind(RingBefore(30), 10),
        Remind(RingDayBefore(1, time(18))),
        Remind(RingAt(on("2026-11-29", "12:00", "Asia/Tokyo"))),
    )
    text = document([rent], {7: [ring(rent, one) for one in wanted]}, NOON)
    [back] = tasks_of(read_document(text))
    names = ("title", "notes", "priority", "tags", "project", "due", "repeat")
    assert {n: getattr(back, n) for n in names} == {n: getattr(rent, n) for n in names}
    assert back.reminders == wanted


def test_finished_tasks_and_subtasks_come_back() -> None:
    parent = task(1, "move")
    child = task(2, "boxes", parent=1, status="done", completed_at=NOON)
    [back] = read_document(document([parent, child], {}, NOON)).records
    assert [(one.task.title, one.done_at, one.added_at) for one in back.subtasks] == [
        ("boxes", NOON, NOON)
    ]


def test_a_counted_repeat_goes_on_with_what_is_left_of_it() -> None:
    repeat = Repeat("FREQ=DAILY;COUNT=5", "2026-11-20")
    water = task(1, "water", due=on("2026-11-23"), repeat=repeat, series=1, occurrence="2026-11-23")
    [back] = tasks_of(read_document(document([water], {}, NOON)))
    assert back.repeat == Repeat("FREQ=DAILY;COUNT=2", "2026-11-23")


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "{}", '{"tasks": 3}', '{"version": 2, "tasks": []}', "3"]
)
def test_what_is_no_such_document_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_document(text)


def test_a_copy_of_a_store_is_told_apart() -> None:
    with pytest.raises(Refusal, match="copy of a whole database"):
        read_document('{"tasklark":1,"columns":{}}\n["person",1]\n')


def test_text_that_cannot_be_kept_is_made_to() -> None:
    [one] = tasks_of(read_document('[{"title": "a\\ud800b\\u0000", "tags": ["\\udfff"]}]'))
    assert (one.title, one.tags) == ("a?b", ("?",))


def test_a_damaged_entry_is_left_out_and_told_the_others_come() -> None:
    entries = [
        3,
        {"title": 7},
        {
            "title": "milk",
            "due": {"date": "soon"},
            "repeat": {"rule": "x", "start": "y"},
            "tags": [1, "a"],
            "reminders": [{"words": "at due time"}],
            "completed_at": 5,
            "status": "open",
        },
        {"title": "gone", "status": "deleted"},
        {"title": "odd", "number": [1], "parent": {}, "reminders": 3.5, "status": "open"},
    ]
    content = read_document(json.dumps(entries))
    milk, odd = tasks_of(content)
    assert (odd.title, odd.reminders) == ("odd", None)
    assert (milk.title, milk.due, milk.repeat, milk.tags) == ("milk", None, None, ("a",))
    assert milk.reminders is None
    assert len(content.problems) == 3
