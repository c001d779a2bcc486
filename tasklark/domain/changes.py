"""What a decision changes: the ChangeSet that a store applies in one transaction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, Protocol

from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task

EventType = Literal["created", "updated", "completed", "reopened", "deleted", "restored"]
FieldChange = tuple[object, object]
"""A field's value before and after, as domain values."""


class Holidays(Protocol):
    """The holidays of a calendar (`ES`, `ES-MD`, …)."""

    def __call__(self, calendar: str, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class RowUpdate:
    """New values of an existing task. Refused by the store when the version is another."""

    id: int
    read_version: int
    fields: Mapping[str, FieldChange]


@dataclass(frozen=True, slots=True)
class ReminderChange:
    """A reminder's row before and after; `before` None inserts, `after` None removes."""

    before: Reminder | None
    after: Reminder | None


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """A name put on the person's list of projects (`before` None) or taken off (`after` None).

    With both the project is renamed in its place. `rank` holds its place before and after; where
    it says nothing, a new name stands last and one that is there keeps its place.
    """

    before: str | None
    after: str | None
    rank: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything one decision changes. Never inserts and updates the same row.

    `inserts` carry number 0: the store hands out the number, except that an occurrence keeps the
    number of its series. `settings` holds Person fields (before, after). `undoes` are the codes
    that this change takes back. `notes` are plain facts for the answer that the rows do not tell
    (a passed reminder, rows left alone by an undo), as (kind, values) pairs; `language.say` words
    them. A ChangeSet with nothing in it changes nothing and has no code.
    """

    inserts: tuple[Task, ...] = ()
    updates: tuple[RowUpdate, ...] = ()
    reminders: tuple[ReminderChange, ...] = ()
    settings: Mapping[str, FieldChange] = field(default_factory=lambda: MappingProxyType({}))
    projects: tuple[ProjectChange, ...] = ()
    undoes: tuple[str, ...] = ()
    cause: str | None = None
    notes: tuple["Note", ...] = ()
    rings: tuple["Ring", ...] = ()

    @property
    def empty(self) -> bool:
        """Whether applying it would change no row."""
        return not (
            self.inserts or self.updates or self.reminders or self.settings or self.projects
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A fact for the answer. `task` is the id of the row it is about, if one."""

    kind: Literal[
        "like",
        "skipped_existing",
        "already",
        "already_done_today",
        "late_reminder",
        "next",
        "series_ends",
        "time_dropped",
        "left_alone",
        "successor_stays",
        "month_end",
        "no_change",
        "subtasks_too",
        "assumed",
        "unread",
    ]
    task: int | None = None
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Ring:
    """A reminder that rings with this change: the event for the topic `reminders`."""

    reminder: int
    revision: int
    attempt: int
    late: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A change as recorded: who, through what, why, and the fields before and after.

    `inserts` are task ids, `updates` the rows' fields before and after, `code` is what undo
    takes. `undone_by` is the code of the change that took it back.
    """

    number: int
    code: str
    at: datetime
    actor: str
    client: str
    reason: str = ""
    cause: str | None = None
    run: str | None = None
    undoes: tuple[str, ...] = ()
    undone_by: str | None = None
    inserts: tuple[int, ...] = ()
    updates: tuple[RowUpdate, ...] = ()
    reminders: tuple[ReminderChange, ...] = ()
    settings: Mapping[str, FieldChange] = field(default_factory=lambda: MappingProxyType({}))
    projects: tuple[ProjectChange, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """What a decision may look at; nothing else exists for it.

    `tasks` are the loaded rows in the order asked for; `targets` the ids the intent is about
    (rows of the same series, subtasks and parents may be loaded beside them). `changes` are
    those an undo needs, newest first. `titles` are open titles (folded) for the duplicate
    check. `ids` hands out fresh ids.
    """

    now: datetime
    person: Person
    ids: Iterator[int]
    holidays: Holidays
    tasks: Mapping[int, Task] = field(default_factory=lambda: MappingProxyType({}))
    targets: tuple[int, ...] = ()
    reminders: Mapping[int, tuple[Reminder, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    changes: tuple[Change, ...] = ()
    similar: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What a change came to: rows as they are now, with numbers and seqs, and the undo code.

    `code` is None when nothing changed. `replayed` tells that a request id was seen before and
    this is its first answer again (only `ids` and `code` of it are kept; `tasks` are as of now).
    `before` holds the rows as loaded, for words like "from … to …".
    """

    tasks: tuple[Task, ...]
    reminders: Mapping[int, tuple[Reminder, ...]]
    code: str | None
    seq: int
    now: datetime
    person: Person
    notes: tuple[Note, ...] = ()
    before: Mapping[int, Task] = field(default_factory=lambda: MappingProxyType({}))
    replayed: bool = False
    dry_run: bool = False
    found: tuple[Task, ...] = ()
    """Of a dry run: the rows that would change, as they are."""
    set: str | None = None
    """Of a dry run: the code under which what it found is kept."""
