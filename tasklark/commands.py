"""The use cases that write: words → Intent → one change of the store."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Literal

from tasklark.asks import Call, Draft, Edits, RepeatWords, Target
from tasklark.domain.changes import Applied, ChangeSet, Note, World
from tasklark.domain.decide import decide
from tasklark.domain.decide.completing import Passed
from tasklark.domain.decide.completing import complete as finish
from tasklark.domain.decide.settling import CLOCK_SETTINGS
from tasklark.domain.errors import Refusal, StoreError
from tasklark.domain.events import RefusedCall
from tasklark.domain.intents import (
    Add,
    AddProject,
    Complete,
    Delete,
    Fire,
    Intent,
    Receipt,
    Recompute,
    Restore,
    Retime,
    SetPreferences,
    SetReminder,
    Snooze,
    SpawnNext,
    Undo,
    Update,
)
from tasklark.domain.query import StatusFilter
from tasklark.domain.reminder import ReminderState
from tasklark.domain.task import Task
from tasklark.drafts import read_drafts
from tasklark.filters import known_project
from tasklark.holiday import is_calendar
from tasklark.language import Context, read_moment, read_preferences
from tasklark.runtime.port import StateStore
from tasklark.sets import DAY_S, Sets
from tasklark.store.port import Decide, Need, Request, TaskStore
from tasklark.targets import Aim, aimed, passed_in
from tasklark.wishes import patch_of, reminds, repeat_change

logger = logging.getLogger(__name__)
RECENT = timedelta(hours=2)
"""“That reminder” is the latest unacted one within this time."""


class Commands:
    """Every write, whatever the door. Each is one transaction, durable when it answers."""

    def __init__(self, store: TaskStore, state: StateStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sets = Sets(state)
        self._clock = clock

    async def add(
        self, call: Call, drafts: Sequence[Draft], *, skip_existing: bool = False
    ) -> Applied:
        """Add tasks, all or none.

        Raises:
            Refusal: If one of them cannot be read or is not allowed.
        """
        ctx = await self._context(call)
        read = read_drafts(drafts, ctx)
        tasks = []
        for one in read:
            project = one.task.project and await known_project(
                self._store, call.who, one.task.project
            )
            tasks.append(replace(one.task, project=project))
        intent = Add(tuple(tasks), skip_existing)
        need = Need(
            titles=tuple(task.title for task in tasks),
            parents=tuple({task.parent for task in tasks if task.parent is not None}),
        )
        assumed = [words for one in read for words in one.assumed]
        return await self._change(call, need, partial(decide, intent=intent), assumed)

    async def update(
        self,
        call: Call,
        target: Target,
        edits: Edits,
        *,
        scope: Literal["this", "later"] = "this",
        today: bool = False,
    ) -> Applied:
        """Change fields; with `today` move to today, dropping times that have passed."""
        ctx = await self._context(call)
        project = edits.project
        if isinstance(project, str):
            project = await known_project(self._store, call.who, project)
        aim = await self._aim(call, target, ctx)
        words = isinstance(edits.when, str)
        current = (await self._first(call, aim)).due if words else None
        patch, assumed = patch_of(edits, ctx, project, current=current)
        if today:
            patch = replace(patch, due=Retime(day=ctx.today))
        if isinstance(patch.parent, int):
            aim = replace(aim, need=replace(aim.need, parents=(patch.parent,)))
        intent = Update(patch, scope, drop_passed_times=today)
        return await self._aimed(call, aim, intent, assumed)

    async def complete(
        self, call: Call, target: Target, *, done: bool = True, at: str = "", missed: bool = False
    ) -> Applied:
        """Mark done, or open again; `at` says in words when it really was finished."""
        ctx = await self._context(call)
        moment = read_moment(at, ctx, past=True).value if at.strip() else None
        passed = Passed({})
        if done:
            target, passed = await passed_in(target, call.who, self._store)
        aim = await self._aim(call, target, ctx, "open" if done else "done")
        intent = Complete(done, moment, aim.named, missed)

        def deciding(world: World) -> ChangeSet:
            return finish(world, intent, passed).changes()

        return await self._change(call, aim.need, aim.deciding(deciding))

    async def delete(self, call: Call, target: Target) -> Applied:
        """Put tasks into the bin."""
        aim = await self._aim(call, target, await self._context(call))
        return await self._aimed(call, aim, Delete())

    async def restore(self, call: Call, target: Target) -> Applied:
        """Take tasks out of the bin."""
        aim = await self._aim(call, target, await self._context(call), "deleted")
        return await self._aimed(call, aim, Restore())

    async def set_recurrence(self, call: Call, target: Target, change: RepeatWords) -> Applied:
        """Set, change, skip, pause, end or stop a repeat."""
        ctx = await self._context(call)
        aim = await self._aim(call, target, ctx)
        first = await self._first(call, aim)
        intent, assumed = repeat_change(change, ctx, first)
        return await self._aimed(call, aim, intent, assumed)

    async def set_reminder(
        self,
        call: Call,
        target: Target,
        when: Sequence[str],
        action: Literal["add", "replace", "remove"],
    ) -> Applied:
        """Add, replace or remove reminders; a clock time alone rings on the day of the due."""
        ctx = await self._context(call)
        aim = await self._aim(call, target, ctx)
        first = await self._first(call, aim)
        wanted = reminds(when, ctx, first.due)
        if not wanted and action == "add":
            raise Refusal("No time is given.", "Say “30 minutes before” or “tomorrow at 9”.")
        return await self._aimed(call, aim, SetReminder(action, wanted))

    async def snooze(self, call: Call, target: Target | None, when: str) -> Applied:
        """Ring again later; without a target the reminder that rang last, within two hours."""
        ctx = await self._context(call)
        intent = Snooze(read_moment(when, ctx).value)
        if target is None:
            aim = Aim(Need(ids=(await self._rang(call),), relatives=True))
        else:
            aim = await self._aim(call, target, ctx)
        return await self._aimed(call, aim, intent)

    async def undo(self, call: Call, codes: Sequence[str] = ()) -> Applied:
        """Take back whole changes, field by field; none named: this client's last one."""
        wanted = tuple(code.strip().lower() for code in codes if code.strip())
        last = None if wanted else call.who.client
        need = Need(codes=wanted, last_of=last, relatives=True)
        before = await self._store.person(call.who)
        applied = await self._change(call, need, partial(decide, intent=Undo(wanted)))
        clock_moved = any(
            getattr(before, name) != getattr(applied.person, name) for name in CLOCK_SETTINGS
        )
        if clock_moved and not call.dry_run and applied.code is not None:
            await self._recompute(call, applied.code)
        return applied

    async def prefer(self, call: Call, words: Sequence[str]) -> Applied:
        """Change settings in words: “week starts Sunday”, “quiet 22 to 7”."""
        ctx = await self._context(call)
        return await self.set_preferences(call, read_preferences(words, ctx))

    async def set_preferences(self, call: Call, values: Mapping[str, object]) -> Applied:
        """Change settings; a changed clock moves the instants of floating tasks with it."""
        calendar = str(values.get("holidays") or "")
        if calendar and not is_calendar(calendar):
            raise Refusal(
                f"“{calendar[:40]}” is not a holiday calendar I know.",
                "Name a country, with a region if you like: ES, ES-MD, US-CA.",
            )
        need = Need(all_open=bool(CLOCK_SETTINGS & values.keys()))
        return await self._change(call, need, partial(decide, intent=SetPreferences(values)))

    async def add_project(self, call: Call, name: str) -> Applied:
        """Put a project on the list."""
        return await self._change(call, Need(), partial(decide, intent=AddProject(name)))

    async def spawn_next(self, call: Call, task_id: int, cause: str) -> Applied:
        """Add the occurrence after a finished one; nothing if it was reopened meanwhile."""
        need = Need(ids=(task_id,), relatives=True)
        return await self._change(call, need, _because(SpawnNext(), cause))

    async def fire(self, call: Call, reminder: int, revision: int) -> Applied:
        """Ring a reminder, if it is due and still of that revision."""
        need = Need(reminder=reminder)
        return await self._change(call, need, partial(decide, intent=Fire(reminder, revision)))

    async def receive(self, call: Call, reminder: int, state: ReminderState) -> Applied:
        """Note that a ring was delivered, seen or acted on, whichever ring it was."""
        need = Need(reminder=reminder)
        return await self._change(call, need, partial(decide, intent=Receipt(reminder, state)))

    async def refused(self, call: Call, name: str, refusal: Refusal) -> None:
        """Make it known that the call of `name` (a tool, a route) was refused."""
        sent = sha256(call.arguments.encode(errors="replace")).hexdigest()
        told = RefusedCall(name, sent, refusal.kind, refusal.what, call.request_id, call.reason)
        try:
            await self._store.refuse(call.who, told)
        except StoreError:
            # The caller is answered all the same: nothing was changed.
            logger.warning("a refused call was not noted", exc_info=True)

    async def recompute(self, call: Call) -> Applied:
        """Work the instants of open tasks out again: the zone data may have changed."""
        return await self._recompute(call, None)

    async def _recompute(self, call: Call, cause: str | None) -> Applied:
        fresh = replace(call, request_id=None)
        return await self._change(fresh, Need(all_open=True), _because(Recompute(), cause))

    async def _context(self, call: Call) -> Context:
        person = await self._store.person(call.who)
        return Context(call.said_at or self._clock(), person, call.zone)

    async def _aim(
        self, call: Call, target: Target, ctx: Context, status: StatusFilter = "open"
    ) -> Aim:
        return await aimed(target, ctx, call.who, self._store, self._sets, status)

    async def _first(self, call: Call, aim: Aim) -> Task:
        """The first task an aim names: words about time are read against its due."""
        need = aim.need
        if need.filter is not None:
            page = await self._store.find(call.who, need.filter, limit=1)
        else:
            page = await self._store.tasks(call.who, need.ids, need.refs)
        if not page.tasks:
            raise Refusal("No task matches.", "Search with fewer words first.", kind="unknown")
        return page.tasks[0]

    async def _rang(self, call: Call) -> int:
        since = self._clock() - RECENT
        for task, reminder in await self._store.rung(call.who):
            if reminder.fired_at is not None and reminder.fired_at >= since:
                return task.id
        raise Refusal(
            "No reminder rang in the last two hours.", "Name the task to remind of.", kind="unknown"
        )

    async def _aimed(
        self, call: Call, aim: Aim, intent: Intent, assumed: Sequence[str] = ()
    ) -> Applied:
        deciding = aim.deciding(partial(decide, intent=intent))
        return await self._change(call, aim.need, deciding, assumed)

    async def _change(
        self, call: Call, need: Need, deciding: Decide, assumed: Sequence[str] = ()
    ) -> Applied:
        request = Request(call.request_id, call.arguments, call.reason, call.dry_run)
        applied = await self._store.change(call.who, need, deciding, request)
        notes = tuple(Note("assumed", None, {"text": words}) for words in assumed)
        applied = replace(applied, notes=(*applied.notes, *notes))
        return await self._kept(call, applied) if call.dry_run else applied

    async def _kept(self, call: Call, applied: Applied) -> Applied:
        """A dry run's answer: what it found, kept as a set for the call that is meant."""
        found = tuple(
            applied.before[task.id] for task in applied.tasks if task.id in applied.before
        )
        code = await self._sets.keep(call.who.person, found, DAY_S) if found else None
        return replace(applied, found=found, set=code)


def _because(intent: Intent, cause: str | None) -> Decide:
    def deciding(world: World) -> ChangeSet:
        return replace(decide(world, intent), cause=cause)

    return deciding
