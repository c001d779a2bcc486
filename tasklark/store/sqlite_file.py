"""Opening the SQLite file: pragmas, migrations, and its failures in plain words."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from tasklark.domain.errors import StoreError
from tasklark.store.lock import FileLock
from tasklark.store.sqlite_search import contains

BUSY_MS = 5_000
"""How long to wait for a program that does not know our lock file, a shell for instance."""
_CACHED_STATEMENTS = 512
_WRITING_KB = 16_000
_READING_KB = 48_000
"""Of the file in memory; a common word among 100,000 tasks is looked up in rows all over it."""
_CHOOSE = "Choose another folder with --data or TASKLARK_DATA."
_FAILURES = {
    sqlite3.SQLITE_FULL: ("The disk is full; nothing was saved.", "Free some space, then retry."),
    sqlite3.SQLITE_READONLY: ("The database cannot be written to.", _CHOOSE),
    sqlite3.SQLITE_CANTOPEN: ("The database cannot be opened.", _CHOOSE),
    sqlite3.SQLITE_PERM: ("The database cannot be opened.", _CHOOSE),
    sqlite3.SQLITE_IOERR: (
        "The disk reported a fault; nothing was saved.",
        "Check the disk, then retry.",
    ),
    sqlite3.SQLITE_CORRUPT: ("The database is damaged.", "Restore it from a backup."),
    sqlite3.SQLITE_NOTADB: ("The file is not a Tasklark database.", _CHOOSE),
    sqlite3.SQLITE_BUSY: (
        "Another program keeps the database locked; nothing was saved.",
        "Close it, then retry.",
    ),
}


def in_words(problem: sqlite3.Error) -> StoreError:
    """A database's failure as one line what and one line how."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    what, hint = _FAILURES.get(code, (f"The database refused: {problem}.", ""))
    return StoreError(what, hint)


def cannot_open(path: Path) -> StoreError:
    """The refusal of a folder that cannot be used."""
    return StoreError(f"The database cannot be opened: {path.parent} cannot be used.", _CHOOSE)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection of ours: WAL, full durability, no implicit transactions."""
    connection = sqlite3.connect(
        path,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_CACHED_STATEMENTS,
    )
    connection.create_function("contains", 5, contains, deterministic=True)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{_READING_KB if read_only else _WRITING_KB}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return connection


def open_file(path: Path, lock: FileLock) -> sqlite3.Connection:
    """The writing connection to a file that holds the present schema.

    Raises:
        StoreError: If it cannot be opened or written, or a newer program wrote it.
    """
    connection: sqlite3.Connection | None = None
    try:
        connection = connect(path)
        with lock:
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection)
    except (sqlite3.Error, StoreError) as problem:
        lock.close()
        if connection is not None:
            connection.close()
        if isinstance(problem, StoreError):
            raise
        raise in_words(problem) from problem
    return connection


def migrate(connection: sqlite3.Connection) -> int:
    """Bring the schema up to date; returns its version.

    Raises:
        StoreError: If the schema is newer than this program.
    """
    steps = list(_steps())
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(steps):
        raise StoreError(
            f"A newer Tasklark wrote this database (schema {version}; this one knows"
            f" {len(steps)}).",
            "Update Tasklark, or choose another folder with --data.",
        )
    for number, step in enumerate(steps[version:], version + 1):
        _run(connection, number, step)
    return len(steps)


def schema_version() -> int:
    """The schema that this program writes."""
    return len(list(_steps()))


def standing(path: Path) -> tuple[int, int]:
    """The schema that the file has (0: there is none yet), and the one this program writes.

    Raises:
        StoreError: If the file cannot be read.
    """
    if not path.exists():
        return 0, schema_version()
    try:
        connection = connect(path, read_only=True)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as problem:
        raise in_words(problem) from problem
    return int(version), schema_version()


def _steps() -> Iterator[str]:
    folder = files("tasklark.store.migrations")
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".sql")),
        key=lambda entry: entry.name,
    )
    for entry in found:
        yield entry.read_text(encoding="utf-8")


def _run(connection: sqlite3.Connection, number: int, step: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(step: str) -> Iterator[str]:
    statement = ""
    for line in step.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
