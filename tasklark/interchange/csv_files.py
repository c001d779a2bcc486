"""Tasks as CSV (RFC 4180): one line a task, written for spreadsheets and read from them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from tasklark.domain.clock import wall
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask
from tasklark.domain.person import Person
from tasklark.domain.task import PRIORITIES, Due, Priority, Repeat, Task
from tasklark.interchange.record import Content, Problem, Record, fitting
from tasklark.recurrence import Rule, RuleError

COLUMNS = (
    "number", "title", "notes", "priority", "tags", "project", "parent", "date", "time", "zone",
    "repeat", "status", "completed_at", "created_at",
)  # fmt: skip
_NAMES: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "id", "task id"),
    "title": ("title", "task", "name", "summary", "content", "subject", "todo", "task name"),
    "notes": ("notes", "note", "description", "details", "body"),
    "priority": ("priority",),
    "tags": ("tags", "labels", "categories", "tag", "label"),
    "project": ("project", "list", "list name", "folder", "section/column"),
    "parent": ("parent", "parent task"),
    "date": ("date", "due", "due date", "deadline", "due_date"),
    "time": ("time", "due time"),
    "zone": ("zone", "timezone", "time zone"),
    "repeat": ("repeat", "rrule", "recurrence"),
    "status": ("status", "state", "completed", "done"),
    "completed_at": ("completed_at", "completed time", "completed at", "completion date"),
    "created_at": ("created_at", "created time", "created at", "added"),
}
"""Headings under which other programs write the same."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"
_LONGEST_CELL = 16_000_000
_DONE = frozenset({"done", "completed", "complete", "closed", "true", "yes", "x", "1", "2"})
_HIGH = frozenset({"high", "urgent", "1", "p1", "!!", "important"})
_MEDIUM = frozenset({"medium", "normal", "2", "p2", "!"})
_LOW = frozenset({"low", "3", "p3"})


def table(tasks: Iterable[Task]) -> str:
    """Tasks as CSV. A cell that a spreadsheet would take for a formula begins with `'`."""
    rows = list(tasks)
    numbers = {task.id: task.number for task in rows}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for task in rows:
        writer.writerow([_guarded(cell) for cell in _cells(task, numbers)])
    return out.getvalue()


def _cells(task: Task, numbers: Mapping[int, int]) -> Iterator[str]:
    due = task.due
    yield str(task.number)
    yield task.title
    yield task.notes
    yield "" if task.priority == "none" else task.priority
    yield ", ".join(task.tags)
    yield task.project or ""
    yield "" if task.parent is None else str(numbers.get(task.parent, ""))
    yield "" if due is None else due.day.isoformat()
    yield "" if due is None or due.time is None else due.time.isoformat(timespec="minutes")
    yield (due.zone or "") if due is not None else ""
    yield "" if task.repeat is None or task.status != "open" else task.repeat.rule
    yield task.status
    yield "" if task.completed_at is None else _stamp(task.completed_at)
    yield _stamp(task.created_at)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _guarded(cell: str) -> str:
    return _GUARD + cell if cell.startswith((*_FORMULA, _GUARD)) else cell


def rows_of(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The headings in lower case, and each row with its line number.

    Raises:
        Refusal: If there is no line of headings.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    signs = {sign: first.count(sign) for sign in ",;\t"}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(signs, key=signs.__getitem__))
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Refusal(
            f"Line {reader.line_num} is not CSV: {error}.", "Export the file again."
        ) from None
    if not rows:
        raise Refusal("The file is empty.", "Choose a file with tasks.")
    return [cell.strip().lower() for cell in rows[0][1]], rows[1:]


def read_table(text: str, person: Person) -> Content:
    """Tasks of a CSV whose first line names the columns; a title is all that it must have.

    Raises:
        Refusal: If no column holds titles.
    """
    headings, rows = rows_of(text)
    places = _places(headings)
    if "title" not in places:
        raise Refusal(
            "No column of the file holds titles.", "Name one “title”; others may be “date”, “tags”."
        )
    problems: list[Problem] = []
    found: list[tuple[str, str, Record]] = []
    for line, row in rows:
        cell = {name: _cell(row, place) for name, place in places.items()}
        if not cell["title"]:
            problems.append(Problem("A line without a title is left out.", line))
            continue
        record = _record(cell, line, person, problems)
        found.append((cell.get("number", ""), cell.get("parent", ""), record))
    return Content("csv", _nested(found), tuple(problems))


