"""The raw limit on SQLite."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.raw import DAY, EVENT, rows


class RawSqlite:
    """sqlite3 on a file of its own, WAL and full durability, no thread between."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -16000"):
            self._db.execute(f"PRAGMA {pragma}")

    def fill(self, tasks: int, words: list[str], owners: int) -> None:
        """Make and fill the tables."""
        self._db.executescript(
            "CREATE TABLE task (id INTEGER PRIMARY KEY, owner INTEGER, title TEXT, notes TEXT,"
            " priority INTEGER, tags TEXT, due_at INTEGER, status TEXT, version INTEGER);"
            "CREATE INDEX task_due ON task (owner, status, due_at, id);"
            "CREATE TABLE task_tag (owner, tag, task, PRIMARY KEY (owner, tag, task))"
            " WITHOUT ROWID;"
            "CREATE VIRTUAL TABLE search USING fts5(title, notes, prefix = '2 3');"
            "CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, data BLOB);"
        )
        self._db.execute("BEGIN")
        for owner, title, notes, due in rows(tasks, words, owners):
            self._insert(owner, title, notes, due)
        self._db.execute("COMMIT")

    def _insert(self, owner: int, title: str, notes: str, due: int) -> None:
        execute = self._db.execute
        id_ = execute(
            "INSERT INTO task (owner, title, notes, priority, tags, due_at, status, version)"
            " VALUES (?, ?, ?, 3, '[\"home\"]', ?, 'open', 1)",
            (owner, title, notes, due),
        ).lastrowid
        execute("INSERT INTO task_tag VALUES (?, 'home', ?)", (owner, id_))
        execute("INSERT INTO search (rowid, title, notes) VALUES (?,?,?)", (id_, title, notes))
        execute("INSERT INTO outbox (data) VALUES (?)", (EVENT,))

    async def add(self, title: str) -> None:
        """One durable insert with its event."""
        self._db.execute("BEGIN IMMEDIATE")
        self._insert(1, title, "", 0)
        self._db.execute("COMMIT")

    async def complete(self, id_: int) -> None:
        """One durable update with its event."""
        self._update("status = 'done'", (), id_)

    async def rename(self, id_: int, title: str) -> None:
        """One durable update of a searched text with its event."""
        self._update("title = ?", (title,), id_, searched=title)

    def _update(
        self, sets: str, values: tuple[object, ...], id_: int, searched: str | None = None
    ) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        sql = f"UPDATE task SET {sets}, version = version + 1 WHERE id = ?"
        self._db.execute(sql, (*values, id_))
        if searched is not None:
            self._db.execute(
                "INSERT OR REPLACE INTO search (rowid, title, notes) VALUES (?,?,'')",
                (id_, searched),
            )
        self._db.execute("INSERT INTO outbox (data) VALUES (?)", (EVENT,))
        self._db.execute("COMMIT")

    async def get(self, id_: int) -> None:
        """One row."""
        self._db.execute("SELECT * FROM task WHERE id = ?", (id_,)).fetchall()

    async def week(self, shift: int = 0) -> None:
        """Fifty rows by an index, the week that begins so many days from now."""
        low = int(time.time()) + shift * DAY
        self._db.execute(
            "SELECT * FROM task WHERE owner = 1 AND status = 'open' AND due_at BETWEEN ? AND ?"
            " ORDER BY due_at, id LIMIT 50",
            (low, low + 8 * DAY),
        ).fetchall()

    async def search(self, words: Sequence[str]) -> None:
        """The fifty newest of the newest five hundred matches."""
        match = " ".join(f'"{word}"*' if n else f'"{word}"' for n, word in enumerate(words))
        self._db.execute(
            "SELECT task.* FROM (SELECT rowid FROM search WHERE search MATCH ?"
            " ORDER BY rowid DESC LIMIT 500) AS found CROSS JOIN task ON task.id = found.rowid"
            " WHERE status = 'open' LIMIT 50",
            (match,),
        ).fetchall()

    async def ids(self, count: int) -> list[int]:
        """Some rows' ids."""
        return [id_ for (id_,) in self._db.execute("SELECT id FROM task LIMIT ?", (count,))]

    async def close(self) -> None:
        """Let go of the file."""
        self._db.close()
