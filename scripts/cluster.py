"""`make cluster`: the cluster on this machine, without containers. Every process of Tasklark with a
Dapr sidecar of its own, on Kafka, PostgreSQL and Dapr's scheduler, behind one address.

Data, ports and secrets stay in a folder (`.cache/cluster`), logs beside them.
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from scripts.cluster_gateway import Gateway
from scripts.cluster_parts import Ground, Kit, Replica, begin_ground, replica, resources
from scripts.cluster_status import show
from scripts.engine_parts import ensure_parts
from scripts.progress import StepFailed
from scripts.tools import CACHE
from tasklark.cluster import PROCESSES

PORT = 7400
FOLDER = CACHE / "cluster"
_READY_S = 120.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster."""

    url: str
    ground: Ground
    replicas: Sequence[Replica]
    client: httpx.AsyncClient

    def named(self, name: str) -> list[Replica]:
        """The replicas of a process."""
        return [one for one in self.replicas if one.name == name]

    async def until_ready(self) -> None:
        """Wait for every process.

        Raises:
            TimeoutError: If one takes too long.
        """
        for one in self.replicas:
            await one.app.until_ready(_READY_S)


@asynccontextmanager
async def cluster(
    folder: Path, port: int = PORT, counts: Mapping[str, int] | None = None
) -> AsyncIterator[Cluster]:
    """Everything started, and ended afterwards; `counts` tells how many there are of a process.

    Raises:
        StepFailed: If a part of the engine cannot be had.
        OSError: If the port is somebody else's.
    """
    parts = await asyncio.to_thread(ensure_parts)
    replicas: list[Replica] = []

    def ports(name: str) -> list[int]:
        known = [one for one in replicas if one.name == name]
        return [one.port for one in sorted(known, key=lambda one: not one.app.is_ready)]

    gateway = Gateway(ports)
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        url = f"http://127.0.0.1:{await gateway.start(port)}"
        stack.push_async_callback(gateway.close)
        ground = await begin_ground(Kit(folder), parts, stack)
        files = resources(ground)
        wanted = {**dict.fromkeys(PROCESSES, 1), **(counts or {})}
        for name, count in wanted.items():
            replicas += [replica(ground, files, name, n, url, client) for n in range(count)]
        stack.push_async_callback(_end, replicas)
        for one in replicas:
            one.begin()
        yield Cluster(url, ground, replicas, client)


async def _end(replicas: Sequence[Replica]) -> None:
    await asyncio.gather(*(one.stop() for one in replicas))


async def _run(folder: Path, port: int, counts: Mapping[str, int]) -> None:
    stopped = asyncio.Event()
    # A terminal that is closed hangs up: nothing may go on without one who could end it.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with cluster(folder, port, counts) as made:
        print(f"Tasklark's cluster comes up at {made.url}; logs in {folder / 'logs'}", flush=True)
        page = asyncio.create_task(
            show(made.ground, made.replicas, made.url, made.client), name="status"
        )
        await stopped.wait()
        page.cancel()
        with suppress(asyncio.CancelledError):
            await page
        print("Stopping …", flush=True)
    print("Stopped.", flush=True)


def _counts(words: Sequence[str]) -> dict[str, int]:
    """`live=2` as a number of replicas."""
    found = {}
    for word in words:
        name, _, number = word.partition("=")
        if name not in PROCESSES or not number.isdecimal():
            raise StepFailed(f"“{word}” is not a process and a number, such as live=2.")
        found[name] = int(number)
    return found


def main() -> None:
    """Run until it is interrupted."""
    words = argparse.ArgumentParser(description="The cluster on this machine.")
    words.add_argument("--port", type=int, default=PORT)
    words.add_argument("--data", type=Path, default=FOLDER)
    words.add_argument("counts", nargs="*", help="live=2 recurring=2 …")
    given = words.parse_args()
    try:
        asyncio.run(_run(given.data.absolute(), given.port, _counts(given.counts)))
    except (StepFailed, TimeoutError) as failure:
        sys.exit(str(failure) or f"A server did not start; see {given.data}/logs.")
    except OSError as failure:
        sys.exit(f"{failure.strerror or failure}.")


if __name__ == "__main__":
    main()
