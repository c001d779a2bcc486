"""A change as it is kept in one row: its fields before and after as JSON. Knows no database."""

from collections.abc import Iterable, Mapping

import orjson

from tasklark.domain.changes import Change, FieldChange, ProjectChange, ReminderChange, RowUpdate
from tasklark.domain.codes import code_of
from tasklark.domain.reminder import Reminder
from tasklark.store.codec import instant, pack, unpack
from tasklark.store.rows import Row

CHANGE = "number, at, actor, client, reason, cause, run, undoes, undone_by, body"
"""The columns that `change_of` reads."""


def touched(changes: Iterable[Change]) -> set[int]:
    """The ids of the tasks that changes are about."""
    ids: set[int] = set()
    for change in changes:
        ids.update(change.inserts, (update.id for update in change.updates))
        for reminder in change.reminders:
            ids.update(side.task for side in (reminder.before, reminder.after) if side is not None)
    return ids


def slimmed(body: str) -> str:
    """A body without before-images; which tasks and fields a change touched stays."""
    kept = orjson.loads(body)
    for update in kept["updates"]:
        update[2] = dict.fromkeys(update[2], (None, None))
    kept["reminders"], kept["settings"] = [], {}
    return orjson.dumps(kept).decode()


def body_of(change: Change) -> str:
    """What a change did, as text for its column."""
    kept = {
        "inserts": change.inserts,
        "updates": [
            (update.id, update.read_version, _pairs(update.fields)) for update in change.updates
        ],
        "reminders": [(pack(r.before), pack(r.after)) for r in change.reminders],
        "settings": _pairs(change.settings),
        "projects": [(one.before, one.after, one.rank) for one in change.projects],
    }
    return orjson.dumps(kept).decode()


def _pairs(fields: Mapping[str, FieldChange]) -> dict[str, tuple[object, object]]:
    return {name: (pack(old), pack(new)) for name, (old, new) in fields.items()}


def change_of(row: Row) -> Change:
    """The change of a row of `CHANGE`."""
    number, at, actor, client, reason, cause, run, undoes, undone_by, body = row
    kept = orjson.loads(body)
    return Change(
        number=number,
        code=code_of(number),
        at=instant(at),
        actor=actor,
        client=client,
        reason=reason,
        cause=cause,
        run=run,
        undoes=tuple(orjson.loads(undoes)),
        undone_by=undone_by,
        inserts=tuple(kept["inserts"]),
        updates=tuple(RowUpdate(id_, v, _unpaired(fields)) for id_, v, fields in kept["updates"]),
        reminders=tuple(ReminderChange(_side(b), _side(a)) for b, a in kept["reminders"]),
        settings=_unpaired(kept["settings"]),
        projects=tuple(_listing(*project) for project in kept["projects"]),
    )


def _unpaired(fields: dict[str, list[object]]) -> dict[str, tuple[object, object]]:
    return {name: (unpack(old), unpack(new)) for name, (old, new) in fields.items()}


def _listing(
    before: str | None, after: str | None, rank: Iterable[int | None] = (None, None)
) -> ProjectChange:
    old, new = rank
    return ProjectChange(before, after, (old, new))


def _side(packed: object) -> Reminder | None:
    value = unpack(packed)
    return value if isinstance(value, Reminder) else None
