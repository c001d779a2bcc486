"""What a person wants, as data: the same whether a tool, the board, a picker or words said it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from tasklark.domain.reminder import Remind, ReminderState
from tasklark.domain.task import ClockTime, Due, Priority, Repeat


class Keep:
    """The type of `KEEP`: leave the field as it is (None would clear it)."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP = Keep()


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to add. `reminders` None takes the person's default; `parent` is a task number."""

    title: str
    notes: str = ""
    priority: Priority = "none"
    tags: tuple[str, ...] = ()
    project: str | None = None
    parent: int | None = None
    due: Due | None = None
    repeat: Repeat | None = None
    reminders: tuple[Remind, ...] | None = None
    subtasks: tuple["NewTask", ...] = ()


@dataclass(frozen=True, slots=True)
class Add:
    """Add tasks; with `skip_existing` those whose title is open already are left out."""

    tasks: tuple[NewTask, ...]
    skip_existing: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """A task out of a file, finished there already if `done_at` is set."""

    task: NewTask
    done_at: datetime | None = None
    added_at: datetime | None = None
    subtasks: tuple["Imported", ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """Add the tasks of a file as one change; one whose title is open already is left out."""

    tasks: tuple[Imported, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """Move a due by an amount on the wall clock (days) and in real time (`minutes`)."""

    days: int = 0
    months: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Retime:
    """Another clock time on the same day, or another day at the same clock time.

    A None leaves that half of the due as it is.
    """

    day: date | None = None
    time: ClockTime | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Patch:
    """Fields to change; `KEEP` leaves one. `base` holds what the caller believed was there."""

    title: str | Keep = KEEP
    notes: str | Keep = KEEP
    append_notes: str = ""
    priority: Priority | Keep = KEEP
    tags: tuple[str, ...] | Keep = KEEP
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    project: str | Keep | None = KEEP
    parent: int | Keep | None = KEEP
    due: Due | Shift | Retime | Keep | None = KEEP
    reminders: tuple[Remind, ...] | Keep = KEEP
    rank: float | Keep = KEEP
    base: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Update:
    """Change the loaded tasks. `today_rule`: a drop of passed times (moving to today)."""

    patch: Patch
    scope: Literal["this", "later"] = "this"
    drop_passed_times: bool = False


@dataclass(frozen=True, slots=True)
class Complete:
    """Mark done (or reopen with `done` False). `at` says when it really was finished.

    `named` tells that the caller named an occurrence rather than a bare number; `missed`
    finishes every missed occurrence too.
    """

    done: bool = True
    at: datetime | None = None
    named: bool = False
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Put tasks into the bin; a series ends, its finished occurrences stay."""


@dataclass(frozen=True, slots=True)
class Restore:
    """Bring deleted tasks back."""


@dataclass(frozen=True, slots=True)
class SetRepeat:
    """Give, change or stop (None) a repeat; `from_day` begins a new series there.

    `ends` is a last day or a count; `skip` holds days to leave out, `skip_this` the open
    occurrence, `skip_missed` everything up to the next one still ahead; `pause_until` moves the
    open occurrence to the first key from that day.
    """

    repeat: Repeat | Keep | None = KEEP
    from_day: date | None = None
    skip: tuple[date, ...] = ()
    skip_this: bool = False
    skip_missed: bool = False
    skip_holidays: bool = False
    pause_until: date | Keep | None = KEEP
    ends: date | int | Keep | None = KEEP


@dataclass(frozen=True, slots=True)
class SetReminder:
    """Add, replace or remove reminders of the loaded tasks."""

    action: Literal["add", "replace", "remove"]
    reminders: tuple[Remind, ...] = ()


@dataclass(frozen=True, slots=True)
class Snooze:
    """Ring the loaded tasks' last rung (else next) reminder again at `until` (aware UTC)."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back whole changes by code; none: the last change of this client."""

    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetPreferences:
    """Change settings of the person; keys are field names of `Person`."""

    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AddProject:
    """Put a project on the person's list."""

    name: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a tag or project another name in every loaded task that has it.

    A name that is there already takes the tasks over (a merge); None takes the name off them.
    """

    kind: Literal["tag", "project"]
    name: str
    to: str | None


@dataclass(frozen=True, slots=True)
class ArrangeProjects:
    """Put the list of projects into this order; names that are not listed yet join it."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpawnNext:
    """Add the occurrence after the loaded, completed one (the recurring service)."""


@dataclass(frozen=True, slots=True)
class Fire:
    """Ring a reminder whose time has come, or let quiet hours hold it (the reminders service)."""

    reminder: int
    revision: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A channel's word about a ring: delivered, seen or acted."""

    reminder: int
    state: ReminderState


@dataclass(frozen=True, slots=True)
class Recompute:
    """Compute instants of open floating tasks again (the zone, day start or zone data changed)."""


Intent = (
    Add
    | Import
    | Update
    | Complete
    | Delete
    | Restore
    | SetRepeat
    | SetReminder
    | Snooze
    | Undo
    | SetPreferences
    | AddProject
    | Rename
    | ArrangeProjects
    | SpawnNext
    | Fire
    | Receipt
    | Recompute
)
