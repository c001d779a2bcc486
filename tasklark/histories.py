"""What happened: recorded changes, narrowed by task, time and kind."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from tasklark.domain.changes import Change
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.language import Context, read_past_span
from tasklark.seen import History
from tasklark.store.port import TaskStore
from tasklark.targets import ref_of

EVENTS = ("created", "updated", "completed", "reopened", "deleted", "restored")
_LOOKED_THROUGH = 500
_STATUS = {
    ("open", "done"): "completed",
    ("done", "open"): "reopened",
    ("deleted", "open"): "restored",
    ("deleted", "done"): "restored",
}


async def history_of(
    store: TaskStore,
    who: Principal,
    ctx: Context,
    *,
    ids: Sequence[int | str],
    since: str,
    until: str,
    event: str,
    limit: int,
) -> History:
    """Changes newest first, at most `limit`.

    Raises:
        Refusal: If a time or an event is not understood.
    """
    if event and event not in EVENTS:
        raise Refusal(f"“{event}” is not an event.", f"Use {', '.join(EVENTS)}.")
    refs = [ref_of(str(name).strip()) for name in ids]
    rows = [task.id for task in (await store.tasks(who, refs=refs)).tasks] if refs else []
    low, high = _edge(since, ctx, late=False), _edge(until, ctx, late=True)
    wanted = _LOOKED_THROUGH if event else limit
    changes, tasks = await store.history(who, rows, low, high, wanted)
    found = [change for change in changes if not event or event in events_of(change)]
    return History(tuple(found[:limit]), tasks, ctx.person, ctx.now)


def events_of(change: Change) -> frozenset[str]:
    """The kinds of events that a change came to."""
    found = {"created"} if change.inserts else set()
    for update in change.updates:
        before, after = update.fields.get("status", (None, None))
        if after == "deleted":
            found.add("deleted")
        else:
            found.add(_STATUS.get((str(before), str(after)), "updated"))
    if change.reminders and not change.inserts and not change.updates:
        found.add("updated")
    return frozenset(found)


def _edge(words: str, ctx: Context, *, late: bool) -> datetime | None:
    said = words.strip()
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = None
    if moment is not None and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    span = read_past_span(said, ctx).value
    return span.high if late else _from(said, ctx) or span.low


def _from(said: str, ctx: Context) -> datetime | None:
    """A clock time from which to look: `12:00`, `lunch`."""
    with suppress(Refusal):
        return read_past_span(f"since {said}", ctx).value.low
    return None
