"""The agenda: days in order with what is due, what comes again and what rings."""

from datetime import date, timedelta

from tasklark.boards import ghosts
from tasklark.domain.changes import Holidays
from tasklark.domain.clock import DAY, day_of, today
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.query import DueSpan, Filter, Page
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.language import Context, read_day_span
from tasklark.seen import Agenda, AgendaDay
from tasklark.store.port import TaskStore
from tasklark.targets import LIMIT
from tasklark.wishes import day_of_words

DAYS = 62
_OVERDUE = 10


async def agenda_of(
    store: TaskStore, holidays: Holidays, who: Principal, ctx: Context, day: str, days: int
) -> Agenda:
    """What is on from `day` (in words) for so many days.

    Raises:
        Refusal: If the words name no day, or the stretch is too long.
    """
    first, last = _stretch(day.strip(), days, ctx)
    days = (last - first).days + 1
    if not 1 <= days <= DAYS:
        raise Refusal(f"An agenda has 1 to {DAYS} days, not {days}.", "Ask for fewer days.")
    page = await store.find(who, Filter(due=DueSpan(first, last)), limit=LIMIT)
    over = await _overdue(store, who, ctx, first, last)
    ringing = await store.find(who, Filter(has=("reminder",)), limit=LIMIT)
    repeating = await store.find(who, Filter(has=("repeat",)), limit=LIMIT)
    coming = ghosts(repeating.tasks, ctx.person, holidays, first, last)
    lines = []
    for shift in range(days):
        at = first + DAY * shift
        lines.append(
            AgendaDay(
                day=at,
                tasks=tuple(t for t in page.tasks if t.due and day_of(t.due, ctx.person) == at),
                ghosts=tuple(g for g in coming if day_of(g.due, ctx.person) == at),
                rings=_rings(ringing, at, ctx),
            )
        )
    return Agenda(
        overdue=() if over is None else over.tasks,
        overdue_total=0 if over is None else over.total,
        days=tuple(lines),
        person=ctx.person,
        now=page.now,
        reminders={**page.reminders, **ringing.reminders},
    )


def _stretch(words: str, days: int, ctx: Context) -> tuple[date, date]:
    """The first and last day: `today` and so many on, `this week`, `next 7 days`, `A..B`."""
    if words.lower() in ("", "today"):
        return ctx.today, ctx.today + timedelta(days=days - 1)
    try:
        span = read_day_span(words, ctx).value
    except Refusal:
        span = DueSpan()
    low, high = span.low, span.high
    if low is not None and high is not None and low < high:
        return low, high
    first = day_of_words(words, ctx)
    return first, first + timedelta(days=days - 1)


async def _overdue(
    store: TaskStore, who: Principal, ctx: Context, first: date, last: date
) -> Page | None:
    """What is overdue belongs to an agenda that has today in it."""
    if not first <= ctx.today <= last:
        return None
    span = DueSpan(high=ctx.today - DAY)
    return await store.find(who, Filter(due=span), limit=_OVERDUE)


def _rings(page: Page, day: date, ctx: Context) -> tuple[tuple[Task, Reminder], ...]:
    """Reminders of that day whose tasks are due on another one."""
    found = [
        (task, reminder)
        for task in page.tasks
        if task.due is None or day_of(task.due, ctx.person) != day
        for reminder in page.reminders.get(task.id, ())
        if reminder.state == "scheduled"
        and reminder.fire_at is not None
        and today(reminder.fire_at, ctx.person) == day
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].fire_at is None, pair[1].fire_at)))
