"""Writes docs/engine.md from docs/engine.json: how the cluster behaves on the real engine.

`python -m scripts.engine_page FILE…` takes in figures first: lines of JSON as the measures print
them (`scripts.engine measure`, `scripts.cluster_measures`, `scripts.cluster_faults`).
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.progress import ROOT

PAGE = ROOT / "docs" / "engine.md"
FIGURES = PAGE.with_suffix(".json")
Figures = Mapping[str, Any]
FAULTS, BY_PART = "faults", "faults-by-part"
_ABOUT: Mapping[str, str] = {
    "page-to-page": "A task is added in one page (REST) until another open page shows it:"
    " gateway, api, PostgreSQL, relay, sidecar, Kafka, sidecar, live, WebSocket.",
    "chat-to-page": "The same said to the assistant (built-in planner), its tools over HTTP.",
    "rings-in-a-minute": "1,000 reminders spread over one minute, by Dapr Jobs and the sweep:"
    " how late each rang.",
    "relay": "The relay empties an outbox of 10,000 changes (two topics each); beside it bare"
    " bulk publishing of the same events through the same sidecar.",
    "drain": "10,000 events published in bulk and consumed by one consumer.",
    "delivery": "One event after another: publish, Kafka, handler.",
    "timers-in-a-minute": "1,000 timers over one minute, by the adapter alone.",
    "timers-at-once": "1,000 timers of one instant.",
    "state": "One document of 4 kB written under its etag again and again.",
    "conflict": "16 writers add to one document; every addition must be in it.",
    "memory": "Resident memory (MB) of each process after the measures of the cluster.",
}
_HEAD = """# The cluster on the real engine

Every process of Tasklark with its own Dapr sidecar (`daprd` 1.18), on Kafka 4.3, PostgreSQL and
Dapr's scheduler, all on one machine, as `make cluster` starts them. This page is made by
`python -m scripts.engine_page` from the figures that the scripts below printed; `load` is the
machine's load average when a measure ended (two processors, shared with other work: above 2 the
times are those of a busy machine).

![Two pages of one cluster: what one adds, the other shows](pictures/cluster.png)

## Speed
"""
_FAULTS_HEAD = """
## Everything killed under load

`make cluster-faults ROUNDS=10` kills Kafka, PostgreSQL, the scheduler, every sidecar and every
process of ours by SIGKILL, one after the other, while several people add, complete, remind and
chat; the next one falls when all is ready again and what was done before is published, audited and
followed up (“steady”). A write counts when it was answered with success; whoever got no answer
asked again with the same `Idempotency-Key`. After each round every acknowledged write is looked for
by its id at each step of its road: the row, the outbox, Kafka (read by Kafka's own console), the
audit trail, the next occurrence. Every line after the load must be 0.
"""
_HOW = """
## To see it yourself

| command | does |
|---|---|
| `make cluster` | the cluster on this machine, at http://127.0.0.1:7400 |
| `make test-engine` | the runtime's contract, the cluster's stories, the chart on an API server |
| `make engine-figures` | the figures of this page |
| `make cluster-faults ROUNDS=10` | everything killed ten times |

The first call builds Dapr's sidecar and scheduler, for the chart an API server and etcd too, and
fetches Kafka; all of it stays in `.cache/engine`. That takes Go 1.26, Maven, PostgreSQL and Java 21
(17 is enough for all but Strimzi's definitions).
"""


def page() -> str:
    """The page as the figures are."""
    kept: dict[str, Figures] = json.loads(FIGURES.read_text())
    return "\n".join(_lines(kept)) + "\n"


def _lines(kept: Mapping[str, Figures]) -> Iterator[str]:
    yield _HEAD
    for name, about in _ABOUT.items():
        if name in kept:
            yield f"### {name}\n\n{about}\n\n{_row(kept[name])}\n"
    if FAULTS in kept:
        yield f"{_FAULTS_HEAD}\n| | |\n|---|---:|"
        yield from (f"| {name} | {value:,} |" for name, value in kept[FAULTS].items())
    if BY_PART in kept:
        yield from _by_part(kept[BY_PART])
    yield _HOW.rstrip("\n")


def _by_part(parts: Mapping[str, Figures]) -> Iterator[str]:
    """What each part's kills came to: how many noticed, and the slowest time."""
    columns = list(next(iter(parts.values())))
    yield f"\n| killed | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}"
    for name, figures in parts.items():
        yield f"| {name} | {' | '.join(f'{value:,}' for value in figures.values())} |"


def _row(figures: Figures) -> str:
    names, values = " | ".join(figures), " | ".join(f"{value:,}" for value in figures.values())
    return f"| {names} |\n|{'---:|' * len(figures)}\n| {values} |"


def take_in(paths: list[Path]) -> None:
    """Figures of later runs take the place of earlier ones."""
    kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    for path in paths:
        for line in path.read_text().splitlines():
            if line.startswith("{"):
                figures = json.loads(line)
                # Promises that were broken are told beside the figures.
                if "measure" in figures:
                    kept[figures.pop("measure")] = figures
    FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


def main() -> None:
    """Take in, write."""
    take_in([Path(name) for name in sys.argv[1:]])
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
