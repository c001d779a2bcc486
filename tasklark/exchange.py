"""The use cases about files: tasks of other programs come in, all tasks go out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import Literal

from tasklark.asks import Call, Draft
from tasklark.domain.changes import Applied
from tasklark.domain.clock import today
from tasklark.domain.decide import decide
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.intents import Import, Imported, NewTask
from tasklark.domain.query import Filter, Sort, Span, StatusFilter
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task, due_of_key
from tasklark.drafts import read_drafts
from tasklark.interchange import csv_files, ical, json_tasks
from tasklark.interchange.reading import read_file
from tasklark.interchange.record import Content, FileKind, Problem, Record
from tasklark.interchange.soundness import sound
from tasklark.language import Context
from tasklark.store.port import Need, Request, TaskStore

To = Literal["json", "ics", "csv"]
_PROGRAMS: Mapping[FileKind, str] = {
    "json": "Tasklark",
    "ics": "iCalendar",
    "csv": "CSV",
    "todoist": "Todoist",
}
_PAGE = 1_000
_FEED_DONE = timedelta(days=30)
"""How long a calendar that follows sees what was finished."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a file: the change (or, dry, what it would be), and what was left out."""

    kind: FileKind
    applied: Applied
    total: int
    known: int
    """Tasks that are here already and were left out."""
    problems: tuple[Problem, ...]
    projects: tuple[str, ...]
    """Projects that are new here."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to hand out."""

    name: str
    media: str
    content: bytes


