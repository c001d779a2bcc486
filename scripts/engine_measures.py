"""Figures of the adapter on the real engine: `python -m scripts.engine measure [name …]`."""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scripts.relay_measures import relay_drain
from tasklark.domain.errors import StaleState
from tasklark.domain.events import CloudEvent
from tests.engine.ground import EngineGround, engine

_ONE_BY_ONE = 1_000
_MANY = 10_000
_OWNERS = 50
_TIMERS = 1_000
_LEAD_S = 60.0
_WRITERS, _WRITES = 16, 25
Figures = dict[str, float | int | str]


def _event(number: int) -> CloudEvent:
    """About as large as a task's."""
    data = {"n": number, "at": time.time(), "text": "x" * 600}
    owner = str(number % _OWNERS)
    return CloudEvent(str(number), "dev.tasklark.t.v1", datetime.now(UTC), data, None, owner)


def spread(seconds: Sequence[float]) -> Figures:
    """Median, 99th of a hundred and the largest, in milliseconds."""
    ordered = sorted(seconds)
    places = {"p50": len(ordered) // 2, "p99": len(ordered) * 99 // 100, "max": -1}
    return {f"{name} ms": round(ordered[place] * 1000, 1) for name, place in places.items()}


async def _delivery(ground: EngineGround) -> Figures:
    """One event after another: from publishing to the handler."""
    took: list[float] = []
    heard = asyncio.Event()

    async def hear(event: CloudEvent) -> None:
        took.append(time.time() - float(str(event.data["at"])))
        heard.set()

    process = ground.process()
    process.consume("one", "task-events", hear)
    async with process.running():
        for number in range(_ONE_BY_ONE):
            heard.clear()
            await process.publish("task-events", _event(number))
            await heard.wait()
    return {"events": len(took), **spread(took[20:])}


async def _delivery_singly(ground: EngineGround) -> Figures:
    """As `delivery`, without bulk subscription."""
    ground.files["Subscription/recurring"]["spec"].pop("bulkSubscribe")
    return await _delivery(ground)


async def _drain(ground: EngineGround) -> Figures:
    """Ten thousand events that wait: published in bulk, then consumed."""
    seen: set[str] = set()
    last = asyncio.Event()

    async def hear(event: CloudEvent) -> None:
        seen.add(event.id)
        if len(seen) == _MANY:
            last.set()

    process = ground.process()
    process.consume("one", "task-events", hear)
    begun = time.perf_counter()
    failed = await process.publish_all("task-events", [_event(n) for n in range(_MANY)])
    published = time.perf_counter()
    async with process.running():
        ready = time.perf_counter()
        await last.wait()
        done = time.perf_counter()
    return {
        "failed": len(failed),
        "published/s": round(_MANY / (published - begun)),
        "consumed/s": round(_MANY / (done - ready)),
    }


async def _drain_singly(ground: EngineGround) -> Figures:
    """As `drain`, without bulk subscription."""
    ground.files["Subscription/recurring"]["spec"].pop("bulkSubscribe")
    return await _drain(ground)


async def _timers(ground: EngineGround, apart_s: float) -> Figures:
    rung: dict[str, float] = {}
    doubled = 0
    every = asyncio.Event()

    async def ring(name: str, payload: bytes) -> None:
        nonlocal doubled
        doubled += name in rung
        due = datetime.fromisoformat(payload.decode())
        rung.setdefault(name, (datetime.now(UTC) - due).total_seconds())
        if len(rung) == _TIMERS:
            every.set()

    process = ground.process()
    process.on_due(ring)
    async with process.running():
        first = datetime.now(UTC) + timedelta(seconds=_LEAD_S)
        begun = time.perf_counter()
        moments = [first + timedelta(seconds=n * apart_s) for n in range(_TIMERS)]
        await asyncio.gather(
            *(
                process.schedule(f"t{n}", at, at.isoformat().encode())
                for n, at in enumerate(moments)
            )
        )
        rate = _TIMERS / (time.perf_counter() - begun)
        late_by = (datetime.now(UTC) - first).total_seconds()
        assert late_by < 0, f"scheduling took {late_by:.1f} s too long"
        async with asyncio.timeout(_LEAD_S + apart_s * _TIMERS + 60):
            await every.wait()
    early = sum(late < 0 for late in rung.values())
    counts = {"rung": len(rung), "early": early, "doubled": doubled}
    return {"scheduled/s": round(rate), **counts, **spread(list(rung.values()))}


async def _timers_in_a_minute(ground: EngineGround) -> Figures:
    """A thousand timers over a minute."""
    return await _timers(ground, 60 / _TIMERS)


async def _timers_at_once(ground: EngineGround) -> Figures:
    """A thousand timers of one instant."""
    return await _timers(ground, 0)


async def _conflict(ground: EngineGround) -> Figures:
    """Sixteen writers add to one document: every addition must be in it."""
    process = ground.process()
    await process.put("sum", b"0")
    conflicts, took = 0, []

    async def add() -> None:
        nonlocal conflicts
        for _ in range(_WRITES):
            begun = time.perf_counter()
            while True:
                there = await process.get("sum")
                assert there is not None
                try:
                    await process.put("sum", b"%d" % (int(there.value) + 1), etag=there.etag)
                    break
                except StaleState:
                    conflicts += 1
            took.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*(add() for _ in range(_WRITERS)))
    rate = _WRITERS * _WRITES / (time.perf_counter() - begun)
    document = await process.get("sum")
    assert document is not None
    lost = _WRITERS * _WRITES - int(document.value)
    await process.close()
    return {"written/s": round(rate), "conflicts": conflicts, "lost": lost, **spread(took)}


async def _state(ground: EngineGround) -> Figures:
    """One document, one writer: a write under an etag (a read and a save)."""
    process = ground.process()
    etag, took = await process.create("k", b"x" * 4_000), []
    for _ in range(_ONE_BY_ONE):
        begun = time.perf_counter()
        etag = await process.put("k", b"x" * 4_000, etag=etag)
        took.append(time.perf_counter() - begun)
    await process.close()
    return spread(took)


MEASURES: dict[str, Callable[[EngineGround], Awaitable[Figures]]] = {
    "delivery": _delivery,
    "delivery-singly": _delivery_singly,
    "drain": _drain,
    "drain-singly": _drain_singly,
    "relay": relay_drain,
    "timers-in-a-minute": _timers_in_a_minute,
    "timers-at-once": _timers_at_once,
    "state": _state,
    "conflict": _conflict,
}


async def _measured(name: str) -> Figures:
    with tempfile.TemporaryDirectory(prefix="tasklark-measure-") as folder:
        async with engine(Path(folder)) as ground:
            ground.live_topics = ()
            return await MEASURES[name](ground)


def main() -> None:
    """One line of JSON for each measure asked for."""
    for name in sys.argv[1:] or MEASURES:
        figures = asyncio.run(_measured(name))
        print(
            json.dumps({"measure": name, **figures, "load": round(os.getloadavg()[0], 1)}),
            flush=True,
        )


if __name__ == "__main__":
    main()
