"""Everything of a database into a file and out of it: the way from a laptop to a cluster and back.

Unlike in the files of `exchange`, history, undo codes and request ids go along; what stays behind
is named in `store/transfer.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.store.port import TaskStore
from tasklark.store.sqlite import SqliteStore
from tasklark.store.sqlite_transfer import export_sqlite, import_sqlite

if TYPE_CHECKING:
    from tasklark.store.postgres import PostgresStore

ENDING = "tasklark"
"""A file's ending, and the format's name on the command line."""
_BEGINS = b'{"tasklark":'


def is_everything(file: Path) -> bool:
    """Whether a file is one of these."""
    with file.open("rb") as content:
        return content.read(len(_BEGINS)) == _BEGINS


async def pack(store: TaskStore, file: Path, person: int | None = None) -> int:
    """Write everybody's (or one person's) rows to a new file, whole or not at all; how many.

    Raises:
        Refusal: If something is there already, or there is no such person.
        StoreError: If the database cannot be used.
    """
    with _new(file) as out:
        return await _export(store, out.write, person)


@contextmanager
def _new(file: Path) -> Iterator[BinaryIO]:
    """A file that is there when all of it was written; nobody else can read it."""
    if file.exists():
        raise Refusal(f"{file} is there already.", "Name another file.")
    draft = file.with_name(f"{file.name}.new")
    draft.touch(mode=0o600)
    try:
        with draft.open("wb") as out:
            yield out
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)


async def unpack(store: TaskStore, file: Path, person: int | None = None) -> int:
    """Take everything of a file into an empty database, all of it or nothing; how many rows.

    With `person`, the file's only person becomes that one among the others of a PostgreSQL
    database, who must have no tasks yet.

    Raises:
        Refusal: If there are tasks already, or the file is not whole.
        StoreError: If the database cannot be used.
    """

    def lines() -> Iterator[bytes]:
        with file.open("rb") as content:
            yield from content

    if isinstance(store, SqliteStore):
        _refuse_person(person)
        return await import_sqlite(store, lines)
    from tasklark.store import postgres_transfer

    return await postgres_transfer.import_postgres(_postgres(store), lines, person)


async def _export(store: TaskStore, write: Callable[[bytes], object], person: int | None) -> int:
    if isinstance(store, SqliteStore):
        _refuse_person(person)
        return await export_sqlite(store, write)
    from tasklark.store import postgres_transfer

    if person is not None:
        await store.person(Principal(person, "cli"))
    return await postgres_transfer.export_postgres(_postgres(store), write, person)


def _postgres(store: TaskStore) -> "PostgresStore":
    from tasklark.store.postgres import PostgresStore  # loaded only where it is used

    assert isinstance(store, PostgresStore)
    return store


def _refuse_person(person: int | None) -> None:
    if person is not None:
        raise Refusal("A file holds one person's tasks.", "Leave --person out.")
