"""Access tokens in the file of the tasks."""

from collections.abc import Sequence
from typing import Any

from tasklark.store.access import AccessTable
from tasklark.store.sqlite_trail import File


def access_of(file: File) -> AccessTable:
    """Keeps `Access` in that file, which is one computer's: whose rows they are, statements say."""

    async def read(person: int, sql: str, values: Sequence[object]) -> Sequence[tuple[Any, ...]]:
        del person
        return await file.read(lambda connection: connection.execute(sql, values).fetchall())

    async def write(person: int, sql: str, values: Sequence[object]) -> Sequence[tuple[Any, ...]]:
        del person
        return await file.write(lambda connection: connection.execute(sql, values).fetchall())

    return AccessTable(read, write)
