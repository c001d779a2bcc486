"""A store's whole content as lines of JSON, the same for both databases: the way between them.

The first line tells the format and the columns, each further one is a row of a table, the last
counts them, so that a file that was cut short is known for one. `STAYS` names what stays behind.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from tasklark.domain.errors import Refusal
from tasklark.store.records import CHANGE
from tasklark.store.rows import REMINDER_COLUMNS, TASK_COLUMNS

FORMAT = 1
TABLES: Mapping[str, tuple[str, ...]] = {
    "person": ("id", "settings", "settings_version", "seq", "next_number", "next_change"),
    "project": ("owner", "name", "rank"),
    "task": TASK_COLUMNS,
    "reminder": REMINDER_COLUMNS,
    "change": ("owner", *CHANGE.split(", "), "slim"),
    "change_task": ("owner", "task", "change"),
    "request": ("owner", "client", "key", "fingerprint", "code", "tasks", "at"),
}
STAYS: Mapping[str, str] = {
    "task_tag": "worked out again from the tasks",
    "counter": "counts on from the largest id that came in",
    "outbox": "published, or on its way to the consumers of this database",
    "consumer": "how far these consumers are",
    "parked": "what these consumers could not take",
    "job": "set again by the reminders that came in",
    "state": "conversations and browsers' subscriptions are the runtime's; a cluster has no table",
    "audit": "it is this database's witness, by the numbers of its events: in another one, which"
    " counts again, they would stand for other events and new ones be taken for kept already",
    "access_token": "secrets of this installation, of which it knows no more than a digest",
}
"""Tables whose rows are not exported, and why."""
ORDER: Mapping[str, str] = {
    "person": "id",
    "project": "owner, rank, name",
    "task": "id",
    "reminder": "id",
    "change": "owner, number",
    "change_task": "owner, task, change",
    "request": "owner, client, key",
}
BATCH = 500
"""Rows written at once."""
_IDS = {
    "task": ("id", "parent", "series"),
    "reminder": ("id", "task"),
    "change_task": ("task",),
}
_ID_FIELDS = frozenset({"parent", "series"})
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows go: ids rise by `offset`; `owner` None leaves them to whom they belong."""

    offset: int = 0
    owner: int | None = None


def first_line() -> bytes:
    """What stands at the top of a file."""
    return orjson.dumps({"tasklark": FORMAT, "columns": TABLES}) + b"\n"


def line(table: str, row: Sequence[object]) -> bytes:
    """A row."""
    return orjson.dumps([table, *row]) + b"\n"


def last_line(count: int) -> bytes:
    """What stands at the end."""
    return orjson.dumps({"rows": count}) + b"\n"


def records(lines: Iterable[bytes]) -> Iterator[tuple[str, Record]]:
    """The rows of a file by table, columns that this program does not know left out.

    Raises:
        Refusal: If it is no such file, a newer program's, or was cut short.
    """
    columns: Mapping[str, Sequence[str]] | None = None
    count, total = 0, None
    for raw in lines:
        content = _content(raw)
        if columns is None:
            columns = _columns(content)
        elif isinstance(content, dict):
            total = content.get("rows")
        else:
            table, *row = content
            count += 1
            if table in TABLES:
                named = dict(zip(columns[table], row, strict=True))
                yield table, {name: named.get(name) for name in TABLES[table]}
    if columns is None or total != count:
        raise Refusal("The file is not complete.", "Export it again.")


def _content(raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise _no_export() from None


def _columns(content: object) -> Mapping[str, Sequence[str]]:
    if not isinstance(content, dict) or "tasklark" not in content:
        raise _no_export()
    if content["tasklark"] != FORMAT:
        raise Refusal("A newer Tasklark wrote this file.", "Update Tasklark.")
    columns: Mapping[str, Sequence[str]] = content["columns"]
    return columns


def _no_export() -> Refusal:
    return Refusal("This is not an export of Tasklark.", "Make one with “tasklark export”.")


def largest_id(lines: Iterable[bytes]) -> int:
    """The largest id in a file; reading it so also tells whether it is whole."""
    largest = 0
    for table, record in records(lines):
        for name in _IDS.get(table, ()):
            largest = max(largest, record[name] or 0)
    return largest


def moved(table: str, record: Record, place: Place) -> Record:
    """A row as it is where it goes."""
    if place.owner is not None:
        record = {**record, "id" if table == "person" else "owner": place.owner}
    if place.offset == 0:
        return record
    for name in _IDS.get(table, ()):
        if record[name] is not None:
            record = {**record, name: record[name] + place.offset}
    if table == "request":
        ids = [id_ + place.offset for id_ in orjson.loads(record["tasks"])]
        return {**record, "tasks": orjson.dumps(ids).decode()}
    if table == "change":
        return {**record, "body": _moved_body(record["body"], place.offset)}
    return record


def _moved_body(text: str, offset: int) -> str:
    body = orjson.loads(text)
    body["inserts"] = [id_ + offset for id_ in body["inserts"]]
    body["updates"] = [
        [id_ + offset, version, _moved_fields(fields, offset)]
        for id_, version, fields in body["updates"]
    ]
    for pair in body["reminders"]:
        for side in pair:
            if side is not None:
                side["Reminder"]["id"] += offset
                side["Reminder"]["task"] += offset
    return orjson.dumps(body).decode()


def _moved_fields(fields: Mapping[str, list[Any]], offset: int) -> Mapping[str, list[Any]]:
    return {
        name: [id_ if id_ is None else id_ + offset for id_ in sides]
        if name in _ID_FIELDS
        else sides
        for name, sides in fields.items()
    }


def batches(found: Iterable[tuple[str, Record]]) -> Iterator[tuple[str, list[Record]]]:
    """Rows of one table at a time, not too many."""
    kept: list[Record] = []
    current = ""
    for table, record in found:
        if kept and (table != current or len(kept) >= BATCH):
            yield current, kept
            kept = []
        current = table
        kept.append(record)
    if kept:
        yield current, kept


def not_empty() -> Refusal:
    """The refusal to import over tasks that are there."""
    return Refusal(
        "There are tasks already.", "Import into an empty database, or for a new person.",
        kind="conflict",
    )  # fmt: skip
