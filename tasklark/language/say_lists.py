"""What was found, what is on, and the settings, as text: lists are grouped by day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Protocol

from tasklark.domain import clock
from tasklark.domain.person import Person
from tasklark.domain.query import Page
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Due, Repeat, Task
from tasklark.language.say_repeat import repeat as repeat_words
from tasklark.language.say_task import CONTROLS, clipped, of_tasks, task_line
from tasklark.language.say_time import at, clock_line, dated, due, stored

NOTES_SHOWN = 500
"""Characters of notes beside a task that is one of several; alone it shows all of them."""


class Found(Protocol):
    """What a search found."""

    @property
    def page(self) -> Page: ...
    @property
    def person(self) -> Person: ...
    @property
    def set(self) -> str | None: ...
    @property
    def counts(self) -> tuple[tuple[str, int], ...]: ...


class Detail(Protocol):
    """A task with what belongs to it."""

    @property
    def subtasks(self) -> tuple[Task, ...]: ...
    @property
    def next(self) -> tuple[Due, ...]: ...
    @property
    def missed(self) -> tuple[str, ...]: ...


class Preview(Protocol):
    """The first dates of a repeat."""

    @property
    def repeat(self) -> Repeat: ...
    @property
    def next(self) -> tuple[Due, ...]: ...
    @property
    def person(self) -> Person: ...
    @property
    def now(self) -> datetime: ...
    @property
    def assumptions(self) -> tuple[str, ...]: ...


def found(found: Found, details: Mapping[int, Detail] | None = None) -> str:
    """What a search found; `details` (by task id) add notes, subtasks and next dates."""
    page = found.page
    lines = [clock_line(page.now, found.person), _how_many(found)]
    if found.counts:
        return "\n".join([*lines, *(f"{name or 'none'}: {count}" for name, count in found.counts)])
    days = None if details else grouped(page.tasks)
    shown: date | None = None
    for index, task in enumerate(page.tasks):
        under = days[index] if days else None
        if days and (index == 0 or under != shown):
            shown = under
            lines.append(heading(under, found.person, page.now) if under else "No date")
        lines.append(_line(page, task, found.person, under))
        if details and task.id in details:
            limit = None if len(page.tasks) == 1 else NOTES_SHOWN
            lines += _more(task, details[task.id], found.person, page.now, limit)
    return "\n".join(lines)


def _how_many(found: Found) -> str:
    page = found.page
    if not page.tasks and not found.counts:
        more = "+" if page.at_least else ""
        return "nothing matches" if page.total == 0 else f"no more; {page.total}{more} match"
    total = of_tasks(page.total, at_least=page.at_least)
    if len(page.tasks) == page.total or found.counts:
        return total
    more = f", cursor {page.next}" if page.next else ""
    kept = f", set:{found.set}" if found.set else ""
    return f"{len(page.tasks)} of {total}{more}{kept}"


def grouped(tasks: Sequence[Task]) -> list[date | None] | None:
    """The day of each task when the list is one of open tasks in order of days."""
    if len(tasks) < 2 or any(task.status != "open" for task in tasks):
        return None
    days = [task.due.day if task.due else None for task in tasks]
    ordered = sorted(days, key=lambda day: (day is None, day or date.max))
    return days if days == ordered and any(days) else None


def heading(day: date, person: Person, now: datetime) -> str:
    """A day above its tasks: `Tue 24 Nov`, `Mon 23 Nov (today)`."""
    said = dated(day, person, now)
    return f"{said} (today)" if day == clock.today(now, person) else said


def _line(page: Page, task: Task, person: Person, under: date | None) -> str:
    return task_line(
        task,
        page.reminders.get(task.id, ()),
        person,
        page.now,
        subtasks=page.subtasks.get(task.id),
        under=under,
    )


def _more(
    task: Task, detail: Detail, person: Person, now: datetime, limit: int | None
) -> Iterator[str]:
    if task.notes:
        notes = task.notes if limit is None else task.notes[:limit]
        cut = "…" if len(notes) < len(task.notes) else ""
        # Indented throughout: what stands in notes never looks like a line of ours.
        lines = (line.translate(CONTROLS) for line in f"{notes}{cut}".splitlines())
        yield "  notes: " + "\n    ".join(lines)
    for subtask in detail.subtasks:
        yield f"  {task_line(subtask, (), person, now)}"
    if detail.next:
        yield f"  next {following(detail.next, task.due, now)}"
    if detail.missed:
        yield f"  {len(detail.missed)} missed"


def following(dues: Sequence[Due], like: Due | None, now: datetime) -> str:
    """Next dates in short: `31 Dec, 29 Jan`; with clock times where they are not `like`'s."""
    return ", ".join(_short(one, like, now) for one in dues)


def _short(one: Due, like: Due | None, now: datetime) -> str:
    text = f"{one.day.day} {one.day:%b}"
    if abs((one.day - now.date()).days) > 300:
        text += f" {one.day.year}"
    return text if like is not None and one.time == like.time else text + at(one)


def preview(preview: Preview) -> str:
    """A rule back in words with its first dates; nothing was changed."""
    dates = ", ".join(stored(one, preview.person, preview.now) for one in preview.next)
    lines = [
        clock_line(preview.now, preview.person),
        "preview, nothing was changed",
        f"↻ {repeat_words(preview.repeat)} ({preview.repeat.rule})",
        f"next {dates}" if dates else "It has no date ahead",
        *(f"Assumed: {words}" for words in preview.assumptions),
    ]
    return "\n".join(lines)


def preferences(person: Person, now: datetime) -> str:
    """The clock, then the settings in words that are read back, one a line."""
    lines = [clock_line(now, person), f"zone {person.zone}"]
    if person.away is not None:
        lines.append(f"in {person.away.zone} until {dated(person.away.until, person, now)}")
    lines += [
        f"week starts {_WEEKDAYS[person.week_start]}",
        f"day starts {_clock(person.day_start)}",
        f"quiet {_clock(person.quiet[0])} to {_clock(person.quiet[1])}"
        if person.quiet
        else "no quiet hours",
        *(f"{name} {_clock(value)}" for name, value in person.named_times.items()),
        f"holidays of {person.holidays or 'the country of the zone'}",
        _default_reminder(person.default_reminder),
    ]
    return "\n".join(lines)


def _default_reminder(minutes: int | None) -> str:
    if minutes is None:
        return "no default reminder"
    if minutes == 0:
        return "default reminder at the due time"
    return f"default reminder {minutes} min before"


def _clock(value: time) -> str:
    return f"{value:%H:%M}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def ring_line(task: Task, reminder: Reminder, person: Person, now: datetime) -> str:
    """A reminder of a task that is due another day: `⏰ 18:00 #131 Pay rent, due Mon 30 Nov`."""
    when = "" if reminder.fire_at is None else f" {clock.wall(reminder.fire_at, person):%H:%M}"
    whose = "" if task.due is None else f", due {due(task.due, person, now)}"
    return f"⏰{when} #{task.number} {clipped(task.title)}{whose}"
