"""Everything killed under load: `python -m scripts.cluster_faults [rounds [file]]`.

In each round Kafka, PostgreSQL, the scheduler, every sidecar and every process of ours get SIGKILL,
one after the other, while people work; the next one only when all is steady again. A round ends
with a look at every promise: nothing may be lost and nothing doubled. What came of it so far stands
in the file after each round (lines of JSON, for `scripts.engine_page`); exit code 1 if anything was
lost or doubled.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import AsyncConnection

from scripts.cluster import Cluster, cluster
from scripts.cluster_ledger import Broken, broken, by_step
from scripts.cluster_load import Load, page_is_whole, settled
from scripts.cluster_measures import doors, short_lived
from scripts.kept import Kept
from scripts.progress import StepFailed, step

_WRITERS = 3
_BACK_S = 300.0
_FELT_S = 1.0
"""People work on the fault for so long at least."""
_LOOK_S = 0.2
_CATCH_UP_S = 60.0
_TOLD = 50
"""Promises that were broken, of which the report tells the particulars."""
_MARK = "SELECT coalesce(max(id), 0) FROM outbox"
_BEHIND = """
SELECT (SELECT count(*) FROM outbox WHERE id <= %(mark)s AND published_at IS NULL)
 + (SELECT count(*) FROM outbox WHERE kind = 'task' AND id > %(before)s AND id <= %(mark)s
    AND NOT EXISTS (SELECT FROM audit WHERE audit.owner = outbox.owner
                    AND audit.event = outbox.id::text))
 + (SELECT count(*) FROM task AS done WHERE series IS NOT NULL AND status = 'done'
    AND completed_at < %(now)s AND NOT EXISTS (SELECT FROM task
    WHERE task.series = done.series AND task.status = 'open'))
"""
"""What of the time before is not published, not audited, without its next occurrence."""


@dataclass(slots=True)
class Blow:
    """What killing one part came to, over all rounds: the slowest times, and who noticed."""

    part: str
    kills: int = 0
    requests_cut_off: int = 0
    ready_s: float = 0.0
    steady_s: float = 0.0

    def add(self, cut_off: int, ready_s: float, steady_s: float) -> None:
        """One more kill."""
        self.kills += 1
        self.requests_cut_off += cut_off
        self.ready_s = round(max(self.ready_s, ready_s), 1)
        self.steady_s = round(max(self.steady_s, steady_s), 1)


@dataclass(slots=True)
class Campaign:
    """The rounds on one cluster, and what came of them so far."""

    made: Cluster
    load: Load
    blows: dict[str, Blow] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    checks: dict[str, int] = field(default_factory=dict)
    broken: Sequence[Broken] = ()
    missing: int = 0
    mark: int = 0

    async def round(self, chosen: Sequence[Kept]) -> None:
        """Kill each part once under load, then look at everything."""
        async with self.load.at_work(_WRITERS):
            for part in chosen:
                await self._kill(part)
            self.load.ledger.during = ""
        async with await self._database() as database:
            self.checks = await settled(database)
            self.broken = await broken(self.load.ledger, self.made.ground, database)
        self.missing = await _caught_up(self.made, self.seen)

    async def _kill(self, part: Kept) -> None:
        ledger, begun = self.load.ledger, time.monotonic()
        ledger.during, before, starts = part.name, ledger.cut_off, part.restarts
        part.kill()
        await asyncio.sleep(_FELT_S)
        for one in parts(self.made):
            await one.until_ready(_BACK_S)
        ready = time.monotonic() - begun
        if part.restarts == starts:
            raise StepFailed(f"{part.name} was not killed: it is still the same process.")
        await self._until_steady()
        blow = self.blows.setdefault(part.name, Blow(part.name))
        blow.add(ledger.cut_off - before, ready, time.monotonic() - begun)

    async def _until_steady(self) -> None:
        """Until all that was done before this moment is published, audited and followed up."""
        async with asyncio.timeout(_BACK_S), await self._database() as database:
            [[mark]] = await _rows(database, _MARK)
            facts = {"mark": mark, "before": self.mark, "now": int(time.time() * 1_000_000)}
            while (await _rows(database, _BEHIND, facts))[0][0]:  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_S)
            self.mark = mark

    async def _database(self) -> AsyncConnection[Any]:
        """A stranger's connection; the server may be starting still."""
        while True:
            with suppress(psycopg.OperationalError):
                return await AsyncConnection.connect(self.made.ground.owner, autocommit=True)
            await asyncio.sleep(_LOOK_S)

    def figures(self) -> dict[str, int | float]:
        """Everything so far; what is not in `GOOD` must be 0."""
        ledger = self.load.ledger
        completed = sum(one.happened == "completed" for one in ledger.promises)
        return {
            "kills": sum(one.kills for one in self.blows.values()),
            "acknowledged": len(ledger.promises),
            "of them completions": completed,
            "of them said": sum(one.title.startswith("c") for one in ledger.promises),
            "requests cut off": ledger.cut_off,
            "longest until ready s": max(one.ready_s for one in self.blows.values()),
            "longest until steady s": max(one.steady_s for one in self.blows.values()),
            "load": round(os.getloadavg()[0], 1),
            "acknowledged, lost": len(self.broken),
            **by_step(self.broken),
            **self.checks,
            "not on the open page": self.missing,
        }


