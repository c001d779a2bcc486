"""PostgreSQL servers for the contract suites: started when first asked for, one per session."""

import os
from contextlib import ExitStack

import anyio.to_thread
import psycopg
import pytest
from psycopg import AsyncConnection

from scripts.postgres import DEBIAN, ensure_binaries, ensure_pooler, pooler, server
from tasklark.store.postgres_schema import make_role, migrate

ROLE, PASSWORD = "tasklark_app", "only-for-tests"
GIVEN = "TEST_POSTGRES"
"""An owner's address to use instead of a server of our own."""


class Servers:
    """Running servers by kind, each with a migrated database and the program's role."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._owners: dict[str, str] = {}
        self._pooled: dict[str, str] = {}

    async def owner(self, kind: str = DEBIAN) -> str:
        """The address of the tables' owner; the database is migrated."""
        if kind not in self._owners:
            address = await anyio.to_thread.run_sync(self._start, kind)
            await migrate(address)
            await make_role(address, ROLE, PASSWORD)
            self._owners[kind] = address
        return self._owners[kind]

    async def database(self, name: str, kind: str = DEBIAN) -> str:
        """The owner's address of a database of its own, migrated."""
        key = f"{kind} {name}"
        if key not in self._owners:
            owner = await self.owner(kind)
            async with await AsyncConnection.connect(owner, autocommit=True) as connection:
                await connection.execute(f'DROP DATABASE IF EXISTS "{name}"'.encode())
                await connection.execute(f'CREATE DATABASE "{name}"'.encode())
            address = psycopg.conninfo.make_conninfo(owner, dbname=name)
            await migrate(address)
            await make_role(address, ROLE, PASSWORD)
            self._owners[key] = address
        return self._owners[key]

    async def empty(self, kind: str = DEBIAN) -> str:
        """The address of the program's role, the tables emptied."""
        owner = await self.owner(kind)
        async with await AsyncConnection.connect(owner, autocommit=True) as connection:
            rows = await connection.execute(
                "SELECT string_agg(tablename, ', ') FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename <> 'migration'"
            )
            (tables,) = await rows.fetchone() or ("",)
            await connection.execute(f"TRUNCATE {tables} RESTART IDENTITY".encode())
        return as_role(owner)

    async def pooled(self, address: str) -> str:
        """The same database through PgBouncer in transaction mode."""
        if address not in self._pooled:
            place = await anyio.to_thread.run_sync(self._start_pooler, address)
            host, _, port = place.partition(":")
            self._pooled[address] = psycopg.conninfo.make_conninfo(address, host=host, port=port)
        return self._pooled[address]

    def close(self) -> None:
        """Stop them all."""
        self._stack.close()

    def _start(self, kind: str) -> str:
        if given := os.environ.get(GIVEN):
            return given
        binaries = ensure_binaries(kind)
        if binaries is None:
            pytest.skip(f"no PostgreSQL here ({kind}): install it, or set {GIVEN}")
        return self._stack.enter_context(server(binaries))

    def _start_pooler(self, address: str) -> str:
        program = ensure_pooler()
        if program is None:
            pytest.skip("no PgBouncer here: install it (on Debian: apt install pgbouncer)")
        facts = psycopg.conninfo.conninfo_to_dict(address)
        place = f"postgresql://x@{facts['host']}:{facts['port']}/x"
        return self._stack.enter_context(pooler(program, place))


def as_role(address: str, name: str = ROLE, password: str = PASSWORD) -> str:
    """The same database for another role."""
    return psycopg.conninfo.make_conninfo(address, user=name, password=password)
