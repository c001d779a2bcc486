"""A calendar's components: all of it, or where something in it is broken, task by task."""

import re
from collections.abc import Iterable
from typing import Any

from tasklark.domain.errors import Refusal
from tasklark.interchange.record import Problem

_TODO = re.compile(r"^BEGIN:VTODO\b.*?^END:VTODO\b", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_ZONE = re.compile(
    r"^BEGIN:VTIMEZONE\b.*?^END:VTIMEZONE\b", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_TITLE = re.compile(r"^SUMMARY(?:;[^:\n]*)?:(.*)$", re.IGNORECASE | re.MULTILINE)
_BROKEN = (ValueError, IndexError, KeyError, AttributeError, TypeError)
"""What the library raises for what is no calendar, by the kind of damage."""


def components(content: bytes) -> tuple[list[Any], list[Problem]]:
    """Everything in a calendar, and the tasks of it that cannot be read.

    Raises:
        Refusal: If it is no calendar.
    """
    try:
        return _parsed(content), []
    except _BROKEN as error:
        why = " ".join(str(error).split())[:120]
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    found: list[Any] = []
    problems: list[Problem] = []
    todos = list(_TODO.finditer(text))
    zones = _ZONE.findall(text)
    for todo in todos:
        one = _alone(todo[0], (zones, []))
        if one is not None:
            found += one
        else:
            line = text.count("\n", 0, todo.start()) + 1
            problems.append(Problem(f"A task ({_title(todo[0])}) is damaged and left out.", line))
    if not todos:
        raise Refusal(
            "The file is not a readable calendar.", f"Export it again as iCalendar ({why})."
        )
    return found, problems


def _alone(todo: str, with_zones: Iterable[list[str]]) -> list[Any] | None:
    """A task as a calendar of its own; its zones may be what is broken."""
    for zones in with_zones:
        lines = ["BEGIN:VCALENDAR", *zones, todo, "END:VCALENDAR", ""]
        try:
            return _parsed("\n".join(lines).replace("\n", "\r\n").encode())
        except _BROKEN:
            continue
    return None


def _parsed(content: bytes) -> list[Any]:
    from icalendar import Calendar  # takes a fifth of a second to load

    return [one for part in Calendar.from_ical(content, multiple=True) for one in part.walk()]


def _title(todo: str) -> str:
    found = _TITLE.search(todo)
    title = " ".join(found[1].split())[:60] if found else ""
    return f"“{title}”" if title else "without a title"