class Exchange:
    """Files in and out, whatever the door. An import is one change, and so one undo."""

    def __init__(self, store: TaskStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def bring(self, call: Call, content: bytes, name: str = "", kind: str = "") -> Arrival:
        """Add the tasks of a file; with the call's `dry_run` only look what it would add.

        Raises:
            Refusal: If the file is not understood, or too large.
        """
        ctx = Context(self._clock(), await self._store.person(call.who))
        found = await asyncio.to_thread(read_file, content, name, kind, ctx.person)
        records, problems = await asyncio.to_thread(_dated, found, ctx)
        fresh = await self._unknown(call.who, records)
        if not records:
            raise Refusal("The file holds no tasks.", "Choose another one.")
        intent = Import(tuple(_imported(one) for one in fresh))
        titles = tuple({one.task.title for one in fresh if one.done_at is None})
        reason = call.reason or _from(found.kind, name)
        request = Request(call.request_id, call.arguments, reason, call.dry_run)
        deciding = partial(decide, intent=intent)
        applied = await self._store.change(call.who, Need(titles=titles), deciding, request)
        return Arrival(
            kind=found.kind,
            applied=applied,
            total=sum(1 for one in records for _ in one.every()),
            known=sum(note.kind == "skipped_existing" for note in applied.notes)
            + (len(records) - len(fresh)),
            problems=problems,
            projects=await self._new_projects(call.who, records),
        )

    async def _unknown(self, who: Principal, records: Sequence[Record]) -> list[Record]:
        """Without finished tasks that stand here as finished at the same moment."""
        stamps = [one.done_at for one in records if one.done_at is not None]
        if not stamps:
            return list(records)
        span = Span(min(stamps), max(stamps) + timedelta(seconds=1))
        here = {
            (task.title, _second(task.completed_at))
            async for page in self._pages(who, Filter(status="done", done=span))
            for task in page[0]
        }
        return [one for one in records if (one.task.title, _second(one.done_at)) not in here]

    async def _new_projects(self, who: Principal, records: Sequence[Record]) -> tuple[str, ...]:
        known = {name.casefold() for name, _ in await self._store.projects(who)}
        named = (one.task.project for record in records for one in record.every())
        return tuple(dict.fromkeys(n for n in named if n and n.casefold() not in known))

    async def parcel(self, who: Principal, to: To) -> Parcel:
        """Every task that is not in the bin, as a file."""
        tasks: list[Task] = []
        rings: dict[int, tuple[Reminder, ...]] = {}
        wanted: tuple[StatusFilter, ...] = ("open", "done")
        for status in wanted:
            async for found, reminders in self._pages(who, Filter(status=status)):
                tasks += found
                rings |= reminders
        person = await self._store.person(who)
        name = f"tasklark-{today(self._clock(), person)}"
        if to == "csv":
            text = await asyncio.to_thread(csv_files.table, tasks)
            return Parcel(f"{name}.csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf" + text.encode())
        if to == "json":
            text = await asyncio.to_thread(json_tasks.document, tasks, rings, self._clock())
            return Parcel(f"{name}.json", "application/json", text.encode())
        text = await asyncio.to_thread(ical.calendar, tasks, rings)
        return Parcel(f"{name}.ics", "text/calendar; charset=utf-8", text.encode())

    async def feed(self, who: Principal) -> bytes:
        """A calendar of what is open and what was finished of late."""
        tasks: list[Task] = []
        rings: dict[int, tuple[Reminder, ...]] = {}
        lately = Span(self._clock() - _FEED_DONE)
        for wanted in (Filter(), Filter(status="done", done=lately)):
            async for found, reminders in self._pages(who, wanted):
                tasks += found
                rings |= reminders
        return (await asyncio.to_thread(ical.calendar, tasks, rings)).encode()

    async def _pages(
        self, who: Principal, wanted: Filter
    ) -> AsyncIterator[tuple[Sequence[Task], Mapping[int, tuple[Reminder, ...]]]]:
        cursor: str | None = None
        while True:
            page = await self._store.find(who, wanted, (Sort("created"),), _PAGE, cursor)
            yield page.tasks, page.reminders
            cursor = page.next
            if cursor is None:
                return


def _from(kind: FileKind, name: str) -> str:
    """What history tells beside an import: `imported from todoist-export.csv (Todoist)`."""
    file = PurePath(name.replace("\\", "/")).name[:100]
    return f"imported from {file} ({_PROGRAMS[kind]})" if file else f"imported ({_PROGRAMS[kind]})"


def _second(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(microsecond=0)


def _imported(record: Record) -> Imported:
    subtasks = tuple(_imported(one) for one in record.subtasks)
    return Imported(record.task, record.done_at, record.added_at, subtasks)


def _dated(found: Content, ctx: Context) -> tuple[list[Record], tuple[Problem, ...]]:
    """The records with the words of their dates read; what cannot be goes into the notes."""
    problems = list(found.problems)
    records = [_read(one, ctx, problems) for one in found.records]
    return records, tuple(problems)


def _read(record: Record, ctx: Context, problems: list[Problem]) -> Record:
    subtasks = tuple(_once(_read(one, ctx, problems)) for one in record.subtasks)
    task, gone = sound(record.task)
    for what in gone:
        words = f"The {what} of “{task.title[:60]}” cannot be and is left out."
        problems.append(Problem(words, record.line))
    record = replace(record, task=task, subtasks=subtasks)
    if not record.when:
        return record
    try:
        [said] = read_drafts([Draft("x", when=record.when)], ctx)
    except Refusal:
        title = record.task.title[:60]
        words = f"The date “{record.when[:60]}” of “{title}” is not understood; it is in the notes."
        problems.append(Problem(words, record.line))
        notes = f"{record.task.notes}\n\nDate: {record.when}".strip()
        return replace(record, task=replace(record.task, notes=notes))
    timed = replace(record.task, due=said.task.due, repeat=said.task.repeat)
    return replace(record, task=timed)


def _once(record: Record) -> Record:
    """A subtask has no repeat of its own; its first date stays."""
    return replace(record, task=_single(record.task))


def _single(task: NewTask) -> NewTask:
    if task.repeat is None:
        return task
    return replace(task, repeat=None, due=task.due or due_of_key(task.repeat.start))


def problems_of(arrival: Arrival) -> Iterator[str]:
    """What was left out, a sentence each, with the line where it stands."""
    for one in arrival.problems:
        yield f"Line {one.line}: {one.text}" if one.line else one.text
