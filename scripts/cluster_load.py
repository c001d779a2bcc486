"""People at work on a cluster, who ask again until it answers; and what must be true afterwards."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from psycopg import AsyncConnection
from websockets.exceptions import WebSocketException

from scripts.cluster import Cluster
from scripts.cluster_ledger import Ledger
from tests.agui import events_of, run_input
from tests.cluster.stories import Doors, word

_AGAIN_S = 0.3
_PAUSE_S = 0.05
_SETTLE_S = 240.0
_CALL_S = 20.0
_LOOK_S = 0.5
_EVERY = 4
"""One task of so many repeats and is completed, one has a reminder."""
Json = dict[str, Any]

CHECKS: Mapping[str, str] = {
    "added twice": (
        "SELECT count(*) FROM (SELECT title FROM task WHERE series IS NULL GROUP BY title"
        " HAVING count(*) > 1) AS twice"
    ),
    "next occurrences lost": (
        "SELECT count(*) FROM (SELECT series FROM task WHERE series IS NOT NULL GROUP BY series"
        " HAVING count(*) FILTER (WHERE status = 'done') > 0"
        " AND count(*) FILTER (WHERE status = 'open') = 0) AS lost"
    ),
    "next occurrences doubled": (
        "SELECT count(*) FROM (SELECT series FROM task WHERE series IS NOT NULL GROUP BY series"
        " HAVING count(*) > 2) AS more"
    ),
    "events not published": "SELECT count(*) FROM outbox WHERE published_at IS NULL",
    "events the audit lost": (
        "SELECT count(*) FROM outbox WHERE kind = 'task' AND NOT EXISTS"
        " (SELECT FROM audit WHERE audit.event = outbox.id::text)"
    ),
    "events audited twice": "SELECT count(*) - count(DISTINCT (owner, event)) FROM audit",
    "reminders that did not ring": (
        "SELECT count(*) FROM reminder WHERE state = 'scheduled'"
        " AND fire_at < extract(epoch FROM now()) * 1000000"
    ),
    "rung twice": (
        "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE kind = 'reminder'"
        " GROUP BY data ->> 'reminder_id', data ->> 'revision' HAVING count(*) > 1) AS twice"
    ),
    "dead letters": "SELECT count(*) FROM dead_letter",
}
"""Each must come to nothing in the end."""


@dataclass(slots=True)
class Load:
    """Several people at the one address; every answer they got is in the ledger."""

    doors: Doors
    ledger: Ledger = field(default_factory=Ledger)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def at_work(self, writers: int) -> AsyncIterator[None]:
        """So many people write and one talks to the assistant; at the end they finish."""
        self.stopping.clear()
        async with asyncio.TaskGroup() as people:
            for _ in range(writers):
                people.create_task(self._write())
            people.create_task(self._talk())
            try:
                yield
            finally:
                self.stopping.set()

    async def _write(self) -> None:
        """Add, complete, remind, one after the other."""
        number = 0
        async with self.doors.page() as page:
            while not self.stopping.is_set():
                number += 1
                title = f"w {word(20)}"
                kind = number % _EVERY
                words = {0: f"{title} every day", 1: f"{title} in 1 minute"}.get(kind, title)
                task = (await self._until_answered(page, "/api/tasks", {"text": words}))["tasks"][0]
                self.ledger.note("created", task["id"], title)
                if kind == 0:
                    await self._until_answered(page, f"/api/tasks/{task['id']}/complete", {})
                    self.ledger.note("completed", task["id"], title)
                await asyncio.sleep(_PAUSE_S)

    async def _talk(self) -> None:
        """Tell the assistant; what is cut off is not said again."""
        async with self.doors.page("agent") as chat:
            while not self.stopping.is_set():
                title, run = f"c{word(20)}", uuid4().hex
                said = run_input(uuid4().hex, run, f"add {title}")
                try:
                    answer = await chat.post("/agui", json=said, timeout=_CALL_S)
                    for task in _added(answer):
                        self.ledger.note("created", task, title)
                except httpx.HTTPError:
                    self.ledger.cut_off += 1
                await asyncio.sleep(_AGAIN_S)

    async def watch(self, seen: dict[int, int]) -> None:
        """A page that stays open: what it knows of each task, however often it is cut off."""
        since: int | None = None
        while True:
            with suppress(OSError, WebSocketException, TimeoutError, AssertionError):
                async with self.doors.live(since=since or 0) as tab:
                    while True:
                        told = await tab.next()
                        if told["type"] == "update":
                            seen[told["task"]["id"]] = max(
                                seen.get(told["task"]["id"], 0), told["seq"]
                            )
                            since = max(since or 0, told["seq"])
                        elif told["type"] == "resync":
                            since = await self._fetch_again(seen)
            await asyncio.sleep(_AGAIN_S)

    async def _fetch_again(self, seen: dict[int, int]) -> int:
        """As a page does that missed too much."""
        async with self.doors.page() as page:
            after, seq = "", 0
            while after is not None:
                params = {"view": "all", "limit": "500", **({"next": after} if after else {})}
                answer = (await page.get("/api/tasks", params=params)).raise_for_status().json()
                for task in answer["tasks"]:
                    seen[task["id"]] = max(seen.get(task["id"], 0), task["seq"])
                seq, after = seq or answer["seq"], answer["next"]
        return int(seq)

    async def _until_answered(self, page: httpx.AsyncClient, path: str, body: Json) -> Json:
        """The answer, asked for again with the same key until there is one."""
        key = {"Idempotency-Key": uuid4().hex}
        while True:
            with suppress(httpx.HTTPError):
                answer = await page.post(path, json=body, headers=key, timeout=_CALL_S)
                if answer.is_success:
                    found: Json = answer.json()
                    return found
                assert answer.status_code >= 500, answer.text
            self.ledger.cut_off += 1
            await asyncio.sleep(_AGAIN_S)


def _added(answer: httpx.Response) -> list[int]:
    """The ids of the tasks that the assistant's tickets say were added."""
    tickets = [one["value"] for one in events_of(answer) if one.get("name") == "ticket"]
    return [
        row
        for ticket in tickets
        if (ticket["tool"], ticket["status"]) == ("add_tasks", "done")
        for row in ticket["rows"]
    ]


async def settled(database: AsyncConnection[Any]) -> dict[str, int]:
    """What each check comes to, once everything has settled or had time enough for it."""
    found: dict[str, int] = {}
    with suppress(TimeoutError):
        async with asyncio.timeout(_SETTLE_S):
            while not found or any(found.values()):
                await asyncio.sleep(_LOOK_S)
                found = {name: await _count(database, sql) for name, sql in CHECKS.items()}
    return found


async def _count(database: AsyncConnection[Any], sql: str) -> int:
    row = await (await database.execute(sql.encode())).fetchone()
    return int(row[0]) if row else 0


async def page_is_whole(made: Cluster, seen: Mapping[int, int]) -> int:
    """How many open tasks a page that stayed open does not know as they are."""
    async with await AsyncConnection.connect(made.ground.owner, autocommit=True) as database:
        rows = await database.execute("SELECT id, seq FROM task WHERE status = 'open'")
        current = dict(await rows.fetchall())
    return sum(seen.get(id_) != seq for id_, seq in current.items())
