"""What the doors hand to commands and queries: words or values, as a caller sends them."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from tasklark.domain.identity import Principal
from tasklark.domain.intents import KEEP, Keep, Retime, Shift
from tasklark.domain.query import StatusFilter
from tasklark.domain.reminder import Remind
from tasklark.domain.task import Due, Priority, Repeat

Spans = Sequence[tuple[int, int]]

CALLER: ContextVar[Principal | None] = ContextVar("tasklark_caller", default=None)
"""Who calls a tool in this process; unset, the transport says who it is."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request: who asks, and the frame of a write.

    `request_id` with `arguments` (as sent) makes a retry answer from the first result. Words said
    offline are read as of `said_at` in `zone`, when those are given.
    """

    who: Principal
    request_id: str | None = None
    arguments: str = ""
    reason: str = ""
    dry_run: bool = False
    said_at: datetime | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A task to add. With `quick` the title is read like quick add: dates, tags, repeat and all.

    `plain` are spans of the title that stay plain words. `context` is what the view fills in
    (`today`, `tag:x`, `project:x`, `day:2026-11-27`); written words win. `remind` None takes the
    person's default.
    """

    title: str
    quick: bool = False
    plain: Spans = ()
    context: str = ""
    when: str | Due | None = None
    repeat: str | Repeat | None = None
    remind: Sequence[str | Remind] | None = None
    priority: Priority = "none"
    tags: Sequence[str] = ()
    project: str | None = None
    notes: str = ""
    parent: int | None = None
    """The parent's number."""
    subtasks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FilterWords:
    """A filter as tools take it (mcp-tools: `filter`); empty strings count as absent.

    `when`, `done` and `added` are words; a tag with `-` in front excludes, `none` asks for none;
    `inside` is a project, `#131` for its subtasks, or `none`.
    """

    text: str = ""
    when: str = ""
    tags: Sequence[str] = ()
    inside: str = ""
    priority: Sequence[Priority] = ()
    status: StatusFilter = "open"
    done: str = ""
    added: str = ""
    has: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Which tasks: numbers (`131`, `"131/2026-11-20"`, `"set:k3f"`), rows by id, or a filter.

    `occurrence` guards a row named by id: the board always sends both. `expect` is how many the
    caller counts on; another number changes nothing.
    """

    ids: Sequence[int | str] = ()
    rows: Sequence[int] = ()
    filter: FilterWords | None = None
    occurrence: str | None = None
    expect: int | None = None


@dataclass(frozen=True, slots=True)
class Edits:
    """Fields to change; `KEEP` leaves one. Words are read in the person's zone.

    `when` may be a shift (`+1 day`); `"none"` clears like None. `append_notes` adds a paragraph.
    `base` holds the old values the caller saw, by JSON field name.
    """

    title: str | Keep = KEEP
    notes: str | Keep = KEEP
    append_notes: str = ""
    priority: Priority | Keep = KEEP
    tags: Sequence[str] | Keep = KEEP
    add_tags: Sequence[str] = ()
    remove_tags: Sequence[str] = ()
    project: str | Keep | None = KEEP
    parent: int | Keep | None = KEEP
    when: str | Due | Shift | Retime | Keep | None = KEEP
    remind: Sequence[str | Remind] | Keep = KEEP
    rank: float | Keep = KEEP
    base: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RepeatWords:
    """A change of a repeat, as a caller says it; `KEEP` leaves a part.

    `repeat` None or `none` stops repeating; `from_day` says from when a new one holds. `skip`
    takes dates, `this one`, `holidays` or `missed`. `pause_until` None or `none` resumes. `ends`
    is a day, `after 10 times`, or `never`.
    """

    repeat: str | Repeat | Keep | None = KEEP
    from_day: str = ""
    skip: Sequence[str] = ()
    pause_until: str | date | Keep | None = KEEP
    ends: str | Keep = KEEP
