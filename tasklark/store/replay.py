"""Request ids that were answered: a repeat is answered from what is kept of the first time."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import orjson

from tasklark.domain.changes import Applied
from tasklark.domain.errors import Refusal
from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store.port import Request
from tasklark.store.rows import Row

ANSWERED = "SELECT fingerprint, code, tasks FROM request WHERE owner = ? AND client = ? AND key = ?"


def first_answer(row: Row, request: Request) -> tuple[str | None, list[int]]:
    """The code and the tasks of a row of `ANSWERED`.

    Raises:
        Refusal: Of kind `conflict` when the same id came with other arguments.
    """
    fingerprint, code, ids = row
    if fingerprint != request.fingerprint:
        raise Refusal(
            "This request id was used for another request.",
            "Send the same arguments again, or take a new id.",
            kind="conflict",
        )
    return code, orjson.loads(ids)


def kept(ids: Iterable[int]) -> str:
    """The tasks of an answer, for the row; each once, in their order."""
    return orjson.dumps(list(dict.fromkeys(ids))).decode()


def again(
    person: Person,
    seq: int,
    now: datetime,
    code: str | None,
    tasks: Iterable[Task],
    reminders: Mapping[int, tuple[Reminder, ...]],
) -> Applied:
    """The answer to a repeat: today's rows, the same code."""
    return Applied(tuple(tasks), reminders, code, seq, now, person, replayed=True)
