"""Reminders: set by a person, rung and held by the clock, answered by receipts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tasklark.domain.changes import Ring, World
from tasklark.domain.clock import wall
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.rules import REMINDERS_LIMIT, not_deleted
from tasklark.domain.decide.updating import add_reminder, set_reminders
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Fire, Receipt, SetReminder, Snooze
from tasklark.domain.reminder import Remind, Reminder, RingAt
from tasklark.domain.ringing import quiet_until
from tasklark.domain.task import Due, Task

_LATE = timedelta(minutes=1)
_ORDER = ("scheduled", "fired", "delivered", "seen", "acted")


def set_reminder(world: World, intent: SetReminder) -> Draft:
    """Add, replace or remove reminders of the targets."""
    draft = Draft(world)
    for task in list(draft.targets):
        not_deleted(task)
        if task.status == "done":
            raise Refusal(f"#{task.number} is done.", "Reopen it first.")
        if intent.action == "replace":
            set_reminders(draft, task, intent.reminders)
        elif intent.action == "remove":
            _remove(draft, task, intent.reminders)
        else:
            _add(draft, task, intent.reminders)
    if draft.changes().empty:
        draft.note("no_change")
    return draft


def _add(draft: Draft, task: Task, wanted: tuple[Remind, ...]) -> None:
    there = {Remind(r.trigger, r.nag_minutes): r for r in _living(draft, task)}
    fresh = [remind for remind in dict.fromkeys(wanted) if remind not in there]
    for remind in fresh:
        # “every 10 minutes until done” takes the place of the plain ring at the same time.
        for known in [known for known in there if known.trigger == remind.trigger]:
            draft.forget(there.pop(known))
    if len(there) + len(fresh) > REMINDERS_LIMIT:
        raise Refusal(
            f"#{task.number} would have {len(there) + len(fresh)} reminders.",
            f"A task has at most {REMINDERS_LIMIT}.",
        )
    for remind in fresh:
        add_reminder(draft, task, remind)


def _remove(draft: Draft, task: Task, named: tuple[Remind, ...]) -> None:
    triggers = {remind.trigger for remind in named}
    for reminder in list(draft.reminders(task.id)):
        if not triggers or reminder.trigger in triggers:
            draft.forget(reminder)


def _living(draft: Draft, task: Task) -> Iterator[Reminder]:
    return (reminder for reminder in draft.reminders(task.id) if reminder.state != "cancelled")


def snooze(world: World, intent: Snooze) -> Draft:
    """Ring again later: the reminder that rang last, else the next one; the due stays."""
    draft = Draft(world)
    if intent.until <= world.now:
        raise Refusal("That time has passed.", "Say “10 minutes”, “till after lunch”, “at 6pm”.")
    for task in list(draft.targets):
        if task.status != "open":
            raise Refusal(f"#{task.number} is not open.", "Only an open task rings.")
        reminder = _to_snooze(draft, task)
        if reminder is None:
            here = wall(intent.until, draft.person)
            draft.remind(task, Remind(RingAt(Due(here.date(), here.time()))))
            continue
        draft.ring_otherwise(
            replace(
                reminder,
                fire_at=intent.until,
                state="scheduled",
                revision=reminder.revision + 1,
                snoozed=True,
            )
        )
    return draft


def _to_snooze(draft: Draft, task: Task) -> Reminder | None:
    rows = [reminder for reminder in draft.reminders(task.id) if reminder.state != "cancelled"]
    rang = [reminder for reminder in rows if reminder.fired_at is not None]
    if rang:
        return max(rang, key=lambda reminder: (reminder.fired_at is not None, reminder.fired_at))
    waiting = [reminder for reminder in rows if reminder.fire_at is not None]
    return min(
        waiting, key=lambda reminder: (reminder.fire_at is None, reminder.fire_at), default=None
    )


def fire(world: World, intent: Fire) -> Draft:
    """Ring a reminder that is due; in quiet hours it waits for their end."""
    draft = Draft(world)
    for task in list(draft.targets):
        for reminder in list(draft.reminders(task.id)):
            if reminder.id == intent.reminder and reminder.revision == intent.revision:
                _fire(draft, task, reminder)
    return draft


def _fire(draft: Draft, task: Task, reminder: Reminder) -> None:
    now, at = draft.world.now, reminder.fire_at
    if reminder.state != "scheduled" or at is None or at > now or task.status != "open":
        return
    held = quiet_until(now, draft.person)
    if held is not None:
        draft.ring_otherwise(replace(reminder, fire_at=held, revision=reminder.revision + 1))
        return
    attempt = reminder.attempt + 1
    rung = replace(reminder, state="fired", fired_at=now, attempt=attempt, snoozed=False)
    if reminder.nag_minutes is not None:
        again = now + timedelta(minutes=reminder.nag_minutes)
        rung = replace(rung, state="scheduled", fire_at=again, revision=reminder.revision + 1)
    draft.ring_otherwise(rung)
    draft.rings.append(Ring(reminder.id, reminder.revision, attempt, late=now - at > _LATE))


def receive(world: World, intent: Receipt) -> Draft:
    """Note what became of a ring; the word only moves on, never back."""
    draft = Draft(world)
    for task in list(draft.targets):
        for reminder in list(draft.reminders(task.id)):
            if reminder.id != intent.reminder or reminder.state not in _ORDER[1:]:
                continue
            if _ORDER.index(intent.state) > _ORDER.index(reminder.state):
                draft.ring_otherwise(replace(reminder, state=intent.state))
    return draft
