"""Letting go of what has served its time: tombstones, before-images, request ids."""

import sqlite3
from datetime import datetime, timedelta

from tasklark.store import sqlite_history
from tasklark.store.codec import micros
from tasklark.store.sqlite_rows import IN, listed
from tasklark.store.sqlite_search import SearchTable

KEPT = timedelta(days=30)
"""How long a deletion can be restored, a change undone, a request repeated."""


def tidy(connection: sqlite3.Connection, now: datetime, search: SearchTable) -> None:
    """Remove what is older than it has to be."""
    before = now - KEPT
    _bury(connection, before, search)
    sqlite_history.slim(connection, before)
    connection.execute("DELETE FROM request WHERE at < ?", (micros(before),))
    connection.execute("DELETE FROM state WHERE expires_at <= ?", (micros(now),))


def _bury(connection: sqlite3.Connection, before: datetime, search: SearchTable) -> None:
    rows = connection.execute(
        "SELECT id FROM task WHERE status = 'deleted' AND updated_at < ?", (micros(before),)
    )
    ids = [id_ for (id_,) in rows]
    if not ids:
        return
    search.forget(connection, ids)
    for table, column in (("task_tag", "task"), ("reminder", "task"), ("task", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} {IN}", (listed(ids),))
