"""Plain values out of requests: days, clock times, zones, dues, repeats."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from api.bodies import DueValue, InWords, ReminderValue, RepeatValue
from api.terms import MUST
from tasklark.asks import RepeatWords
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due, Repeat, Task, due_of_key
from tasklark.recurrence import Rule, RuleError

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS = range(1900, 9000)
"""Days outside have no use, and their instants in some zone do not exist."""
_SAID = frozenset({"words", "missed", "next"})
"""Parts of a repeat that are the server's to say."""
_PARTS = ("anchor", "month_end", "holidays", "pile_up")


def must_be(name: str) -> Refusal:
    """The refusal of a field's value."""
    return Refusal(f"“{name}” must be {MUST[name]}.")


def day(text: str, name: str) -> date:
    """A day, `2026-11-27`. Raises Refusal."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or found.year not in _YEARS:
        raise must_be(name)
    return found


def clock(text: str, name: str) -> time:
    """A clock time, `09:00`. Raises Refusal."""
    if _CLOCK.fullmatch(text) is None:
        raise must_be(name)
    return time.fromisoformat(text)


def zone(text: str, name: str = "zone") -> str:
    """A zone that exists. Raises Refusal."""
    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        raise must_be(name) from None


def due(given: DueValue | InWords | None) -> Due | str | None:
    """A due: the value, or the words to read. Raises Refusal."""
    if given is None or isinstance(given, InWords):
        return None if given is None else given.words
    at = None if given.time is None else clock(given.time, "due")
    fixed = zone(given.zone, "due") if given.zone and at is not None else None
    return Due(day(given.date, "due"), at, fixed)


def reminders(given: Sequence[ReminderValue | str]) -> list[str]:
    """The words of reminders."""
    return [one if isinstance(one, str) else one.words for one in given]


def repeat_words(given: RepeatValue | None) -> RepeatWords | None:
    """A repeat said in words, if nothing but words was sent."""
    if given is not None and given.words and not given.model_fields_set - _SAID:
        return RepeatWords(repeat=given.words)
    return None


def repeat_value(given: RepeatValue, task: Task) -> RepeatWords:
    """What is to change about a task's repeat. Raises Refusal."""
    now, start = task.repeat, given.start
    if now is not None and task.occurrence is not None and start in (None, now.start):
        # Other policies move no date: the series goes on from its open occurrence.
        now, start = replace(now, start=task.occurrence), None
    made = _made(given, now, start)
    change = RepeatWords() if made == now else RepeatWords(repeat=made)
    if not given.given("pause_until"):
        return change
    until = None if given.pause_until is None else day(given.pause_until, "repeat")
    before = None if now is None else now.pause_until
    return change if until == before else replace(change, pause_until=until)


def new_repeat(given: RepeatValue | None) -> Repeat | str | None:
    """The repeat of a new task. Raises Refusal."""
    if given is None:
        return None
    if given.rule is not None and given.start is not None:
        return _made(given, None, given.start)
    words = given.rule or given.words
    if not words:
        raise must_be("repeat")
    return words


def _made(given: RepeatValue, now: Repeat | None, start: str | None) -> Repeat:
    rule = _rule(given.rule) if given.rule else now.rule if now else None
    begin = _key(start) if start else now.start if now else None
    if rule is None or begin is None:
        raise must_be("repeat")
    parts = {name: found for name in _PARTS if (found := getattr(given, name)) is not None}
    return replace(now or Repeat(rule, begin), rule=rule, start=begin, **parts)


def _rule(text: str) -> str:
    try:
        return str(Rule.parse(text))
    except RuleError as error:
        raise Refusal(f"I cannot repeat by “{text[:200]}”: {error}.") from None


def _key(text: str) -> str:
    try:
        return due_of_key(text).key
    except ValueError:
        raise must_be("repeat") from None
