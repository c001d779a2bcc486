"""People who use the REST door while the program dies under them, and remember what they were told.

Every write has an Idempotency-Key and is sent again after a restart until it is answered.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import anyio
import httpx

from tests.running import Tasklark

Json = dict[str, Any]


@dataclass(slots=True)
class Wish:
    """A write that was sent at least once."""

    key: str
    path: str
    body: Json


@dataclass(slots=True)
class User:
    """Adds plain tasks, and completes a repeating one of their own again and again."""

    name: str
    dice: random.Random
    added: dict[str, int] = field(default_factory=dict)
    """Title → number of what was acknowledged as added."""
    completed: list[tuple[int, str]] = field(default_factory=list)
    """Id and occurrence of what was acknowledged as completed."""
    unanswered: Wish | None = None
    _series: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def use(self, client: httpx.AsyncClient) -> None:
        """Do one more thing; what was left unanswered comes first.

        Raises:
            httpx.TransportError: If the program is gone.
        """
        wish = self.unanswered or await self._another(client)
        self.unanswered = wish
        answer = await client.post(wish.path, json=wish.body, headers={"Idempotency-Key": wish.key})
        assert answer.status_code in (200, 201), answer.text
        self._acknowledged(wish, answer.json())
        self.unanswered = None

    async def _another(self, client: httpx.AsyncClient) -> Wish:
        key = f"{self.name}-{next(self._numbers)}"
        if not self._series:
            return Wish(key, "/api/tasks", {"text": f"habit {self.name} every day at 9:00"})
        if self.dice.random() < 0.5:
            found = await client.get("/api/tasks", params={"number": self._series})
            (task,) = found.json()["tasks"]
            # The next occurrence may not be there yet; then there is something else to do.
            if task["status"] == "open":
                body = {"occurrence": task["occurrence"]}
                return Wish(key, f"/api/tasks/{task['id']}/complete", body)
        return Wish(key, "/api/tasks", {"text": f"thing {key}"})

    def _acknowledged(self, wish: Wish, answer: Json) -> None:
        (task,) = answer["tasks"][:1]
        if "occurrence" in wish.body:
            assert task["status"] == "done"
            self.completed.append((task["id"], task["occurrence"]))
            return
        self._series = self._series or task["number"]
        self.added[task["title"]] = task["number"]


class Load:
    """Several users at once."""

    def __init__(self, names: Sequence[str], seed: int) -> None:
        self.users = [User(name, random.Random(f"{seed}{name}")) for name in names]

    async def until_killed(self, program: Tasklark, after: int) -> None:
        """Use the program until so many writes were acknowledged; then it is killed."""
        left = count(after, -1)

        async def go_on(user: User, client: httpx.AsyncClient) -> None:
            while True:
                try:
                    await user.use(client)
                except httpx.TransportError:
                    return
                if next(left) == 0:
                    # The others have requests under way at this moment.
                    program.kill()
                    return

        await self._together(program, go_on)

    async def finish(self, program: Tasklark) -> None:
        """Get an answer to everything that was asked for."""

        async def ask_again(user: User, client: httpx.AsyncClient) -> None:
            if user.unanswered is not None:
                await user.use(client)

        await self._together(program, ask_again)

    async def _together(self, program: Tasklark, act: Any) -> None:
        async with (
            httpx.AsyncClient(base_url=program.url, timeout=60) as client,
            anyio.create_task_group() as group,
        ):
            for user in self.users:
                group.start_soon(act, user, client)
