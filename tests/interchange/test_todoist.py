"""Todoist's CSV as it exports it."""

import pytest

from tasklark.domain.errors import Refusal
from tasklark.interchange.reading import read_file
from tasklark.interchange.todoist import project_of, read_todoist
from tests.interchange.files import MADRID

FILE = """\ufeffTYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
meta,view_style=list,,,,,,,,
section,Bills,,,,,,,,
task,Pay rent @home @money,by transfer,1,1,Ana (1),,every last day,en,Europe/Madrid
note,ask about the *deposit*,,,,Ana (1),,,,
task,boxes,,4,2,Ana (1),,tomorrow at 9,en,Europe/Madrid
note,the large ones,,,,Ana (1),,,,
task,tape,,2,3,Ana (1),,,,
,,,,,,,,,
task,mail me@example.com,,4,1,Ana (1),,No date,en,
"""


def test_tasks_come_with_labels_priorities_comments_and_the_project_of_the_file() -> None:
    rent, mail = read_todoist(FILE, "Home [2203306141].csv").records
    assert (rent.task.title, rent.task.tags) == ("Pay rent", ("home", "money"))
    assert (rent.task.priority, rent.task.project) == ("high", "Home")
    assert rent.task.notes == "by transfer\n\nask about the *deposit*"
    assert rent.when == "every last day"
    assert (mail.task.title, mail.when) == ("mail me@example.com", "")


def test_indented_tasks_are_subtasks_one_level_deep() -> None:
    content = read_todoist(FILE)
    [rent, _] = content.records
    assert [one.task.title for one in rent.subtasks] == ["boxes", "tape"]
    assert rent.subtasks[0].task.notes == "the large ones"
    assert rent.subtasks[0].when == "tomorrow at 9"
    assert [one.line for one in content.problems] == [8, 0]


def test_every_with_a_mark_counts_from_the_completion() -> None:
    text = "TYPE,CONTENT,DATE\ntask,water,every! 3 days\n"
    [water] = read_todoist(text).records
    assert water.when == "every 3 days after completion"


@pytest.mark.parametrize(
    ("name", "project"),
    [("Work [12].csv", "Work"), ("C:\\x\\Work.csv", "Work"), ("Inbox.csv", None), ("", None)],
)
def test_the_name_of_the_file_is_that_of_the_project(name: str, project: str | None) -> None:
    assert project_of(name) == project


def test_such_a_file_is_known_by_its_headings() -> None:
    assert read_file(FILE.encode(), "x.csv", "", MADRID).kind == "todoist"
    assert read_file(b"title\nmilk\n", "x.csv", "", MADRID).kind == "csv"
    with pytest.raises(Refusal, match="Todoist"):
        read_file(b"title\nmilk\n", "x.csv", "todoist", MADRID)


@pytest.mark.parametrize(
    ("content", "kind"), [(b"\x00\x01\x02", ""), (b"title\nx", "xls"), (b"\x89PNG\r\n\x00", "")]
)
def test_what_is_no_file_of_tasks_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(Refusal):
        read_file(content, "x", kind, MADRID)


def test_files_of_spreadsheets_are_read_whatever_their_encoding() -> None:
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        content = read_file("title\ncafé\n".encode(encoding), "x.csv", "", MADRID)
        assert content.records[0].task.title == "café"
