"""What a cluster acknowledged, and how far along its road each of it can be found afterwards.

A promise is an answer of success. Its road: the row in the database, the event beside it in the
outbox, published, on Kafka, in the audit trail; a completed repeat has its next occurrence too.
"""

import asyncio
import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from psycopg import AsyncConnection

from scripts.cluster_parts import Ground
from tasklark.domain.events import PREFIX

Happened = Literal["created", "completed"]
_TOPIC = "task-events"
_PATIENCE_MS = "60000"
_TASKS = "SELECT id, title, status, series FROM task"
_EVENTS = (
    "SELECT subject, type, id::text, published_at IS NOT NULL, EXISTS (SELECT FROM audit"
    " WHERE audit.owner = outbox.owner AND audit.event = outbox.id::text)"
    " FROM outbox WHERE kind = 'task' ORDER BY id DESC"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What was answered to have happened to which task; when, and who was killed at that time."""

    happened: Happened
    task: int
    title: str
    at: float
    during: str


@dataclass(slots=True)
class Ledger:
    """Every promise in the order of the answers, and how many requests got none."""

    promises: list[Promise] = field(default_factory=list)
    during: str = ""
    cut_off: int = 0
    """Requests that were broken off or answered with a server's failure, and asked again."""

    def note(self, happened: Happened, task: int, title: str) -> None:
        """An answer of success was read to its end."""
        self.promises.append(Promise(happened, task, title, time.time(), self.during))


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept, and the steps of its road at which nothing is found."""

    promise: Promise
    missing: Sequence[str]

    def as_json(self) -> Mapping[str, object]:
        """For people who look for the cause."""
        return {**asdict(self.promise), "missing": list(self.missing)}


STEPS = ("database", "outbox", "published", "Kafka", "audit", "next occurrence")


@dataclass(frozen=True, slots=True)
class Found:
    """What is there: rows by id as (title, status, series); events by (task, type) as (id, was it
    published, was it audited), the first of each; the ids that Kafka holds.
    """

    rows: Mapping[int, tuple[str, str, int | None]]
    events: Mapping[tuple[str, str], tuple[str, bool, bool]]
    on_kafka: frozenset[str]

    def missing(self, promise: Promise) -> list[str]:
        """The steps of a promise's road at which nothing is found."""
        title, status, series = self.rows.get(promise.task, ("", "", None))
        key = str(promise.task), f"{PREFIX}.task.{promise.happened}.v1"
        id_, published, audited = self.events.get(key, ("", False, False))
        completed = promise.happened == "completed"
        steps = (
            title == promise.title and (status == "done" or not completed),
            bool(id_),
            published,
            id_ in self.on_kafka,
            audited,
            not completed or self._goes_on(series),
        )
        return [name for name, there in zip(STEPS, steps, strict=True) if not there]

    def _goes_on(self, series: int | None) -> bool:
        return any((status, of) == ("open", series) for _, status, of in self.rows.values())


async def broken(
    ledger: Ledger, ground: Ground, database: AsyncConnection[Any]
) -> Sequence[Broken]:
    """The promises that were not kept, each held against every step of its road."""
    found = Found(
        rows={id_: (title, status, series) for id_, title, status, series in
              await _all(database, _TASKS)},
        # In falling order: of several the first is written last.
        events={(subject, type_): (id_, published, audited) for
                subject, type_, id_, published, audited in await _all(database, _EVENTS)},
        on_kafka=await asyncio.to_thread(_on_kafka, ground),
    )  # fmt: skip
    looked = [(promise, found.missing(promise)) for promise in ledger.promises]
    return [Broken(promise, missing) for promise, missing in looked if missing]


def by_step(found: Sequence[Broken]) -> dict[str, int]:
    """How many promises are missing at each step."""
    return {f"missing at {step}": sum(step in one.missing for one in found) for step in STEPS}


async def _all(database: AsyncConnection[Any], sql: str) -> list[tuple[Any, ...]]:
    return await (await database.execute(sql.encode())).fetchall()


def _on_kafka(ground: Ground) -> frozenset[str]:
    """The ids of all events of tasks that the broker holds, as a stranger reads them.

    Raises:
        subprocess.CalledProcessError: If the topic cannot be read to its end.
    """
    ends = _asked(ground, "GetOffsetShell", "--topic", _TOPIC)
    count = sum(int(line.rpartition(b":")[2]) for line in ends.splitlines())
    words = ["--topic", _TOPIC, "--from-beginning", "--max-messages", str(count)]
    held = _asked(ground, "consumer.ConsoleConsumer", *words, "--timeout-ms", _PATIENCE_MS)
    lines = held.splitlines()
    assert len(lines) == count, f"{len(lines)} of {count} messages were read"
    return frozenset(str(json.loads(line)["id"]) for line in lines)


def _asked(ground: Ground, tool: str, *words: str) -> bytes:
    """What a tool of Kafka prints."""
    java = ["java", "-Xmx256m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"]
    tools = ["-cp", ground.parts.kafka, f"org.apache.kafka.tools.{tool}"]
    return subprocess.run(
        [*java, *tools, "--bootstrap-server", ground.brokers, *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
    ).stdout  # fmt: skip
