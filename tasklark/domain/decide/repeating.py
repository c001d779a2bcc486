"""Set, change, skip, pause, end and stop a repeat."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tasklark.domain.changes import World
from tasklark.domain.clock import today
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.moving import begin, to_key
from tasklark.domain.decide.rules import check_repeat, not_deleted
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Keep, SetRepeat
from tasklark.domain.series import begun_on, ended, is_past, keys, missed
from tasklark.domain.task import Repeat, Task


def set_repeat(world: World, intent: SetRepeat) -> Draft:
    """Apply the intent to each target: the rule first, then its end, then what is left out."""
    draft = Draft(world)
    for target in list(draft.targets):
        not_deleted(target)
        if target.status == "done":
            raise Refusal(
                f"#{target.number} is done.", "Reopen it first, or name its open occurrence."
            )
        _one(draft, target, intent)
    if draft.changes().empty:
        draft.note("no_change")
    return draft


def _one(draft: Draft, task: Task, intent: SetRepeat) -> None:
    if intent.repeat is None:
        _stop(draft, task)
        return
    if not isinstance(intent.repeat, Keep):
        task = _give(draft, task, intent.repeat, intent.from_day)
    if task.repeat is None:
        raise Refusal(
            f"#{task.number} does not repeat.", "Say how often: “every Tuesday”, “every 2 weeks”."
        )
    if not isinstance(intent.ends, Keep):
        task = _end(draft, task, task.repeat, intent.ends)
    if intent.skip_holidays and task.repeat is not None:
        task = draft.put(task, repeat=replace(task.repeat, holidays="skip"))
    if intent.skip or intent.skip_this or intent.skip_missed:
        task = _skip(draft, task, intent)
    if not isinstance(intent.pause_until, Keep) and task.status == "open":
        _pause(draft, task, intent.pause_until)


def _stop(draft: Draft, task: Task) -> None:
    if task.repeat is None:
        draft.note("no_change", task.id)
        return
    draft.put(task, repeat=None, series=None, occurrence=None)


def _give(draft: Draft, task: Task, repeat: Repeat, from_day: date | None) -> Task:
    check_repeat(repeat)
    if task.parent is not None:
        raise Refusal("A subtask cannot repeat.", "Let the task that holds it repeat.")
    if from_day is not None:
        begun = begun_on(repeat, from_day)
        if begun is None:
            raise Refusal("That repeat has no date from then on.", "Choose an earlier day.")
        if task.repeat is not None and (task.occurrence or "")[:10] < begun.start[:10]:
            # What is open keeps its date; the new rule takes over when its day comes.
            return draft.put(task, repeat=replace(task.repeat, successor=begun))
        repeat = begun
    elif len(draft.world.targets) > 1 and task.due is not None:
        repeat = begun_on(repeat, task.due.day) or repeat
    mine = task.repeat
    if mine is not None and from_day is None and _goes_on(task, mine, repeat):
        # Only its policies are others: the series goes on where it stands.
        kept = {"start": mine.start, "exceptions": mine.exceptions, "successor": mine.successor}
        return draft.put(task, repeat=replace(repeat, **kept))  # type: ignore[arg-type]
    return begin(draft, task, repeat)


def _goes_on(task: Task, mine: Repeat, wanted: Repeat) -> bool:
    """Whether a repeat is the same rule, counted from the same dates."""
    return wanted.rule == mine.rule and wanted.start in (mine.start, task.occurrence)


def _end(draft: Draft, task: Task, repeat: Repeat, ends: date | int | None) -> Task:
    if isinstance(ends, date) and ends.isoformat() < (task.occurrence or "")[:10]:
        raise Refusal(
            "The repeat would end before its open date.", "Choose a later day, or delete the task."
        )
    if isinstance(ends, int) and ends < 1:
        raise Refusal("A repeat comes at least once.", "Say “after 3 times”.")
    return draft.put(task, repeat=ended(repeat, ends))


def _skip(draft: Draft, task: Task, intent: SetRepeat) -> Task:
    repeat, occurrence = task.repeat, task.occurrence
    assert repeat is not None
    assert occurrence is not None
    left_out = set(_keys_on(task, intent.skip))
    if intent.skip_this:
        left_out.add(occurrence)
    if intent.skip_missed:
        left_out.update(missed(task, draft.person, draft.world.now))
        if task.due is not None and is_past(task.due, draft.person, draft.world.now):
            left_out.add(occurrence)
    repeat = replace(repeat, exceptions=tuple(sorted({*repeat.exceptions, *left_out})))
    if occurrence not in left_out:
        return draft.put(task, repeat=repeat)
    return to_key(draft, task, next(keys(repeat, occurrence), None), repeat)


def _keys_on(task: Task, days: tuple[date, ...]) -> Iterator[str]:
    """The keys of these days.

    Raises:
        Refusal: If the task does not come on one of them.
    """
    repeat = task.repeat
    assert repeat is not None
    assert task.occurrence is not None
    for day in days:
        name = day.isoformat()
        found = [task.occurrence] if task.occurrence.startswith(name) else []
        for key in keys(repeat, task.occurrence):
            if key[:10] > name:
                break
            if key[:10] == name:
                found.append(key)
        if not found:
            raise Refusal(
                f"#{task.number} does not come on {day:%a} {day.day} {day:%b %Y}.",
                "Name one of its dates.",
            )
        yield from found


def _pause(draft: Draft, task: Task, until: date | None) -> None:
    repeat = task.repeat
    assert repeat is not None
    assert task.occurrence is not None
    if until is None:
        _resume(draft, task, repeat)
        return
    if until <= today(draft.world.now, draft.person):
        raise Refusal("A pause ends on a day ahead.", "Say “until 3 January”.")
    paused = replace(repeat, pause_until=until)
    if task.occurrence[:10] >= until.isoformat():
        draft.put(task, repeat=paused)
        return
    to_key(draft, task, next(keys(paused, task.occurrence), None), paused)


def _others(draft: Draft, task: Task) -> Iterator[Task]:
    """The other rows of its series."""
    rows = draft.world.tasks.values()
    return (row for row in rows if row.series == task.series and row.id != task.id)


def _resume(draft: Draft, task: Task, repeat: Repeat) -> None:
    if repeat.pause_until is None:
        draft.note("no_change", task.id)
        return
    going = replace(repeat, pause_until=None)
    day = today(draft.world.now, draft.person)
    # What was finished ahead of its day does not come again.
    finished = max((row.occurrence or "" for row in _others(draft, task)), default="")
    coming = keys(going, max(day.isoformat(), repeat.start[:10]), inclusive=True)
    first = next((key for key in coming if key > finished), None)
    if first is None or (task.occurrence is not None and first >= task.occurrence):
        draft.put(task, repeat=going)
        return
    to_key(draft, task, first, going)
