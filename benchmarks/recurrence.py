"""The next occurrence of common rules: ours beside python-dateutil's `rrule.after`."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dateutil.rrule import rrulestr

from tasklark.recurrence import Rule

START = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001
"""A Monday."""
AGES = (("in the first days", timedelta(days=3)), ("a year on", timedelta(days=366)))
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYHOUR=9,18;BYMINUTE=0;BYSECOND=0",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
    "FREQ=WEEKLY;BYDAY=MO;COUNT=100",
    "FREQ=MONTHLY;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5",
    "FREQ=HOURLY;INTERVAL=4",
)


@dataclass(frozen=True, slots=True)
class Line:
    """Microseconds a call for one rule, at one distance from its start."""

    rule: str
    age: str
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times faster ours is."""
        return self.theirs / self.ours


def main() -> None:
    """Measure and print; the last line is JSON."""
    lines = [measure(rule, age, START + later) for age, later in AGES for rule in RULES]
    sys.stdout.write(f"{'rule':<46} {'when':<18} {'ours':>8} {'dateutil':>9} {'faster':>8}\n")
    for line in lines:
        figures = f"{line.ours:>6.1f}µs {line.theirs:>7.1f}µs {line.ratio:>7.1f}x"
        sys.stdout.write(f"{line.rule:<46} {line.age:<18} {figures}\n")
    slowest = max(line.ours for line in lines)
    least = {age: min(line.ratio for line in lines if line.age == age) for age, _ in AGES}
    said = ", ".join(f"{ratio:.1f}x {age}" for age, ratio in least.items())
    sys.stdout.write(f"slowest {slowest:.1f} µs (goal 20); least {said} (goal 3)\n")
    ratios = {age: round(ratio, 2) for age, ratio in least.items()}
    sys.stdout.write(json.dumps({"slowest_us": round(slowest, 2), "least_ratio": ratios}) + "\n")


def measure(text: str, age: str, moment: datetime) -> Line:
    """Both on the same rule, start and moment, and only if they agree."""
    ours, theirs = Rule.parse(text), rrulestr(text, dtstart=START)
    if ours.after(moment, START) != theirs.after(moment):
        raise SystemExit(f"{text}: {ours.after(moment, START)} is not {theirs.after(moment)}")
    # In turns, so that whatever else the machine does slows both.
    rounds = [(seconds(ours.after, moment, START), seconds(theirs.after, moment)) for _ in range(9)]
    mine, other = (min(times) * 1e6 for times in zip(*rounds, strict=True))
    return Line(text, age, mine, other)


def seconds(ask: Callable[..., object], *arguments: datetime) -> float:
    """The time of one call, over as many as make the clock's own cost small."""
    calls = 50
    began = time.perf_counter()
    for _ in range(calls):
        ask(*arguments)
    return (time.perf_counter() - began) / calls


if __name__ == "__main__":
    main()
