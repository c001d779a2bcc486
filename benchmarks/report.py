"""What was measured: as a table, as JSON, and in the page about performance."""

import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.curves import curves
from benchmarks.timing import Line

_PEERS = (
    ("cadence-todo (MCP, SQLite and git)", "60", "219", "–"),
    ("taskwarrior (a process each time)", "72", "–", "158"),
    ("Radicale (CalDAV)", "347", "–", "4,257"),
)
"""Milliseconds of adding, listing and searching at 10,000 tasks."""
_PEERS_AT = 10_000
_OURS = ("add, 1 client, p50", "list 50 of a week", "search a word, p50")


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine, size and number of people: the lines of the table, and the plans."""

    engine: str
    tasks: int
    people: int
    at: str
    load: float
    """How busy the machine was: processes that wanted to run, over the last minute."""
    lines: list[Line]
    plans: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is, in words."""
        of = f" of {self.people} people" if self.people > 1 else ""
        return f"{self.engine}, {self.tasks:,} tasks{of}"

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands among others."""
        return self.tasks, -self.people, self.engine

    def json(self) -> dict[str, object]:
        """As kept."""
        kept = {key: value for key, value in asdict(self).items() if key != "lines"}
        return {**kept, "lines": [line.json() for line in self.lines]}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Measured":
        """From what was kept."""
        lines = [Line.read(one) for one in kept["lines"]]
        return cls(**{**kept, "lines": lines})


def print_table(lines: Sequence[Line]) -> None:
    """The table for a terminal."""
    for line in lines:
        figures = f"{line.ours:>10.3f} {line.raw:>10.3f} {line.unit:<4} {line.ratio:>6.2f}×"
        place = f"{line.engine:<12}{line.tasks:>9,}/{line.people:<4} {line.name:<34}"
        sys.stdout.write(f"{place}{figures}  {line.goal:<10} {line.verdict}\n")


def write(folder: Path, measured: Sequence[Measured]) -> None:
    """Keep the figures beside those of other engines and sizes, and renew the page."""
    kept = folder / "performance.json"
    before = json.loads(kept.read_text("utf-8")).get("measured", []) if kept.exists() else []
    every = {one.place: one for one in [*map(Measured.read, before), *measured]}
    ordered = [every[place] for place in sorted(every)]
    facts = {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "measured": [one.json() for one in ordered],
    }
    kept.write_text(f"{json.dumps(facts, ensure_ascii=False, indent=1)}\n", "utf-8")
    drawn = [line for one in ordered if one.people == 1 for line in one.lines]
    (folder / "performance.svg").write_text(curves(drawn), "utf-8")
    page = folder / "performance.md"
    text = page.read_text("utf-8")
    for name, part in (
        ("measured", "\n\n".join(map(_table, ordered))),
        ("tenancy", _tenancy(ordered)),
        ("peers", _peers(ordered)),
    ):
        text = renewed(text, name, part)
    page.write_text(text, "utf-8")
    (folder / "plans.md").write_text(_plans(ordered), "utf-8")


def renewed(text: str, name: str, part: str) -> str:
    """A page whose part between the marks of that name is another one."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"The page has no part between “{begin}” and “{end}”.")
    return f"{before}{begin}\n{part}\n{end}{after}"


def renew(page: Path, name: str, lines: Sequence[Line]) -> None:
    """Put lines that were just measured into their part of a page."""
    at, load = datetime.now(UTC).isoformat(timespec="minutes"), round(os.getloadavg()[0], 1)
    part = "\n".join([_measured(at, load), *_rows(lines)])
    page.write_text(renewed(page.read_text("utf-8"), name, part), "utf-8")


def _table(one: Measured) -> str:
    return "\n".join([f"### {one.title}\n", _measured(one.at, one.load), *_rows(one.lines)])


def _measured(at: str, load: float) -> str:
    return f"{at.replace('T', ' ').removesuffix('+00:00')} UTC, load {load:g}.\n"


def _rows(lines: Sequence[Line]) -> Iterator[str]:
    yield "| what | ours | raw | ratio | of each run | goal | reached |"
    yield "|---|---|---|---|---|---|---|"
    for line in lines:
        runs = " / ".join(f"{ratio:.2f}×" for ratio in line.runs)
        yield (
            f"| {line.name} | {line.ours:.3g} {line.unit} | {line.raw:.3g} {line.unit}"
            f" | {line.ratio:.2f}× | {runs} | {line.goal} | {line.verdict} |"
        )


def _tenancy(measured: Sequence[Measured]) -> str:
    """What the tasks of many cost one of them, beside as many tasks as theirs alone."""
    rows = [
        "| search | alone | among others | ratio | goal | reached |",
        "|---|---|---|---|---|---|",
    ]
    for among in measured:
        alone = _lines(measured, among.engine, among.tasks // among.people, 1)
        if among.people > 1 and alone:
            rows += _beside(among, alone)
    return "\n".join(rows)


def _beside(among: Measured, alone: dict[str, Line]) -> Iterator[str]:
    for line in among.lines:
        if line.name.startswith("search") and line.name.endswith("p50") and line.name in alone:
            mine = alone[line.name].ours
            ratio = line.ours / mine
            yield (
                f"| {among.title}: {line.name.removesuffix(', p50')} | {mine:.3g} ms"
                f" | {line.ours:.3g} ms | {ratio:.2f}× | ≤ 2.0× | {'yes' if ratio <= 2 else 'no'} |"
            )


def _lines(measured: Sequence[Measured], engine: str, tasks: int, people: int) -> dict[str, Line]:
    for one in measured:
        if (one.engine, one.tasks, one.people) == (engine, tasks, people):
            return {line.name: line for line in one.lines}
    return {}


def _peers(measured: Sequence[Measured]) -> str:
    rows = ["| | add | list | search |", "|---|---|---|---|"]
    for engine in dict.fromkeys(one.engine for one in measured):
        ours = _lines(measured, engine, _PEERS_AT, 1)
        if all(name in ours for name in _OURS):
            told = " | ".join(f"{ours[name].ours:.2g} ms" for name in _OURS)
            rows.append(f"| Tasklark's store, {engine} | {told} |")
    for name, *figures in _PEERS:
        told = " | ".join(f"{figure} ms" if figure != "–" else figure for figure in figures)
        rows.append(f"| {name} | {told} |")
    return "\n".join(rows)


_PLANS = (
    "# How the databases answer\n\n`EXPLAIN` of the statements that the questions of"
    " [performance.md](performance.md) send, on the most tasks of one person that were measured;"
    " in PostgreSQL with row security, as the program's role. Made by `make bench`.\n"
)


def _plans(measured: Sequence[Measured]) -> str:
    largest = {one.engine: one for one in measured if one.people == 1 and one.plans}
    parts = [_PLANS]
    for one in largest.values():
        parts.append(f"## {one.title}\n")
        for question, lines in one.plans.items():
            parts.append(f"### {question}\n\n```\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(parts)
