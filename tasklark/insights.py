"""Insights: what was finished day by day, what keeps slipping, how full the coming days are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from tasklark.boards import ghosts
from tasklark.domain.changes import Change, Holidays, RowUpdate
from tasklark.domain.clock import DAY, day_begins, day_of
from tasklark.domain.identity import Principal
from tasklark.domain.query import DueSpan, Filter, Span
from tasklark.domain.task import Due, Task
from tasklark.language import Context
from tasklark.seen import Insights, LoadDay, Slip
from tasklark.store.port import Ref, TaskStore
from tasklark.targets import LIMIT

WEEKS = 52
LOAD_DAYS = 14
LOOKED_BACK = timedelta(days=30)
"""How long history keeps the values before a change."""
SLIPS = 10
_TWICE = 2
"""Moved once is a plan that changed; from the second time on it slips."""
_CHANGES = 5_000
"""The newest changes that are looked through."""


async def insights_of(
    store: TaskStore, holidays: Holidays, who: Principal, ctx: Context
) -> Insights:
    """52 whole weeks up to today, tasks put off again and again, and two weeks ahead."""
    person, today = ctx.person, ctx.today
    week = today - DAY * ((today.weekday() - person.week_start) % 7)
    first = week - timedelta(weeks=WEEKS - 1)
    finished = Filter(status="done", done=Span(day_begins(first, person)))
    done = await store.count_by(who, finished, "finished")
    late = await store.find(who, Filter(due=DueSpan(high=today - DAY)), limit=0)
    return Insights(
        first=first,
        today=today,
        done=tuple((date.fromisoformat(day), count) for day, count in done),
        slipping=await _slipping(store, who, ctx),
        load=await _load(store, holidays, who, ctx),
        overdue=late.total,
        now=ctx.now,
        person=person,
    )


async def _load(
    store: TaskStore, holidays: Holidays, who: Principal, ctx: Context
) -> tuple[LoadDay, ...]:
    first, last = ctx.today, ctx.today + DAY * (LOAD_DAYS - 1)
    counts = dict(await store.count_by(who, Filter(due=DueSpan(first, last)), "day"))
    repeating = await store.find(who, Filter(has=("repeat",)), limit=LIMIT)
    coming = ghosts(repeating.tasks, ctx.person, holidays, first, last)
    again = Counter(day_of(ghost.due, ctx.person) for ghost in coming)
    days = [first + DAY * shift for shift in range(LOAD_DAYS)]
    return tuple(LoadDay(day, counts.get(day.isoformat(), 0), again[day]) for day in days)


async def _slipping(store: TaskStore, who: Principal, ctx: Context) -> tuple[Slip, ...]:
    changes, tasks = await store.history(who, since=ctx.now - LOOKED_BACK, limit=_CHANGES)
    slips = slips_of(changes, tasks)
    if not slips:
        return ()
    often = sorted(slips, key=lambda number: (-len(slips[number]), number))
    found = await store.tasks(who, refs=[Ref(number) for number in often])
    still = [task for task in found.tasks if task.status == "open"]
    return tuple(Slip(task, tuple(slips[task.number])) for task in still[:SLIPS])


def slips_of(changes: Iterable[Change], tasks: Mapping[int, Task]) -> Mapping[int, Sequence[Due]]:
    """By number the dates that tasks were put off from, the oldest first; those put off often."""
    found: dict[int, list[Due]] = {}
    for change in changes:
        if change.actor != "person" or change.undoes or change.undone_by is not None:
            continue
        for row in change.updates:
            task, before = tasks.get(row.id), _put_off(row)
            if before is not None and task is not None and task.status != "deleted":
                found.setdefault(task.number, []).insert(0, before)
    return {number: dues for number, dues in found.items() if len(dues) >= _TWICE}


def _put_off(row: RowUpdate) -> Due | None:
    """The due before, if this moved it to a later day."""
    before, after = row.fields.get("due", (None, None))
    if not isinstance(before, Due) or not isinstance(after, Due) or "status" in row.fields:
        return None
    return before if after.day > before.day else None
