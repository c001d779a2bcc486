"""What a person sees of a cluster, whatever it stands on: the same stories on fake and real."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.agui import events_of, run_input

Json = dict[str, Any]
LIVE_S = 90.0
_CONSONANTS = "bcfghjklnpqrvwxz"


def word(length: int = 8) -> str:
    """A word of no language: nobody reads a date, a number or a command in it."""
    return "".join(random.choices(_CONSONANTS, k=length))


@dataclass(frozen=True, slots=True)
class Doors:
    """Where each replica of each process is, and the address that pages know."""

    public: str
    urls: Mapping[str, Sequence[str]]
    headers: Mapping[str, str] = field(default_factory=dict)
    """What each request of a page says beside what it must."""

    def page(self, name: str = "api", number: int = 0) -> httpx.AsyncClient:
        """A page's requests to one replica."""
        headers = {"host": urlsplit(self.public).netloc, "origin": self.public, **self.headers}
        url = self.urls[name][number]
        return httpx.AsyncClient(base_url=url, headers=headers, trust_env=False, timeout=30)

    @asynccontextmanager
    async def live(self, number: int = 0, since: int | None = None) -> AsyncIterator["Tab"]:
        """An open page's socket at one replica, greeted."""
        place = urlsplit(self.urls["live"][number])
        at = f"ws://{urlsplit(self.public).netloc}/live"
        at += "" if since is None else f"?since={since}"
        async with connect(
            at, host=place.hostname, port=place.port, origin=self.public, proxy=None
        ) as socket:
            tab = Tab(socket)
            assert (await tab.next())["type"] == "hello"
            yield tab


class Tab:
    """What an open page is told."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def next(self) -> Json:
        async with asyncio.timeout(LIVE_S):
            told: Json = json.loads(await self._socket.recv())
            return told

    async def update_of(self, title: str, status: str = "open") -> Json:
        """The first update of a task with this title and status."""
        while True:
            told = await self.next()
            task = told.get("task", {})
            if (task.get("title"), task.get("status")) == (title, status):
                return told

    async def notice(self, kind: str) -> Json:
        """The first notice of that kind."""
        while True:
            told = await self.next()
            if told["type"] == "notice" and told["notice"]["kind"] == kind:
                notice: Json = told["notice"]
                return notice


async def add(page: httpx.AsyncClient, text: str, **more: Any) -> Json:
    """Add a task by words; the task."""
    answer = await page.post("/api/tasks", json={"text": text, **more})
    assert answer.is_success, answer.text
    task: Json = answer.json()["tasks"][0]
    return task


async def an_addition_is_seen_by_pages_at_every_replica(doors: Doors) -> None:
    async with AsyncExitStack() as stack:
        page = await stack.enter_async_context(doors.page())
        tabs = [
            await stack.enter_async_context(doors.live(number))
            for number in range(len(doors.urls["live"]))
        ]
        title = f"seen {word()}"
        task = await add(page, title)
        for tab in tabs:
            told = await tab.update_of(title)
            assert (told["op"], told["seq"]) == ("upsert", task["seq"])


async def a_completed_repeat_comes_again_once(doors: Doors) -> None:
    title = f"water {word()}"
    async with doors.page() as page, doors.live() as tab:
        task = await add(page, f"{title} every day")
        await tab.update_of(title)
        done = await page.post(f"/api/tasks/{task['id']}/complete", json={})
        assert done.status_code == 200, done.text
        await tab.update_of(title, "done")
        following = (await tab.update_of(title))["task"]
        assert following["occurrence"] > task["occurrence"]
        assert following["number"] == task["number"]
        board = (await page.get("/api/tasks", params={"view": "all", "q": title})).json()
        assert [one["id"] for one in board["tasks"]] == [following["id"]]


async def a_conversation_goes_on_at_another_replica(doors: Doors) -> None:
    """A run is read, and its question answered, where it did not begin."""
    last = len(doors.urls["agent"]) - 1
    mark, thread = f"zebra{word()}", f"t-{word()}"
    async with (
        doors.page() as board,
        doors.page("agent") as here,
        doors.page("agent", last) as there,
    ):
        for number in range(2):
            await add(board, f"{mark} {number}")
        asked = await _say(here, thread, f"delete all the {mark} tasks", "r1")
        read = events_of(await there.get(f"/agui/threads/{thread}/events", params={"after": 0}))
        assert [event["n"] for event in read] == [event["n"] for event in asked]
        approval = (await there.get(f"/agui/threads/{thread}")).json()["approval"]
        yes = {"approved": True, "unticked": []}
        resume = [
            {"interruptId": call["toolCallId"], "status": "resolved", "payload": yes}
            for call in approval["calls"]
        ]
        events = await _say(there, thread, "", "r2", messages=[], resume=resume)
        assert [e["value"]["status"] for e in events if e.get("name") == "ticket"] == ["done"]
        again = await here.post(
            "/agui", json=run_input(thread, "r3", "", messages=[], resume=resume)
        )
        assert again.status_code == 409
        left = (await board.get("/api/tasks", params={"view": "all", "q": mark})).json()
        assert left["tasks"] == []


async def _say(
    page: httpx.AsyncClient, thread: str, text: str, run: str, **more: Any
) -> list[Json]:
    answer = await page.post("/agui", json=run_input(thread, f"{thread}-{run}", text, **more))
    assert answer.status_code == 200, answer.text
    return events_of(answer)


async def a_reminder_rings_once_on_every_page(doors: Doors) -> Json:
    """It is not late; returns the notice."""
    title = f"stretch {word()}"
    async with doors.page() as page, doors.live() as tab:
        task = await add(page, f"{title} in 1 minute")
        async with asyncio.timeout(100):
            while True:
                try:
                    notice = await tab.notice("reminder.fired")
                    break
                except TimeoutError:
                    continue
        assert notice["title"] == title
        assert notice["late"] is False
        shown = (await page.get(f"/api/tasks/{task['id']}")).json()
        assert [one["state"] for one in shown["reminders"]] == ["fired"]
    return notice
