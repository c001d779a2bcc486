"""docs/events.md: `python -m tests.events.page` writes it from what a house publishes."""

import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tasklark.domain.events import CloudEvent
from tasklark.published import KINDS, Kind
from tasklark.runtime.dapr_dead import dead_letter
from tasklark.runtime.dapr_wire import envelope
from tests.contract.builders import StillClock
from tests.events.living import lived
from tests.services.house import House, opened

PAGE = Path(__file__).parents[2] / "docs" / "events.md"
HEAD = """# Events

Every change of a task is an event, and so is every write that was refused, every ring of a
reminder and every notice for open pages. Services live from them: the next repeat is added,
reminders go off, the audit trail grows, every open browser updates. Other programs may read them
too, from Kafka, where Tasklark runs on a cluster.

An event is a [CloudEvent 1.0](https://cloudevents.io) in structured JSON
(`application/cloudevents+json`). The examples below are made by the program;
`python -m tests.events.page` writes this page. The schemas are in [events/](events/), a JSON Schema
for each type and an AsyncAPI 3 document over them all, written by `python -m scripts.events_page`.

## What a reader can rely on

- **At least once.** An event may come again, with the same `id`. It may come in another order:
  compare `version` of a task, `seq` of a person. What was published while a reader was away comes
  when it is back.
- **In order for each person as published**: `partitionkey` is the person.
- **Part of its trace**: `traceparent` (W3C Trace Context) is that of the request an event comes
  from, also when a service made it because of another event.
- **Whole.** An event carries the task as it is after the change; nobody has to ask back.
- **None without its change, none lost**: an event is written in the transaction of its change.
- **They only grow.** No field is taken away and none is newly asked for (a test holds that against
  `tests/golden/event_schemas.json`). Pass over types and fields you do not know.

## Topics

| topic | what is on it | read by |
|---|---|---|
| `task-events` | every change of a task, every refused write | `recurring`, `reminders`, `audit` |
| `reminders` | every ring | `notifications` |
| `task-updates` | what open pages are told, each changed task once | `live`, `mcp` |
| `<topic>.dlq` | what a consumer gave up | people: `tasklark dead-letters list`, `replay` |

On one computer the outbox of the database is the topics; a row goes ten minutes after the last
consumer passed it, and never before. On a cluster a relay publishes the outbox to Kafka through
Dapr and keeps rows for seven days.

## When a consumer cannot take an event

It is tried five times over about a minute, then it is a dead letter with its cause, and others go
on. `tasklark dead-letters list` shows them; `tasklark dead-letters replay 7` (or `--all`) gives
them to the consumer that gave them up, and to no other, with the id they had. On a cluster run it
in a pod of the relay, beside its sidecar. An event of a type that a service does not know is passed
over; what is no event at all (no JSON, no id, no time) is a dead letter at once.

## The audit trail

The service `audit` keeps every event of `task-events`, refused writes too, in a table that the
database itself lets nobody change. Each entry hashes the one before it, so that what was altered
shows:

    tasklark audit verify                        # exit code 1 at the first broken link
    tasklark audit verify --proof 1:57:3fa9…     # also nothing was cut off since this was printed
    tasklark audit export trail.jsonl

The chain goes over hashes of what entries say, not over the words: when an account is deleted its
entries are blanked, and the chain still holds. Entries are kept for good; an event is about 1 kB.

## The events

"""


def page(published: Mapping[str, Sequence[CloudEvent]]) -> str:
    """The page's text."""
    first: dict[str, CloudEvent] = {}
    for events in published.values():
        for event in events:
            first.setdefault(event.type, event)
    created = next(iter(first.values()))
    letter = dead_letter(
        "recurring", "task-events", {"specversion": "1.0", "id": "1"}, 5, "KeyError: 'change'",
        created.time,
    )  # fmt: skip
    first[letter.type] = letter
    return HEAD + "\n".join(_section(kind, first[name]) for name, kind in KINDS.items())


def _section(kind: Kind, event: CloudEvent) -> str:
    what = (kind.data.__doc__ or "").splitlines()[0]
    shown = json.dumps(envelope(event), indent=1, ensure_ascii=False, default=list)
    topics = ", ".join(f"`{topic}`" for topic in kind.topics)
    schema = f"[schema](events/{kind.type}.json)"
    return (
        f"### {kind.type}\n\n{what} On {topics}; {schema}.\n\n"
        f"<details><summary>An example</summary>\n\n```json\n{shown}\n```\n\n</details>\n"
    )


async def made(house: House) -> str:
    """The page of a house in which everything happened once."""
    return page(await lived(house))


async def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder), StillClock()) as house:
            PAGE.write_text(await made(house), "utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
