"""A process that adds tasks and says after each that it is kept, until it is killed."""

import asyncio
import sys

from tasklark.store.port import Need, Request
from tests.contract.builders import ME, StillClock, adding, open_pg


async def write(address: str, start: int) -> None:
    async with await open_pg(address, StillClock()) as store:
        for n in range(start, start + 100_000):
            request = Request(id=f"r{n}", fingerprint=str(n))
            await store.change(ME, Need(), adding(f"task {n}", tags=("x",)), request)
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], int(sys.argv[2])))
