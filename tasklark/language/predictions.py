"""A command in the flat form that commands are scored in."""

from datetime import timedelta

from tasklark.domain.intents import Shift
from tasklark.domain.reminder import RingBefore, RingDayBefore
from tasklark.domain.task import Due
from tasklark.language.command import Command
from tasklark.language.policy import Decision, decide
from tasklark.language.reading import Context

Json = dict[str, object]
INTENTS = {
    "rename": "update",
    "priority": "update",
    "tag": "update",
    "untag": "update",
    "project": "update",
    "note": "update",
    "clear": "update",
    "remind": "update",
    "repeat": "update",
    "stop": "update",
    "skip": "update",
    "pause": "update",
    "unpause": "update",
    "reopen": "complete",
    "redo": "undo",
    "history": "search",
    "preferences": "none",
}


def predicted(text: str, ctx: Context) -> Json:
    """What is understood of a message: intent, title, due, rule, target, new values, question."""
    decision = decide(text, ctx)
    commands = decision.commands
    first = commands[0]
    out = _one(first, decision)
    if first.intent == "clear" and first.value == "remind":
        # The data sets have no tasks without reminders: there it is the task that goes.
        out |= {"intent": "delete", "new": None}
    if first.intent == "remind" and first.aim.that:
        out |= {"intent": "add", "title": None, "target": None, "new": None, "ask": "title"}
    if first.intent == "remind" and first.aim.text and not first.aim.ids:
        # Without a list of tasks the event is not known: that is a question, not an act.
        out |= {"intent": "add", "title": first.aim.text, "target": None, "new": None, "ask": "due"}
    if len(commands) > 1 and len({command.intent for command in commands}) > 1:
        adds = next((command for command in commands if command.intent == "add"), None)
        out = {**out, "intent": "multi", "title": adds.title if adds else out["title"]}
    return out


def _one(command: Command, decision: Decision) -> Json:
    aim = command.aim
    target: Json | None = None
    if command.intent not in ("add", "none", "undo", "redo", "snooze", "preferences"):
        target = {
            "text": aim.text or None,
            "date": None if aim.day is None else aim.day.isoformat(),
            "time": None if aim.clock is None else f"{aim.clock:%H:%M}",
            "all": aim.every,
        }
    said = command.said
    repeat = said.repeat if said else None
    return {
        "intent": INTENTS.get(command.intent, command.intent),
        "title": command.title or None,
        "due": stamp(command.due) if command.intent == "add" else None,
        "recurrence": repeat.rule if repeat else None,
        "remind_before": _before(command),
        "target": target,
        "new": _new(command),
        "snooze_for": f"PT{command.before}M"
        if command.intent == "snooze" and command.before
        else None,
        "ask": decision.ask,
    }


def stamp(due: Due | None) -> str | None:
    """A due as `2026-11-24` or `2026-11-24T09:00`."""
    if due is None:
        return None
    return due.day.isoformat() if due.time is None else f"{due.day}T{due.time:%H:%M}"


def _before(command: Command) -> str | None:
    if command.intent != "add" or command.said is None:
        return None
    for remind in command.said.reminds:
        if isinstance(remind.trigger, RingBefore) and remind.trigger.minutes:
            return f"PT{remind.trigger.minutes}M"
        if isinstance(remind.trigger, RingDayBefore):
            return f"P{remind.trigger.days}D"
    return None


def _new(command: Command) -> Json | None:
    if INTENTS.get(command.intent, command.intent) != "update":
        return None
    new: Json = {}
    if command.due is not None:
        new["due"] = stamp(command.due)
    elif command.clock is not None:
        new["time"] = f"{command.clock:%H:%M}"
    if command.rule:
        new["recurrence"] = command.rule
    if command.before is not None:
        new["remind_before"] = f"PT{command.before}M"
    if command.shift is not None:
        new["shift"] = _duration(command.shift)
    if command.intent == "rename":
        new["title"] = command.value
    return new or None


def _duration(shift: Shift) -> str:
    seconds = timedelta(days=shift.days + 30 * shift.months, minutes=shift.minutes).total_seconds()
    sign = "-" if seconds < 0 else ""
    return f"{sign}PT{abs(round(seconds)) // 60}M"
