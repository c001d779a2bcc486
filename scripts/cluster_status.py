"""The cluster on this machine in the terminal: every process, how it is, what it has to do."""

import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import httpx
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from scripts.cluster_parts import Ground, Replica
from scripts.kept import Kept

_EVERY_S = 1.0
_WAITING = "tasklark_outbox_waiting_rows"
console = Console()


def memory_mb(pid: int | None) -> float:
    """Resident memory of a process; 0 when there is none."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


async def waiting_rows(client: httpx.AsyncClient, relays: Sequence[Replica]) -> int | None:
    """Events that are not published yet, as the relays measured them."""
    found: list[float] = []
    for relay in relays:
        with suppress(httpx.HTTPError):
            text = (await client.get(f"{relay.url}/metrics")).text
            lines = [line for line in text.splitlines() if line.startswith(f"{_WAITING} ")]
            found += [float(line.split()[1]) for line in lines]
    return int(max(found)) if found else None


def table(ground: Ground, replicas: Sequence[Replica], url: str, waiting: int | None) -> Table:
    """Everything there is to see."""
    shown = Table(title=f"Tasklark  {url}", caption=_caption(waiting), title_justify="left")
    for name in ("process", "state", "pid", "MB", "sidecar", "MB", "started again"):
        right = name in ("pid", "MB", "started again")
        shown.add_column(name, justify="right" if right else "left")
    for one in ground.servers.values():
        shown.add_row(one.name, *_about(one), "", "", _count(one.restarts))
    shown.add_section()
    for one in replicas:
        side = _state(one.sidecar)
        size = f"{memory_mb(one.sidecar.pid):.0f}"
        again = one.app.restarts + one.sidecar.restarts
        shown.add_row(one.title, *_about(one.app), side, size, _count(again))
    return shown


def _caption(waiting: int | None) -> str:
    told = "–" if waiting is None else str(waiting)
    return f"events that wait for Kafka: {told}    Ctrl-C ends everything"


def _about(one: Kept) -> tuple[Text, str, str]:
    return _state(one), str(one.pid or "–"), f"{memory_mb(one.pid):.0f}"


def _state(one: Kept) -> Text:
    if one.is_ready:
        return Text("ready", "green")
    return Text("starting" if one.pid else "down", "yellow" if one.pid else "red")


def _count(number: int) -> str:
    return str(number) if number else ""


async def show(
    ground: Ground, replicas: Sequence[Replica], url: str, client: httpx.AsyncClient
) -> None:
    """Keep the page up to date until cancelled; elsewhere than on a terminal say what changes."""
    if not sys.stdout.isatty():
        await _tell(ground, replicas)
        return
    relays = [one for one in replicas if one.name == "relay"]
    with Live(console=console, auto_refresh=False) as page:
        while True:
            waiting = await waiting_rows(client, relays)
            page.update(table(ground, replicas, url, waiting), refresh=True)
            await asyncio.sleep(_EVERY_S)


async def _tell(ground: Ground, replicas: Sequence[Replica]) -> None:
    """One line for each process that became ready or went down."""
    everyone = [*ground.servers.values(), *(p for r in replicas for p in (r.sidecar, r.app))]
    known = {one.name: False for one in everyone}
    while True:
        for one in everyone:
            if one.is_ready != known[one.name]:
                known[one.name] = one.is_ready
                told = "ready" if one.is_ready else "down"
                print(f"{time.strftime('%H:%M:%S')} {one.name} is {told}", flush=True)
        await asyncio.sleep(_EVERY_S / 4)
