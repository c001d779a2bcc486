"""What a file of tasks holds, whatever its format: records to import, and what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from tasklark.domain.intents import NewTask
from tasklark.domain.task import (
    NAME_LIMIT,
    NOTES_LIMIT,
    TAGS_LIMIT,
    TITLE_LIMIT,
)

FileKind = Literal["json", "ics", "csv", "todoist"]
REMINDERS_KEPT = 20
UNTITLED = "(no title)"


@dataclass(frozen=True, slots=True)
class Record:
    """A task of a file. `when` holds words for its date or repeat that are still to be read.

    `line` is where it stands in the file, 0 if that says nothing.
    """

    task: NewTask
    done_at: datetime | None = None
    added_at: datetime | None = None
    when: str = ""
    line: int = 0
    subtasks: tuple["Record", ...] = ()

    def every(self) -> Iterator["Record"]:
        """This one and its subtasks."""
        yield self
        yield from self.subtasks


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a file that is not taken over, or not as it was: one sentence."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """A file, read."""

    kind: FileKind
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()


def fitting(task: NewTask) -> NewTask:
    """The task within our limits: what is too long for the title goes on in the notes."""
    title, notes = " ".join(_text(task.title).split()) or UNTITLED, _text(task.notes).strip()
    if len(title) > TITLE_LIMIT:
        notes = f"{title}\n\n{notes}".strip()
        title = title[: TITLE_LIMIT - 1] + "…"
    names = (_text(tag).strip().removeprefix("#")[:NAME_LIMIT] for tag in task.tags)
    tags = {name.casefold(): name for name in names if name}
    project = _text(task.project or "").strip()[:NAME_LIMIT]
    reminders = task.reminders
    return replace(
        task,
        title=title,
        notes=notes[:NOTES_LIMIT],
        tags=tuple(tags.values())[:TAGS_LIMIT],
        project=project or None,
        reminders=None if reminders is None else reminders[:REMINDERS_KEPT],
    )


def _text(found: str) -> str:
    """Text that can be kept and sent: half of a surrogate pair and NUL are none."""
    return found.encode("utf-8", "replace").decode().replace("\x00", "")
