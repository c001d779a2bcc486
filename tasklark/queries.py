"""The use cases that read: words → filters → pages, days, details."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from tasklark.agenda import agenda_of
from tasklark.asks import FilterWords, Spans
from tasklark.boards import filter_of, ghosts, order_of, range_of
from tasklark.domain.changes import Change, Holidays
from tasklark.domain.clock import today
from tasklark.domain.identity import Principal
from tasklark.domain.person import Person
from tasklark.domain.query import CountBy, DueSpan, Filter, Page, View
from tasklark.domain.reminder import Reminder
from tasklark.domain.series import missed, upcoming
from tasklark.domain.task import Task
from tasklark.filters import read_filter
from tasklark.histories import history_of
from tasklark.insights import insights_of
from tasklark.language import Context, read_sort
from tasklark.previews import parsed, previewed
from tasklark.runtime.port import StateStore
from tasklark.seen import (
    Agenda,
    Board,
    Detail,
    Found,
    Ghost,
    History,
    Insights,
    Parsed,
    Preview,
)
from tasklark.sets import HOUR_S, Sets
from tasklark.store.port import Ref, TaskStore
from tasklark.targets import LIMIT, ref_of

_NEXT = 5
_ACTIVITY = 30
_EVERYTHING = FilterWords()


class Queries:
    """Every read, whatever the door. Each answer is of one moment, its seq included."""

    def __init__(
        self,
        store: TaskStore,
        state: StateStore,
        holidays: Holidays,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._sets = Sets(state)
        self._holidays = holidays
        self._clock = clock

    async def me(self, who: Principal) -> Person:
        """The person with their settings."""
        return await self._store.person(who)

    async def changes(
        self, who: Principal, limit: int, before: int | None = None
    ) -> Sequence[Change]:
        """Recorded changes, newest first, of numbers lower than `before`."""
        found, _ = await self._store.history(who, limit=limit, before=before)
        return found

    async def past(
        self,
        who: Principal,
        *,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> History:
        """A page of everything by anyone, newest first, not older than `since`."""
        found, tasks = await self._store.history(who, since=since, limit=limit + 1, before=before)
        shown = tuple(found[:limit])
        more = shown[-1].number if len(found) > limit else None
        return History(shown, tasks, await self._store.person(who), self._clock(), more)

    async def insights(self, who: Principal) -> Insights:
        """52 weeks of completions, what keeps slipping, the load of the coming days."""
        return await insights_of(self._store, self._holidays, who, await self._context(who))

    async def board(
        self,
        who: Principal,
        *,
        view: View | None = None,
        words: FilterWords = _EVERYTHING,
        sort: str = "",
        limit: int = 50,
        cursor: str | None = None,
        low: date | None = None,
        high: date | None = None,
    ) -> Board:
        """A view, or with none of them whatever the words ask for.

        Raises:
            Refusal: If the words or the cursor are not understood.
        """
        ctx = await self._context(who)
        found = await read_filter(self._store, who, words, ctx)
        if view is not None:
            found = filter_of(view, found, ctx.today, low, high)
        elif low is not None or high is not None:
            found = replace(found, due=DueSpan(low, high))
        page = await self._store.find(who, found, read_sort(sort) or order_of(view), limit, cursor)
        coming: tuple[Ghost, ...] = ()
        if view == "upcoming":
            first, last = range_of(ctx.today, low, high)
            coming = ghosts(
                await self._repeating(who, found), ctx.person, self._holidays, first, last
            )
        gone = await self.missed(ctx.person, page.tasks, page.now)
        return Board(page, coming, ctx.person, gone)

    async def _repeating(self, who: Principal, found: Filter) -> Sequence[Task]:
        """Open repeating tasks of the same filter, whatever their date."""
        wanted = replace(found, due=None, has=(*found.has, "repeat"), status="open")
        return (await self._store.find(who, wanted, limit=LIMIT)).tasks

    async def search(
        self,
        who: Principal,
        words: FilterWords,
        *,
        ids: Sequence[int | str] = (),
        sort: str = "",
        limit: int = 25,
        cursor: str | None = None,
        count_by: CountBy | None = None,
    ) -> Found:
        """Tasks by filter or by name; more than a page can be named by the set's code.

        Raises:
            Refusal: If the words are not understood; of kind `unknown` for a number not there.
        """
        ctx = await self._context(who)
        if ids:
            return Found(await self._named(who, ids, limit), ctx.person)
        found = await read_filter(self._store, who, words, ctx)
        page = await self._store.find(who, found, read_sort(sort), limit, cursor)
        counts: tuple[tuple[str, int], ...] = ()
        if count_by is not None:
            counts = tuple(await self._store.count_by(who, found, count_by))
        code = None
        if page.next is not None and cursor is None:
            whole = await self._store.find(who, found, read_sort(sort), LIMIT)
            code = await self._sets.keep(who.person, whole.tasks, HOUR_S)
        return Found(page, ctx.person, code, counts)

    async def _named(self, who: Principal, ids: Sequence[int | str], limit: int) -> Page:
        names = [str(name).strip() for name in ids]
        if len(names) == 1 and names[0].startswith("set:"):
            versions = await self._sets.get(who.person, names[0].removeprefix("set:"))
            page = await self._store.tasks(who, ids=list(versions)[:limit])
            return replace(page, total=len(versions))
        refs = tuple(dict.fromkeys(ref_of(name) for name in names))
        page = await self._store.tasks(who, refs=refs)
        return replace(page, total=len(page.tasks))

    async def agenda(self, who: Principal, day: str = "today", days: int = 1) -> Agenda:
        """What is on from a day in words on, with what is overdue."""
        ctx = await self._context(who)
        return await agenda_of(self._store, self._holidays, who, ctx, day, days)

    async def task(self, who: Principal, id: int) -> Detail:
        """One task with its subtasks, its next dates and what happened to it.

        Raises:
            Refusal: Of kind `unknown` if it is not there.
        """
        page = await self._store.tasks(who, ids=[id])
        person = await self._store.person(who)
        task = page.tasks[0]
        under = await self._store.find(who, Filter(parent=id, status="any"), limit=LIMIT)
        activity, _ = await self._store.history(who, ids=[id], limit=_ACTIVITY)
        following = islice(upcoming(task, person, self._holidays), _NEXT)
        return Detail(
            task=task,
            reminders=page.reminders.get(id, ()),
            subtasks=tuple(t for t in under.tasks if t.status != "deleted"),
            page=replace(page, reminders={**under.reminders, **page.reminders}),
            next=tuple(due for _, due in following),
            missed=missed(task, person, page.now),
            activity=tuple(activity),
            person=person,
        )

    async def by_number(self, who: Principal, number: int) -> Page:
        """The open occurrence of a number, else the latest."""
        page = await self._store.tasks(who, refs=[Ref(number)])
        return replace(page, total=len(page.tasks))

    async def history(
        self,
        who: Principal,
        *,
        ids: Sequence[int | str] = (),
        since: str = "",
        until: str = "",
        event: str = "",
        limit: int = 20,
    ) -> History:
        """What happened, newest first; `since` and `until` in words or as RFC 3339 instants."""
        ctx = await self._context(who)
        return await history_of(
            self._store,
            who,
            ctx,
            ids=ids,
            since=since,
            until=until,
            event=event,
            limit=limit,
        )

    async def preview(self, who: Principal, repeat: str, when: str = "", n: int = 5) -> Preview:
        """A repeat in words and its first dates, before it is saved."""
        return previewed(await self._context(who), self._holidays, repeat, when, n)

    async def parse(
        self,
        who: Principal,
        text: str,
        *,
        context: str = "",
        plain: Spans = (),
        said_at: datetime | None = None,
        zone: str | None = None,
    ) -> Parsed:
        """How quick add would read a text."""
        ctx = Context(said_at or self._clock(), await self._store.person(who), zone)
        return parsed(ctx, text, context, plain)

    async def projects(self, who: Principal) -> Sequence[tuple[str, int]]:
        """Projects with their open tasks."""
        return await self._store.projects(who)

    async def tags(self, who: Principal) -> Sequence[tuple[str, int]]:
        """Tags of open tasks with their counts."""
        return await self._store.tags(who)

    async def counts(self, who: Principal) -> Mapping[str, int]:
        """How many are due or overdue today, and how many lie in the inbox."""
        ctx = await self._context(who)
        wanted: Mapping[str, View] = {"today": "today", "inbox": "inbox"}
        return {
            name: (
                await self._store.find(
                    # In the view's own order: looking for the first in another may take long.
                    who,
                    filter_of(view, Filter(), ctx.today, None, None),
                    order_of(view),
                    limit=0,
                )
            ).total
            for name, view in wanted.items()
        }

    async def rung(self, who: Principal) -> Sequence[tuple[Task, Reminder]]:
        """Reminders that rang and were not acted on, latest first."""
        return await self._store.rung(who)

    async def changed_since(self, who: Principal, seq: int, limit: int) -> Page:
        """Rows with a higher seq, tombstones included."""
        return await self._store.changed_since(who, seq, limit)

    async def missed(
        self, person: Person, tasks: Sequence[Task], now: datetime
    ) -> Mapping[int, tuple[str, ...]]:
        """Keys that went by since the open occurrence of late repeating tasks."""
        day = today(now, person)
        late = [task for task in tasks if task.repeat is not None and task.due is not None]
        gone = {
            task.id: missed(task, person, now) for task in late if task.due and task.due.day <= day
        }
        return {id_: found for id_, found in gone.items() if found}

    async def _context(self, who: Principal) -> Context:
        return Context(self._clock(), await self._store.person(who))
