"""Times and the lines of the table."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: ours beside the raw limit of the same minute, and the goal.

    `ceiling` (of the ratio or, for an absolute goal, of ours) is met from above, `floor` from
    below; without either the line only informs. `runs` are the ratios of each run by itself.
    """

    engine: str
    tasks: int
    people: int
    name: str
    ours: float
    raw: float
    unit: str = "ms"
    goal: str = ""
    ceiling: float | None = None
    floor: float | None = None
    absolute: bool = False
    runs: tuple[float, ...] = ()

    @property
    def ratio(self) -> float:
        """Ours over raw."""
        return self.ours / self.raw if self.raw else 0.0

    @property
    def verdict(self) -> str:
        """Whether the goal is reached: yes, no, or nothing."""
        figure = self.ours if self.absolute else self.ratio
        if self.ceiling is not None:
            return "yes" if figure <= self.ceiling else "no"
        if self.floor is not None:
            return "yes" if figure >= self.floor else "no"
        return ""

    def json(self) -> dict[str, object]:
        """The line as kept."""
        figures = {"ours": round(self.ours, 4), "raw": round(self.raw, 4)}
        told = {"ratio": round(self.ratio, 3), "reached": self.verdict}
        return {**asdict(self), **figures, **told}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Line":
        """From what was kept."""
        known = {one.name: kept[one.name] for one in fields(cls) if one.name in kept}
        return cls(**{**known, "runs": tuple(kept.get("runs", ()))})


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds that awaiting `work` takes."""
    begin = time.perf_counter()
    await work()
    return (time.perf_counter() - begin) * 1000


async def series(works: list[Callable[[], Awaitable[object]]]) -> list[float]:
    """Milliseconds of each, one after the other."""
    return [await timed(work) for work in works]


def p50(times: list[float]) -> float:
    """The middle."""
    return statistics.median(times)


def p99(times: list[float]) -> float:
    """The slow end."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]


def best(passes: list[list[Line]]) -> list[Line]:
    """Of each line the best figures of all runs, ours and the limit's alike: quiet moments."""
    told = []
    for lines in zip(*passes, strict=True):
        choose = max if lines[0].unit == "1/s" else min
        ours, raw = choose(line.ours for line in lines), choose(line.raw for line in lines)
        runs = tuple(round(line.ratio, 3) for line in lines)
        told.append(replace(lines[0], ours=ours, raw=raw, runs=runs))
    return told
