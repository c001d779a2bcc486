"""A ChangeSet as the values of the one statement that applies it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import orjson

from tasklark.domain.changes import Change, ReminderChange, World
from tasklark.domain.codes import code_of, number_of
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Wording
from tasklark.store.codec import micros
from tasklark.store.outgoing import Frame, Outgoing, carried, outgoing
from tasklark.store.port import Request
from tasklark.store.postgres_people import Standing
from tasklark.store.postgres_pool import Ask, numbers, texts
from tasklark.store.postgres_search import Lexicon, lexemes_of
from tasklark.store.postgres_statement import ONE, statement
from tasklark.store.records import body_of, touched
from tasklark.store.replay import kept
from tasklark.store.rows import REMINDER_COLUMNS, columns_of, reminder_row, settings_json
from tasklark.store.staged import Counters, Staged, Written
from tasklark.store.tokens import fold

LOWEST = 1_000_000_000
"""Numbers that are not handed out yet count up from minus this."""
UNKNOWN = Counters(seq=0, next_number=-LOWEST, next_change=1)
"""Where counting begins before the database has said where it does."""
_SEARCHED = frozenset({"title", "notes", "tags", "project"})
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_SEEN = 200
"""Rows beside the changed ones whose versions are compared; more are a list, not a reason."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One change on its way into the database."""

    staged: Staged
    world: World
    who: Principal
    request: Request
    standing: Standing


def asking(writing: Writing, says: Wording, lexicon: Lexicon) -> tuple[Ask, set[str]]:
    """The statement that applies a change, with what it is given; and the words it brings."""
    lines = [_line(row, place, lexicon) for place, row in enumerate(writing.staged.rows, 1)]
    events = _events(writing, says)
    seen = _seen(writing.staged, writing.world)
    parts = set(_parts(writing, lines))
    given = _counts(writing) | seen
    for part, more in _VALUES.items():
        if part in parts:
            given |= more(writing)
    if _alone(lines, events):
        parts.add(ONE)
        given |= _values(lines[0], events[0])
    else:
        given |= {"rows": _json(lines), "events": _json(map(_event, events, count(1)))}
        parts |= {"events"} if events else set()
    chosen = statement(frozenset(parts | {"seen"} if seen else parts))
    words = {word for line in lines for word in line.get("lexicon", ())}
    return Ask(chosen.sql, chosen.values(given), generic=True, says_kinds=True), words


def _alone(lines: Sequence[object], events: Sequence[Outgoing]) -> bool:
    """Whether there is one row and its event, without NUL, which only JSON can be rid of here."""
    return len(lines) == len(events) == 1 and b"\\u0000" not in events[0].data


def _values(line: Mapping[str, Any], event: Outgoing) -> dict[str, object]:
    """The one row, column by column, and its event, to which is added where its objects end."""
    return {
        "words": None,
        **line,
        "labels": texts(line["labels"]) if "labels" in line else None,
        "lexicon": texts(line["lexicon"]) if "lexicon" in line else None,
        "kind": event.kind,
        "type": event.type,
        "subject": event.subject,
        "data": event.data[: event.task_end].decode(),
        "data_rest": event.data[event.task_end : -1].decode(),
    }


