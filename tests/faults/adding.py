"""A process in which several clients add tasks, to be killed: it says what it asks and is told.

Each client sends a request again until it is answered, also after the process was started anew.
Lines: `sent NAME N`, `told NAME N NUMBER SEQ`, `lost NAME N` (an error instead of an answer).
"""

import asyncio
import sys
from pathlib import Path

from tasklark.domain.errors import StoreError
from tasklark.domain.identity import Principal
from tasklark.domain.person import Person
from tasklark.store.port import Need, Request
from tests.contract.builders import Kept, StillClock, adding, open_pg, open_sqlite

_AGAIN_S = 0.05


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def add_on(store: Kept, name: str, person: int, following: int) -> None:
    """Add one task after the other, without end."""
    who = Principal(person, name)
    n = following
    while True:
        say("sent", name, n)
        try:
            request = Request(id=f"{name}-{n}", fingerprint=f"{name}-{n}")
            applied = await store.change(who, Need(), adding(f"{name}-{n}", tags=("x",)), request)
        except StoreError:
            say("lost", name, n)
            await asyncio.sleep(_AGAIN_S)
            continue
        (task,) = applied.tasks
        say("told", name, n, task.number, task.seq)
        n += 1


async def work(place: str, clients: list[str]) -> None:
    """`place` is a file's path, or a server's address; a client is `NAME:PERSON:FOLLOWING`."""
    served = "host=" in place
    async with await (
        open_pg(place, StillClock()) if served else open_sqlite(Path(place), StillClock())
    ) as store:
        parts = [client.split(":") for client in clients]
        for person in {int(person) for _, person, _ in parts}:
            await store.add_person(Person(person))
        await asyncio.gather(
            *(add_on(store, name, int(person), int(n)) for name, person, n in parts)
        )


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], sys.argv[2:]))
