"""What the live socket says: its messages as JSON, exactly as the page reads them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tasklark.domain.events import CloudEvent
from tasklark.domain.query import Page
from tasklark.domain.reminder import Reminder
from tasklark.domain.shape import Json, stamp, task_json
from tasklark.domain.task import Task
from tasklark.language import say

_LATE = timedelta(minutes=1)
_UNSEEN = frozenset({"scheduled", "fired", "delivered"})
"""States of a ring that nobody has looked at; a nagging one is scheduled again."""


def hello(seq: int, settings_version: int, unseen: Sequence[Json], version: str) -> Json:
    """The first message: where everything stands."""
    return {
        "type": "hello",
        "seq": seq,
        "settings_version": settings_version,
        "unseen": list(unseen),
        "version": version,
    }


def update(event: CloudEvent) -> Json:
    """A changed task, as its event tells it."""
    data = event.data
    task = data["task"]
    assert isinstance(task, Mapping)
    return {
        "type": "update",
        "seq": data["seq"],
        "op": data["op"],
        "task": task,
        "actor": data["actor"],
        "client": data["client"],
        "change": data["change"],
        "cause": _cause(str(data["op"]), task, str(data["actor"]), str(data["client"])),
    }


def _cause(op: str, task: Mapping[str, object], actor: str, client: str) -> str | None:
    """`added by Claude Desktop`; what services and the page itself do is said elsewhere."""
    if actor != "person" or client == "web":
        return None
    return f"{_happened(op, task)} by {_name(client)}"


def _happened(op: str, task: Mapping[str, object]) -> str:
    if op == "remove":
        return "deleted"
    if task["version"] == 1:
        return "added"
    done = task["status"] == "done" and task["completed_at"] == task["updated_at"]
    return "completed" if done else "changed"


def _name(client: str) -> str:
    if client.startswith("assistant"):
        return "the assistant"
    return "the command line" if client == "cli" else client


def caught_up(page: Page, missed: Mapping[int, Sequence[str]]) -> list[Json]:
    """Tasks that changed while nobody listened, each in its last state."""
    return [
        {
            "type": "update",
            "seq": task.seq,
            "op": "remove" if task.status == "deleted" else "upsert",
            "task": task_json(
                task, page.reminders.get(task.id, ()), say.WORDING, missed.get(task.id, ())
            ),
            "actor": "",
            "client": "",
            "change": None,
            "cause": None,
        }
        for task in page.tasks
    ]


def notice(event: CloudEvent) -> Json:
    """A notice for the person."""
    return {"type": "notice", "notice": event.data["notice"]}


def unseen(rung: Sequence[tuple[Task, Reminder]]) -> list[Json]:
    """Rings that nobody has seen yet, the oldest first, as they were told when they rang."""
    return [_ring(task, reminder) for task, reminder in reversed(rung) if reminder.state in _UNSEEN]


def _ring(task: Task, reminder: Reminder) -> Json:
    # A nagging reminder has the revision of its next ring already.
    again = reminder.state == "scheduled"
    at = reminder.fired_at if again else reminder.fire_at
    late = reminder.fired_at is not None and at is not None and reminder.fired_at - at > _LATE
    return {
        "kind": "reminder.fired",
        "task": task.number,
        "task_id": task.id,
        "title": task.title,
        "due_at": stamp(task.due_at),
        "remind_at": stamp(at),
        "reminder": reminder.id,
        "revision": reminder.revision - 1 if again else reminder.revision,
        "attempt": reminder.attempt,
        "late": late,
    }