def _parts(writing: Writing, lines: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The parts of the statement that have something to do, but for events."""
    for line in lines:
        yield "inserts" if line["fresh"] else "updates"
        yield from (part for part in ("labels", "words", "lexicon") if line.get(part))
        if not line["fresh"] and "labels" in line:
            yield "relabel"
    staged = writing.staged
    for part, wanted in (
        ("reminders", staged.changes.reminders),
        ("projects", staged.changes.projects),
        ("record", staged.recorded),
        ("undone", staged.changes.undoes),
        ("request", writing.request.id is not None),
    ):
        if wanted:
            yield part


def _counts(writing: Writing) -> dict[str, object]:
    """What every change says: who, when, and how far the person's counters move."""
    staged, likely = writing.staged, writing.standing.counters.next_change
    return {
        "owner": writing.who.person,
        "client": writing.who.client,
        "lowest": LOWEST,
        "seqs": len(staged.rows),
        "changing": sum(row.before is not None for row in staged.rows),
        "numbers": staged.counters.next_number - UNKNOWN.next_number,
        "recorded": int(staged.recorded),
        "likely": likely,
        "likely_code": code_of(likely),
        "settings": settings_json(staged.person) if staged.changes.settings else None,
        "settings_version": writing.standing.settings_version,
        "lists_version": writing.standing.lists_version,
        "listed": int(bool(staged.changes.projects)),
        "at": micros(writing.world.now),
        "more": carried(writing.request.trace),
    }


def _reminders(writing: Writing) -> dict[str, object]:
    return {"reminders": _json(map(_ring, writing.staged.changes.reminders))}


def _lists(writing: Writing) -> dict[str, object]:
    projects = writing.staged.changes.projects
    added = [one for one in projects if one.before is None]
    return {
        "delisted": [one.before for one in projects if one.after is None],
        "enlisted": [one.after for one in added],
        "enlisted_ranks": [one.rank[1] for one in added],
        "relisted": _json(
            {"before": one.before, "after": one.after, "rank": one.rank[1]}
            for one in projects
            if one.before is not None and one.after is not None
        ),
    }


def _json(items: Iterable[object]) -> str:
    return without_nul(orjson.dumps(list(items)).decode())


def without_nul(text: str) -> str:
    """JSON without NUL, which PostgreSQL keeps in no text."""
    return _NUL.sub("\\1\ufffd", text) if "\\u0000" in text else text


def _line(row: Written, place: int, lexicon: Lexicon) -> dict[str, Any]:
    task = row.after
    fresh = row.before is None
    line: dict[str, Any] = {**columns_of(task), "place": place, "fresh": fresh}
    if fresh or "tags" in row.fields:
        line["labels"] = list(dict.fromkeys(fold(tag) for tag in task.tags))
    if fresh or not _SEARCHED.isdisjoint(row.fields):
        words = lexemes_of(task)
        line["words"] = words.vector
        line["lexicon"] = lexicon.unknown(task.owner, words.lexicon)
    return line


def _ring(change: ReminderChange) -> dict[str, object]:
    before, after = change.before, change.after
    side = after or before
    assert side is not None
    ring: dict[str, object] = dict(zip(REMINDER_COLUMNS, reminder_row(side, 0), strict=True))
    if before is not None:
        ring |= {"was": before.state, "was_revision": before.revision}
        ring |= {"was_attempt": before.attempt, "gone": after is None}
    return ring


def _record(writing: Writing) -> dict[str, object]:
    staged, who = writing.staged, writing.who
    change = _change(writing)
    return {
        "actor": who.actor,
        "reason": writing.request.reason,
        "cause": staged.changes.cause,
        "run": who.run,
        "undoes": orjson.dumps(staged.changes.undoes).decode(),
        "body": without_nul(body_of(change)),
        "touched": numbers(sorted(touched((change,)))),
    }


def _undone(writing: Writing) -> dict[str, object]:
    undoes = writing.staged.changes.undoes
    return {"undone": numbers(number_of(code) for code in undoes), "undone_codes": list(undoes)}


def _change(writing: Writing) -> Change:
    changes = writing.staged.changes
    return Change(
        number=0,
        code="",
        at=writing.world.now,
        actor=writing.who.actor,
        client=writing.who.client,
        inserts=tuple(task.id for task in changes.inserts),
        updates=changes.updates,
        reminders=changes.reminders,
        settings=changes.settings,
        projects=changes.projects,
    )


def _request(writing: Writing) -> dict[str, object]:
    request, staged = writing.request, writing.staged
    ids = [update.id for update in staged.changes.updates]
    ids += [task.id for task in staged.changes.inserts]
    rows = [row.after.id for row in staged.rows]
    return {
        "request": request.id,
        "fingerprint": request.fingerprint,
        "answer": kept([*ids, *rows]),
    }


def _events(writing: Writing, says: Wording) -> list[Outgoing]:
    staged = writing.staged
    frame = Frame(writing.who, writing.request.reason, None, staged.changes.cause)
    return list(outgoing(staged, writing.world.tasks, frame, says))


def _event(event: Outgoing, place: int) -> Mapping[str, object]:
    return {
        "place": place,
        "of_line": place if event.kind == "task" else None,
        "kind": event.kind,
        "type": event.type,
        "subject": event.subject,
        "data": orjson.Fragment(event.data),
    }


def _seen(staged: Staged, world: World) -> dict[str, object]:
    """The rows that were looked at and do not change, with the versions they had."""
    changed = {row.after.id for row in staged.rows}
    seen = [task for task in world.tasks.values() if task.id not in changed]
    if not seen or len(seen) > _SEEN:
        return {}
    return {
        "seen": numbers(task.id for task in seen),
        "seen_versions": numbers(task.version for task in seen),
    }


_VALUES: Mapping[str, Callable[[Writing], dict[str, object]]] = {
    "reminders": _reminders,
    "projects": _lists,
    "record": _record,
    "undone": _undone,
    "request": _request,
}
"""What a part of the statement is given beside rows and events."""
