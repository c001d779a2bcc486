"""CSV: written for spreadsheets, read from them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasklark.domain.errors import Refusal
from tasklark.domain.task import Repeat
from tasklark.interchange.csv_files import COLUMNS, read_table, table
from tests.interchange.files import MADRID, NOON, on, task, tasks_of


def test_everything_a_table_can_hold_comes_back() -> None:
    repeat = Repeat("FREQ=DAILY", "2026-11-30T09:00")
    rent = task(
        1,
        "rent, “now”",
        notes="a\nb",
        priority="low",
        tags=("home", "money"),
        project="House",
        due=on("2026-11-30", "09:00"),
        repeat=repeat,
    )
    boxes = task(2, "boxes", parent=1, status="done", completed_at=NOON)
    [back] = read_table(table([rent, boxes]), MADRID).records
    assert (back.task.title, back.task.notes, back.task.priority) == ("rent, “now”", "a\nb", "low")
    assert (back.task.tags, back.task.project) == (("home", "money"), "House")
    assert (back.task.due, back.task.repeat) == (rent.due, repeat)
    assert [(one.task.title, one.done_at) for one in back.subtasks] == [("boxes", NOON)]


@pytest.mark.parametrize("title", ["=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "'=x"])
def test_no_cell_is_a_formula_and_yet_it_comes_back(title: str) -> None:
    text = table([task(1, title)])
    [_, row] = csv.reader(io.StringIO(text))
    assert row[1] == "'" + title
    [back] = tasks_of(read_table(text, MADRID))
    assert back.title == title.strip()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80))
def test_any_notes_come_back_but_for_spaces_around(notes: str) -> None:
    text = table([task(1, "x", notes=notes)])
    [back] = tasks_of(read_table(text, MADRID))
    assert back.notes.replace("\r\n", "\n").split() == notes.replace("\r\n", "\n").split()


def test_headings_of_others_are_known_in_any_order_and_capitals() -> None:
    text = "Due Date;Task;Labels;Completed\n2026-11-30T09:00;rent;home, money;yes\n;milk;;\n"
    rent, milk = read_table(text, MADRID).records
    assert (rent.task.title, rent.task.tags, rent.task.due) == (
        "rent",
        ("home", "money"),
        on("2026-11-30", "09:00"),
    )
    assert (rent.done_at is not None, milk.done_at) == (True, None)


def test_words_for_dates_and_repeats_are_kept_to_be_read() -> None:
    text = "title,date,repeat\nrent,next friday,\nwater,,every 3 days\n"
    rent, water = read_table(text, MADRID).records
    assert (rent.when, water.when) == ("next friday", "every 3 days")


def test_lines_without_a_title_are_left_out_by_their_number() -> None:
    content = read_table("title,notes\n,x\nmilk,\n", MADRID)
    assert [one.title for one in tasks_of(content)] == ["milk"]
    assert [one.line for one in content.problems] == [2]


@pytest.mark.parametrize("text", ["", "\n\n", "a,b\n1,2\n"])
def test_a_table_without_titles_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_table(text, MADRID)


def test_the_first_line_names_every_column() -> None:
    assert table([]).strip().split(",") == list(COLUMNS)
