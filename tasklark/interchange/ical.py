"""Tasks as iCalendar (RFC 5545): VTODO with RRULE, VALARM and CATEGORIES.

What iCalendar has no property for goes along in `X-TASKLARK-…`, which other programs let be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from tasklark.domain.reminder import Reminder, RingAt, RingBefore
from tasklark.domain.task import Due, Priority, Repeat, Task, due_of_key
from tasklark.interchange.wording import going_on, trigger_text

PRIORITIES: Mapping[Priority, int] = {"high": 1, "medium": 5, "low": 9, "none": 0}
PRODUCT = "-//Tasklark//Tasklark//EN"
_FOLD = 75
"""Octets of a line (RFC 5545 3.1)."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Rings = Mapping[int, Sequence[Reminder]]


def calendar(tasks: Sequence[Task], rings: Rings, name: str = "Tasklark") -> str:
    """A calendar of VTODOs. Dues without a zone float, as the standard has it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    lines += _zones(tasks)
    for task in tasks:
        lines += _todo(task, rings.get(task.id, ()))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _zones(tasks: Iterable[Task]) -> list[str]:
    """The rules of the zones that dues are bound to."""
    bound: dict[str, date] = {}
    for task in tasks:
        if task.due is not None and task.due.zone is not None:
            zone = task.due.zone
            bound[zone] = min(bound.get(zone, task.due.day), task.due.day)
    if not bound:
        return []
    from icalendar import Timezone  # takes a fifth of a second to load, and few need it

    made = (Timezone.from_tzid(zone, first_date=first) for zone, first in bound.items())
    return [line for zone in made for line in zone.to_ical().decode().split("\r\n") if line]


def _todo(task: Task, rings: Sequence[Reminder]) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield f"UID:{_uid(task.id)}"
    yield f"DTSTAMP:{_utc(task.updated_at)}"
    yield f"CREATED:{_utc(task.created_at)}"
    yield f"LAST-MODIFIED:{_utc(task.updated_at)}"
    yield f"SUMMARY:{_text(task.title)}"
    yield from _about(task)
    yield from _times(task)
    if task.status == "done" and task.completed_at is not None:
        yield "STATUS:COMPLETED"
        yield f"COMPLETED:{_utc(task.completed_at)}"
    else:
        yield "STATUS:NEEDS-ACTION"
        for ring in rings:
            yield from _alarm(task, ring)
    yield "END:VTODO"
    if _repeats(task) and task.due is not None and task.due.key != task.occurrence:
        yield from _moved(task, task.due)


def _about(task: Task) -> Iterator[str]:
    if task.notes:
        yield f"DESCRIPTION:{_text(task.notes)}"
    if task.priority != "none":
        yield f"PRIORITY:{PRIORITIES[task.priority]}"
    if task.tags:
        yield f"CATEGORIES:{','.join(_text(tag) for tag in task.tags)}"
    if task.project:
        yield f"X-TASKLARK-PROJECT;VALUE=TEXT:{_text(task.project)}"
    if task.parent is not None:
        yield f"RELATED-TO:{_uid(task.parent)}"


def _repeats(task: Task) -> bool:
    """Only the open occurrence stands for its series; a finished one is done."""
    return task.repeat is not None and task.occurrence is not None and task.status == "open"


def _times(task: Task) -> Iterator[str]:
    repeat, key = task.repeat, task.occurrence
    if repeat is None or key is None or not _repeats(task):
        if task.due is not None:
            yield _moment("DUE", task.due)
        return
    zone = None if task.due is None else task.due.zone
    first = due_of_key(key, zone)
    yield _moment("DTSTART", first)
    yield _moment("DUE", first)
    left = going_on(repeat, key)
    yield f"RRULE:{left.rule}"
    for exception in left.exceptions:
        yield _moment("EXDATE", due_of_key(exception, zone))
    if more := _policies(repeat):
        yield f"X-TASKLARK-REPEAT:{more}"


def _policies(repeat: Repeat) -> str:
    """What RFC 5545 cannot say of a repeat."""
    said = {
        "anchor": repeat.anchor if repeat.anchor != "schedule" else "",
        "month_end": repeat.month_end if repeat.month_end != "skip" else "",
        "holidays": repeat.holidays if repeat.holidays != "none" else "",
        "pile_up": repeat.pile_up if repeat.pile_up != "collapse" else "",
        "pause_until": "" if repeat.pause_until is None else repeat.pause_until.isoformat(),
    }
    return " ".join(f"{name}={value}" for name, value in said.items() if value)


def _moved(task: Task, due: Due) -> Iterator[str]:
    """The open occurrence where it stands apart from its rule."""
    assert task.occurrence is not None
    yield "BEGIN:VTODO"
    yield f"UID:{_uid(task.id)}"
    yield _moment("RECURRENCE-ID", due_of_key(task.occurrence, due.zone))
    yield f"DTSTAMP:{_utc(task.updated_at)}"
    yield f"SUMMARY:{_text(task.title)}"
    yield _moment("DTSTART", due)
    yield _moment("DUE", due)
    yield "STATUS:NEEDS-ACTION"
    yield "END:VTODO"


def _alarm(task: Task, ring: Reminder) -> Iterator[str]:
    trigger = ring.trigger
    if ring.snoozed or (isinstance(trigger, RingAt) and ring.state != "scheduled"):
        return
    timed = task.due is not None and task.due.time is not None
    if isinstance(trigger, RingBefore) and timed:
        when = f";RELATED=END:{'-' if trigger.minutes else ''}PT{trigger.minutes}M"
    elif ring.fire_at is not None:
        when = f";VALUE=DATE-TIME:{_utc(ring.fire_at)}"
    else:
        return
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(task.title)}"
    yield f"TRIGGER{when}"
    yield f"X-TASKLARK-TRIGGER:{trigger_text(trigger, ring.nag_minutes)}"
    yield "END:VALARM"


def _moment(name: str, due: Due) -> str:
    if due.time is None:
        return f"{name};VALUE=DATE:{due.day:%Y%m%d}"
    zone = f";TZID={due.zone}" if due.zone else ""
    return f"{name}{zone}:{due.day:%Y%m%d}T{due.time:%H%M%S}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _uid(id_: int) -> str:
    return f"task-{id_}@tasklark"


def _text(text: str) -> str:
    """Text as a value: its own signs escaped, so that no title can end its line."""
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub("[\n\x85\u2028\u2029]", r"\\n", escaped)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, no character cut in two."""
    room, piece = _FOLD, ""
    if len(line) * 4 <= _FOLD:
        yield line
        return
    for char in line:
        size = len(char.encode())
        if size > room:
            yield piece
            room, piece = _FOLD - 1, " "
        room -= size
        piece += char
    yield piece
