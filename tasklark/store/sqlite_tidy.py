"""Letting go of what has served its time: tombstones, before-images, request ids."""

import sqlite3
from datetime import datetime, timedelta

from tasklark.store import sqlite_history
from tasklark.store.codec import micros
from tasklark.store.sqlite_apply import drop_tags
from tasklark.store.sqlite_rows import IN, listed, select
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
    rest = "WHERE status = 'deleted' AND updated_at < ?"
    tasks = select(connection, rest, (micros(before),))
    if not tasks:
        return
    search.forget(connection, tasks)
    for task in tasks:
        drop_tags(connection, task)
    ids = listed(task.id for task in tasks)
    connection.execute(f"DELETE FROM reminder WHERE task {IN}", (ids,))
    connection.execute(f"DELETE FROM task WHERE id {IN}", (ids,))
