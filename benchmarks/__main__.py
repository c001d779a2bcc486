"""`make bench`: speed against the raw limit of the same machine in the same minutes."""

import argparse
import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import Progress

from benchmarks.grounds import ENGINES, Size, ground
from benchmarks.measuring import Ground, measure
from benchmarks.plans import explained
from benchmarks.report import Measured, print_table, write
from benchmarks.timing import Line, best

SIZES = "10000,100000,1000000/100,1000000"


def main() -> None:
    """Measure, print, and keep the figures if asked to."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes", default=SIZES, help="tasks, separated by commas; 1000000/100: of 100 people"
    )
    parser.add_argument("--engines", default="sqlite,postgres", help=", ".join(ENGINES))
    parser.add_argument("--writes", type=int, default=300, help="writes of each kind")
    parser.add_argument("--runs", type=int, default=2, help="each is told, the best counts")
    parser.add_argument("--out", type=Path, help="folder of the performance.md to renew")
    parser.add_argument("--keep", type=Path, help="folder where filled databases stay")
    asked = parser.parse_args()
    if asked.out is not None and not (asked.out / "performance.md").exists():
        parser.error(f"{asked.out} has no performance.md, the page that is renewed.")
    measured = asyncio.run(_all(asked))
    print_table([line for one in measured for line in one.lines])
    sys.stdout.write(json.dumps([one.json() for one in measured], ensure_ascii=False) + "\n")


async def _all(asked: argparse.Namespace) -> list[Measured]:
    measured = []
    for size in map(Size.read, asked.sizes.split(",")):
        for engine in asked.engines.split(","):
            async with ground(engine, size, asked.writes, asked.keep) as filled:
                lines = best([await _run(filled) for _ in range(asked.runs)])
                at = datetime.now(UTC).isoformat(timespec="minutes")
                load = round(os.getloadavg()[0], 1)
                plans = await explained(filled)
            told = Measured(engine, size.tasks, size.people, at, load, lines, plans)
            measured.append(told)
            if asked.out is not None:
                # At once: the largest takes long, and what was measured before it should stay.
                write(asked.out, [told])
    return measured


async def _run(filled: Ground) -> list[Line]:
    lines: list[Line] = []
    with Progress(transient=True) as progress:
        title = f"{filled.engine} {filled.tasks:,}/{filled.people}: measuring"
        task = progress.add_task(title, total=None)
        async for line in measure(filled):
            lines.append(line)
            progress.advance(task)
    return lines


if __name__ == "__main__":
    main()
