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
    parser.add_argument("--passes", type=int, default=2, help="the best of so many is told")
    parser.add_argument("--out", type=Path, help="folder for performance.json, .svg and .md")
    parser.add_argument("--keep", type=Path, help="folder where filled databases stay")
    asked = parser.parse_args()
    measured = asyncio.run(_all(asked))
    print_table([line for one in measured for line in one.lines])
    if asked.out is not None:
        write(asked.out, measured)
    sys.stdout.write(json.dumps([one.json() for one in measured], ensure_ascii=False) + "\n")


async def _all(asked: argparse.Namespace) -> list[Measured]:
    measured = []
    for size in map(Size.read, asked.sizes.split(",")):
        for engine in asked.engines.split(","):
            async with ground(engine, size, asked.writes, asked.keep) as filled:
                lines = best([await _pass(filled) for _ in range(asked.passes)])
                at = datetime.now(UTC).isoformat(timespec="minutes")
                load = round(os.getloadavg()[0], 1)
                plans = await explained(filled)
            measured.append(Measured(engine, size.tasks, size.people, at, load, lines, plans))
    return measured


async def _pass(filled: Ground) -> list[Line]:
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
