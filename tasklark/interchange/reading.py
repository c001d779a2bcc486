"""Any file of tasks: its format is told by its name and its first letters."""

from typing import get_args

from tasklark.domain.errors import Refusal
from tasklark.domain.person import Person
from tasklark.interchange.csv_files import read_table, rows_of
from tasklark.interchange.json_tasks import read_document
from tasklark.interchange.record import Content, FileKind
from tasklark.interchange.todoist import is_todoist, read_todoist

_CALENDAR = b"BEGIN:VCALENDAR"


def read_file(content: bytes, name: str, kind: str, person: Person) -> Content:
    """The tasks of a file; `kind` empty looks for itself.

    Raises:
        Refusal: If it holds nothing that is understood.
    """
    if kind and kind not in get_args(FileKind):
        known = ", ".join(get_args(FileKind))
        raise Refusal(f"“{kind[:40]}” is not a format I read.", f"Known are {known}.")
    found = kind or _kind(content, name)
    if found == "ics":
        from tasklark.interchange.ical_reading import read_calendar

        return read_calendar(content, person)
    text = _text(content)
    if found == "json":
        return read_document(text)
    if found == "todoist" or (found == "csv" and not kind and is_todoist(rows_of(text)[0])):
        return read_todoist(text, name)
    return read_table(text, person)


def _kind(content: bytes, name: str) -> FileKind:
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.upper().startswith(_CALENDAR) or name.lower().endswith((".ics", ".ical")):
        return "ics"
    if start[:1] in (b"{", b"[") or name.lower().endswith(".json"):
        return "json"
    return "csv"


def _text(content: bytes) -> str:
    """Text of whatever encoding spreadsheets write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Refusal("This is not a file of text.", "Choose a CSV, iCalendar or JSON file.")
    return text