def _places(headings: Sequence[str]) -> dict[str, int]:
    """The column of each thing, by the first heading that is known for it."""
    places: dict[str, int] = {}
    for name, known in _NAMES.items():
        place = next((headings.index(one) for one in known if one in headings), None)
        if place is not None:
            places[name] = place
    return places


def _cell(row: Sequence[str], place: int) -> str:
    text = row[place] if place < len(row) else ""
    guarded = text.startswith(_GUARD) and text[1:].startswith((*_FORMULA, _GUARD))
    return (text[1:] if guarded else text).strip()


def _nested(found: Iterable[tuple[str, str, Record]]) -> tuple[Record, ...]:
    rows = list(found)
    top = {number for number, parent, _ in rows if number and not parent}
    under: dict[str, list[Record]] = {}
    roots: list[tuple[str, Record]] = []
    for number, parent, record in rows:
        if parent in top:
            plain = replace(record, task=replace(record.task, repeat=None))
            under.setdefault(parent, []).append(plain)
        else:
            roots.append((number, record))
    return tuple(
        replace(record, subtasks=tuple(under.pop(number, ()))) if number else record
        for number, record in roots
    )


def _record(cell: Mapping[str, str], line: int, person: Person, problems: list[Problem]) -> Record:
    due = _due(cell, person)
    when = "" if due is not None else " ".join((cell.get("date", ""), cell.get("time", ""))).strip()
    repeat = None
    if cell.get("repeat"):
        repeat, words = _repeat(cell["repeat"], due)
        when = f"{when} {words}".strip()
        if repeat is None and not words:
            problems.append(Problem("A repeat without a date is left out.", line))
    task = NewTask(
        title=cell["title"],
        notes=cell.get("notes", ""),
        priority=_priority(cell.get("priority", "")),
        tags=tuple(tag for part in cell.get("tags", "").split(",") for tag in part.split(";")),
        project=cell.get("project") or None,
        due=due,
        repeat=repeat,
    )
    done = cell.get("status", "").lower() in _DONE
    at = _instant(cell.get("completed_at", ""), person)
    added = _instant(cell.get("created_at", ""), person)
    ended = at or added or datetime(1970, 1, 1, tzinfo=UTC)
    return Record(fitting(task), ended if done or at else None, added, when, line)


def _due(cell: Mapping[str, str], person: Person) -> Due | None:
    try:
        found = datetime.fromisoformat(cell.get("date", ""))
        clock = cell.get("time", "")
        timed = time.fromisoformat(clock).replace(second=0, microsecond=0) if clock else None
    except ValueError:
        return None
    if found.tzinfo is not None:
        found = wall(found, person)
    alone = "T" not in cell["date"] and ":" not in cell["date"]
    own = None if alone else found.time().replace(second=0, microsecond=0)
    zone = cell.get("zone") or None
    at = timed or own
    return Due(found.date(), at, None if at is None or zone == person.zone else zone)


def _repeat(text: str, due: Due | None) -> tuple[Repeat | None, str]:
    """A rule as it stands there, or else words that are still to be read."""
    try:
        rule = Rule.parse(text)
    except RuleError:
        return None, text
    return (None, "") if due is None else (Repeat(str(rule), due.key), "")


def _priority(text: str) -> Priority:
    word = text.lower()
    if word in PRIORITIES:
        return next(known for known in PRIORITIES if known == word)
    if word in _HIGH:
        return "high"
    return "medium" if word in _MEDIUM else "low" if word in _LOW else "none"


def _instant(text: str, person: Person) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=person.zone_on(date(found.year, found.month, found.day)))
    return found.astimezone(UTC)