GOOD = frozenset(
    {
        "kills", "acknowledged", "of them completions", "of them said", "requests cut off",
        "longest until ready s", "longest until steady s", "load",
    }
)  # fmt: skip
"""What may be more than nothing."""


def parts(made: Cluster) -> list[Kept]:
    """Who is killed, the servers first."""
    ours = [part for one in made.replicas for part in (one.app, one.sidecar)]
    return [*made.ground.servers.values(), *ours]


async def killed(
    made: Cluster,
    rounds: int,
    names: Sequence[str] = (),
    told: Callable[[Campaign], None] = lambda _: None,
) -> Campaign:
    """Kill each (or those named) so many times under load; `told` hears of each round."""
    campaign = Campaign(made, Load(doors(made)))
    watching = asyncio.create_task(campaign.load.watch(campaign.seen))
    chosen = [one for one in parts(made) if not names or one.name in names]
    try:
        for number in range(rounds):
            with step(f"round {number + 1}: {len(chosen)} parts are killed under load"):
                await campaign.round(chosen)
            told(campaign)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    return campaign


async def _rows(
    database: AsyncConnection[Any], sql: str, facts: dict[str, int] | None = None
) -> list[tuple[Any, ...]]:
    return await (await database.execute(sql.encode(), facts)).fetchall()


async def _caught_up(made: Cluster, seen: dict[int, int]) -> int:
    end = time.monotonic() + _CATCH_UP_S
    while (missing := await page_is_whole(made, seen)) and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(_LOOK_S)
    return missing


def report(campaign: Campaign) -> str:
    """The figures, those of each part, and promises that were broken, as lines of JSON."""
    blows = {
        one.part: {
            "kills": one.kills, "requests cut off": one.requests_cut_off,
            "ready s": one.ready_s, "steady s": one.steady_s,
        }
        for one in campaign.blows.values()
    }  # fmt: skip
    lines: list[object] = [
        {"measure": "faults", **campaign.figures()},
        {"measure": "faults-by-part", **blows},
        *({"broken": one.as_json()} for one in campaign.broken[:_TOLD]),
    ]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


async def _main(rounds: int, kept: Path | None) -> Campaign:
    def tell(campaign: Campaign) -> None:
        if kept is not None:
            kept.write_text(report(campaign))

    with short_lived() as folder:
        async with cluster(folder, 0) as made:
            await made.until_ready()
            return await killed(made, rounds, told=tell)


def main() -> None:
    """Do it, and say what came of it."""
    rounds, *more = sys.argv[1:] or ["1"]
    campaign = asyncio.run(_main(int(rounds), Path(more[0]) if more else None))
    print(report(campaign), end="", flush=True)
    sys.exit(any(value for name, value in campaign.figures().items() if name not in GOOD))


if __name__ == "__main__":
    main()
