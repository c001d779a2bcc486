"""What happened, as sentences: who changed what, through what, and how to take it back."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from tasklark.domain.changes import Change, ProjectChange, RowUpdate
from tasklark.domain.person import Person
from tasklark.domain.task import Due, Repeat, Task
from tasklark.language.say_note import field_name
from tasklark.language.say_repeat import repeat
from tasklark.language.say_slipping import slipping
from tasklark.language.say_task import clipped
from tasklark.language.say_time import clock_line, moment, stored

NAMED = 3
"""Tasks of one change that are named; more are counted."""
_INSTANTS = frozenset({"due_at", "late_at"})
_QUIET = frozenset({"completed_at", "occurrence", "series", "due_at", "late_at", "status", "rank"})
"""Fields that another field or the kind of change tells."""


class History(Protocol):
    """Changes, newest first."""

    @property
    def changes(self) -> tuple[Change, ...]: ...
    @property
    def tasks(self) -> Mapping[int, Task]: ...
    @property
    def person(self) -> Person: ...
    @property
    def now(self) -> datetime: ...


def history(history: History) -> str:
    """What happened, newest first: when, what, through what, with the undo code."""
    lines = [clock_line(history.now, history.person)]
    if not history.changes:
        return "\n".join([*lines, "nothing happened then"])
    often = slipping(history.changes, history.tasks)
    told = (_line(one, history) for one in history.changes)
    return "\n".join([*lines, *told, *([often] if often else [])])


def _line(one: Change, history: History) -> str:
    when = moment(one.at, history.person, history.now)
    by = one.client if one.actor == "person" else one.actor.removeprefix("service:")
    why = f" · “{clipped(one.reason)}”" if one.reason else ""
    undo = f"undone by {one.undone_by}" if one.undone_by else f"undo {one.code}"
    return f"{when} · {change(one, history.tasks, history.person)} · {by}{why} · {undo}"


def change(change: Change, tasks: Mapping[int, Task], person: Person) -> str:
    """A recorded change as one sentence without its full stop."""
    if change.undoes:
        rows = (*change.inserts, *(row.id for row in change.updates))
        about = f" of {_names(rows, tasks)}" if rows else ""
        return f"Undid {', '.join(change.undoes)}{about}"
    said = list(_sentences(change, tasks, person))
    if not said:
        said = list(_others(change, tasks))
    return "; ".join(said) or "Changed nothing that shows"


def _sentences(change: Change, tasks: Mapping[int, Task], person: Person) -> Iterator[str]:
    if change.inserts:
        yield f"Added {_names(change.inserts, tasks)}"
    if change.settings:
        yield f"Changed settings: {', '.join(map(field_name, change.settings))}"
    groups: dict[str, list[int]] = {}
    for row in change.updates:
        if change.settings and row.fields.keys() <= _INSTANTS:
            # A changed clock moves tasks along; that is told by the setting.
            continue
        groups.setdefault(_what(row, change.at, person), []).append(row.id)
    for what, ids in groups.items():
        yield what.format(_names(tuple(ids), tasks))


def _others(change: Change, tasks: Mapping[int, Task]) -> Iterator[str]:
    """A change that touched no task row: reminders, settings, projects."""
    rows = [ring.after or ring.before for ring in change.reminders]
    about = tuple(dict.fromkeys(row.task for row in rows if row is not None))
    if about:
        yield f"Changed the reminders of {_names(about, tasks)}"
    # A new order gives every project its place anew: one of them stands for all.
    yield from dict.fromkeys(map(_project, _told(change.projects)))


def _told(projects: tuple[ProjectChange, ...]) -> list[ProjectChange]:
    moved = [one for one in projects if one.rank[0] != one.rank[1] and None not in one.rank]
    furthest = max(moved, key=_way, default=None)
    return [one for one in projects if one not in moved or one == furthest]


def _way(project: ProjectChange) -> int:
    before, after = project.rank
    return abs((after or 0) - (before or 0))


def _project(project: ProjectChange) -> str:
    if project.before is None:
        return f"Added the project {project.after}"
    if project.after is None:
        return f"Removed the project {project.before}"
    if project.before == project.after:
        return f"Moved the project {project.after} in the list"
    return f"Renamed the project {project.before} to {project.after}"


def _what(row: RowUpdate, at: datetime, person: Person) -> str:
    """What happened to a row, `{}` standing for its name."""
    status = row.fields.get("status")
    if status is not None:
        before, after = status
        words = {"done": "Completed {}", "deleted": "Deleted {}"}
        back = "Restored {}" if before == "deleted" else "Reopened {}"
        return words.get(str(after), back)
    told = [_field(name, *values, at, person) for name, values in row.fields.items()]
    said = ", ".join(words for words in told if words)
    if said:
        return f"Changed {{}}: {said}"
    return "Moved {}" if row.fields.keys() <= _INSTANTS else "Changed the order of {}"


def _field(name: str, before: object, after: object, at: datetime, person: Person) -> str:
    if name in _QUIET:
        return ""
    if name == "notes":
        return "notes"
    old, new = _value(before, at, person), _value(after, at, person)
    text = f"{field_name(name)} {old} → {new}"
    if isinstance(before, Repeat) and isinstance(after, Repeat):
        text = _repeat(before, after, old, new)
    # The words may hold braces of their own; the name is put in by format.
    return text.replace("{", "{{").replace("}", "}}")


def _repeat(before: Repeat, after: Repeat, old: str, new: str) -> str:
    """What changed of a repeat, also where its words stay."""
    if old != new:
        return f"repeat {old} → {new}"
    if set(after.exceptions) - set(before.exceptions):
        return "left out a date of the repeat"
    if after.pause_until != before.pause_until:
        return "resumed the repeat" if after.pause_until is None else "paused the repeat"
    return "repeat"


def _value(value: object, at: datetime, person: Person) -> str:
    if value is None or value == () or value == "":
        return "none"
    if isinstance(value, Due):
        return stored(value, person, at)
    if isinstance(value, Repeat):
        return repeat(value)
    if isinstance(value, (tuple, list)):
        return " ".join(map(str, value))
    return clipped(str(value))


def _names(ids: tuple[int, ...], tasks: Mapping[int, Task]) -> str:
    named = [tasks[id_] for id_ in ids if id_ in tasks]
    said = ", ".join(f"#{task.number} {clipped(task.title)}" for task in named[:NAMED])
    more = len(ids) - min(len(named), NAMED)
    if not said:
        return "1 task" if len(ids) == 1 else f"{len(ids)} tasks"
    return f"{said} and {more} more" if more else said
