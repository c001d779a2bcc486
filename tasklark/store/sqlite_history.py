"""Changes as recorded: written with their before-images, found for undo, listed as history."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import orjson

from tasklark.domain.changes import Change
from tasklark.domain.codes import number_of
from tasklark.store.codec import micros
from tasklark.store.history import (
    LAST,
    SELECT,
    Stretch,
    all_there,
    nothing_to_undo,
    with_followers,
)
from tasklark.store.records import CHANGE, body_of, change_of, slimmed, touched
from tasklark.store.sqlite_rows import IN, listed

# SQLite has no statistics of ours: without the indexes' names it walks through all changes.
_LAST = LAST.format(change="change INDEXED BY change_client")
_FOLLOWERS = (
    f"SELECT {CHANGE} FROM json_each(?) AS asked CROSS JOIN change INDEXED BY change_cause"
    " ON change.owner = ? AND change.cause = asked.value"
)


def record(connection: sqlite3.Connection, owner: int, change: Change) -> None:
    """Write a change, and on those it takes back that they are taken back."""
    connection.execute(
        f"INSERT INTO change (owner, {CHANGE}, slim) VALUES (?,?,?,?,?,?,?,?,?,?,?,0)",
        (
            owner, change.number, micros(change.at), change.actor, change.client, change.reason,
            change.cause, change.run, orjson.dumps(change.undoes).decode(), None, body_of(change),
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO change_task (owner, task, change) VALUES (?,?,?)",
        [(owner, task, change.number) for task in touched((change,))],
    )
    for code in change.undoes:
        _take_back(connection, owner, code, change.code)


def _take_back(connection: sqlite3.Connection, owner: int, code: str, by: str) -> None:
    number = number_of(code)
    row = connection.execute(
        "SELECT undoes FROM change WHERE owner = ? AND number = ?", (owner, number)
    ).fetchone()
    # What the undone change had itself taken back holds again.
    for held in () if row is None else orjson.loads(row[0]):
        connection.execute(
            "UPDATE change SET undone_by = NULL WHERE owner = ? AND number = ? AND undone_by = ?",
            (owner, number_of(held), code),
        )
    connection.execute(
        "UPDATE change SET undone_by = ? WHERE owner = ? AND number = ?", (by, owner, number)
    )


def changes_for_undo(
    connection: sqlite3.Connection, owner: int, codes: Sequence[str], last_of: str | None
) -> tuple[Change, ...]:
    """The changes of `codes` (or the client's last) and what followed from them, newest first.

    Raises:
        Refusal: Of kind `unknown` when a code is not there, or there is nothing to take back.
    """
    numbers = [number_of(code) for code in codes]
    if not codes and last_of is not None:
        numbers = [_last_number(connection, owner, last_of)]
    some = _changes(connection, f"WHERE owner = ? AND number {IN}", (owner, listed(numbers)))
    found = all_there(numbers, some)
    asked = listed(change.code for change in found.values())
    followers = [change_of(row) for row in connection.execute(_FOLLOWERS, (asked, owner))]
    return with_followers(found, followers)


def _last_number(connection: sqlite3.Connection, owner: int, client: str) -> int:
    row = connection.execute(_LAST, (owner, client)).fetchone()
    if row is None:
        raise nothing_to_undo()
    return int(row[0])


def _changes(
    connection: sqlite3.Connection, rest: str, parameters: Sequence[object]
) -> list[Change]:
    return [change_of(row) for row in connection.execute(f"{SELECT} {rest}", parameters)]


def listed_changes(connection: sqlite3.Connection, stretch: Stretch) -> list[Change]:
    """Changes newest first, of the given tasks or of all."""
    return _changes(connection, *stretch.sql(IN, listed))


def slim(connection: sqlite3.Connection, before: datetime) -> None:
    """Let before-images go; which tasks and fields a change touched stays."""
    rows = connection.execute(
        "SELECT owner, number, body FROM change WHERE slim = 0 AND at < ?", (micros(before),)
    ).fetchall()
    for owner, number, body in rows:
        connection.execute(
            "UPDATE change SET body = ?, slim = 1 WHERE owner = ? AND number = ?",
            (slimmed(body), owner, number),
        )
