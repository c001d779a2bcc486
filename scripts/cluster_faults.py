"""Everything killed under load, again and again: `python -m scripts.cluster_faults [rounds]`.

Kafka, PostgreSQL, the scheduler, every sidecar and every process of ours get SIGKILL while people
work; afterwards nothing may be lost and nothing doubled. One line of JSON, exit code 1 if it is not
so.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence

from scripts.cluster import Cluster, cluster
from scripts.cluster_load import Load, outcome, page_is_whole
from scripts.cluster_measures import doors, short_lived
from scripts.kept import Kept
from scripts.progress import step

_WRITERS = 3
_BACK_S = 300.0
_BREATH_S = 1.0
_CATCH_UP_S = 60.0


def victims(made: Cluster) -> list[Kept]:
    """Who is killed, the servers first."""
    ours = [part for one in made.replicas for part in (one.app, one.sidecar)]
    return [*made.ground.servers.values(), *ours]


async def killed(made: Cluster, rounds: int, names: Sequence[str] = ()) -> dict[str, int | float]:
    """Kill each (or those named) so many times under load; what came of it."""
    load, seen = Load(doors(made)), dict[int, int]()
    people = [asyncio.create_task(load.write()) for _ in range(_WRITERS)]
    people.append(asyncio.create_task(load.talk()))
    watching = asyncio.create_task(load.watch(seen))
    longest, kills = 0.0, 0
    for victim in victims(made):
        if names and victim.name not in names:
            continue
        with step(f"{victim.name} is killed {rounds} times"):
            for _ in range(rounds):
                longest = max(longest, await _kill(victim))
                kills += 1
    load.stopping.set()
    await asyncio.gather(*people)
    found = await outcome(made, load)
    missing = await _caught_up(made, seen)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    counts = {"kills": kills, "additions": len(load.added), "of them said": load.said}
    return {**counts, "longest s": round(longest, 1), **found, "not on the open page": missing}


async def _kill(victim: Kept) -> float:
    """Seconds from the kill until it is ready again."""
    begun = time.monotonic()
    victim.kill()
    await asyncio.sleep(_BREATH_S)
    await victim.until_ready(_BACK_S)
    took = time.monotonic() - begun
    await asyncio.sleep(_BREATH_S)
    return took


async def _caught_up(made: Cluster, seen: dict[int, int]) -> int:
    end = time.monotonic() + _CATCH_UP_S
    while (missing := await page_is_whole(made, seen)) and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(1)
    return missing


GOOD = ("kills", "additions", "of them said", "longest s")
"""What may be more than nothing."""


async def _main(rounds: int) -> dict[str, int | float]:
    with short_lived() as folder:
        async with cluster(folder, 0) as made:
            await made.until_ready()
            return await killed(made, rounds)


def main() -> None:
    """Do it, and say what came of it."""
    found = asyncio.run(_main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
    print(json.dumps(found), flush=True)
    sys.exit(any(value for name, value in found.items() if name not in GOOD))


if __name__ == "__main__":
    main()
