"""Hearing what is said on a channel of PostgreSQL, on a connection of its own."""

import asyncio
import logging
from collections.abc import Callable

import psycopg
from psycopg import AsyncConnection, sql

logger = logging.getLogger(__name__)

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_CONNECT_S = 10


async def listen(address: str, channel: str, heard: Callable[[], None]) -> None:
    """Call `heard` whenever somebody rings, until cancelled; a lost connection is made again.

    Behind a pooler in transaction mode nothing is ever heard: nobody may depend on it.
    """
    pause = _FIRST_PAUSE_S
    while True:
        try:
            async with await AsyncConnection.connect(
                address, autocommit=True, connect_timeout=_CONNECT_S
            ) as connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                pause = _FIRST_PAUSE_S
                # What was rung before it listened.
                heard()
                async for _ in connection.notifies():
                    heard()
        except psycopg.Error as problem:
            logger.warning("nothing is heard of the database", extra={"cause": str(problem)})
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE_S)
