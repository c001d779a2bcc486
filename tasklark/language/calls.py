"""A command as calls of tools, with the person's words for dates, repeats and reminders.

A tool that takes only numbers gets `FOUND` after a search; whoever runs the calls puts the one
task in its place that the search found, and asks when it found none or several.
"""

import re
from collections.abc import Callable, Sequence

from tasklark.language.call_targets import (
    Arguments,
    by_number,
    filter_of,
    numbers_of,
    target_of,
    undated,
)
from tasklark.language.call_tasks import task_of
from tasklark.language.command import Command
from tasklark.language.memory import Memory
from tasklark.language.quoting import unquoted
from tasklark.language.reading import Context, ToolCall


def calls_of(commands: Sequence[Command], ctx: Context, memory: Memory) -> tuple[ToolCall, ...]:
    """The calls of some commands in order; neighbouring adds are one call."""
    out: list[ToolCall] = []
    for command in commands:
        for call in _MAKERS[command.intent](command, ctx, memory):
            if call.tool == "add_tasks" and out and out[-1].tool == "add_tasks":
                before = out.pop().arguments["tasks"]
                more = call.arguments["tasks"]
                assert isinstance(before, list)
                assert isinstance(more, list)
                call = ToolCall("add_tasks", {"tasks": [*before, *more]})
            out.append(call)
    return tuple(out)


def _add(command: Command, ctx: Context, _memory: Memory) -> list[ToolCall]:
    return [ToolCall("add_tasks", {"tasks": [task_of(command, ctx)]})]


def _on_target(tool: str, **more: object) -> Callable[[Command, Context, Memory], list[ToolCall]]:
    def make(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
        return [ToolCall(tool, {**target_of(command.aim, memory), **more})]

    return make


def _complete(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    arguments = target_of(command.aim, memory)
    if command.when:
        arguments["at"] = command.when
    return [ToolCall("complete_tasks", arguments)]


def _update(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    out: list[ToolCall] = []
    if command.value:
        later: Arguments = {"repeat": command.repeat or command.when, "from": command.value}
        return by_number("set_recurrence", command, memory, later)
    if command.when:
        arguments = {**target_of(command.aim, memory), "when": command.when}
        if command.remind:
            # One call, one ticket: “move rent to Friday and tell me the day before”.
            arguments["remind"] = list(command.remind)
        out.append(ToolCall("update_tasks", arguments))
    if command.repeat:
        out += by_number("set_recurrence", command, memory, {"repeat": command.repeat})
    if command.remind and not command.when:
        out += by_number("set_reminder", command, memory, {"when": command.remind[0]})
    return out


def _rename(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    return [
        ToolCall(
            "update_tasks", {**target_of(command.aim, memory), "title": unquoted(command.value)}
        )
    ]


PRIORITY = {
    "1": "high",
    "2": "medium",
    "3": "low",
    "4": "none",
    "top": "high",
    "highest": "high",
    "urgent": "high",
    "important": "high",
    "no": "none",
    "p1": "high",
    "p2": "medium",
    "p3": "low",
    "p4": "none",
    "alta": "high",
    "media": "medium",
    "baja": "low",
}


def _priority(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    word = next(
        (w for w in command.value.lower().split() if w not in ("priority", "prioridad")), "high"
    )
    level = PRIORITY.get(word, word)
    return [ToolCall("update_tasks", {**target_of(command.aim, memory), "priority": level})]


def _tag(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    field = "remove_tags" if command.intent == "untag" else "add_tags"
    return [
        ToolCall(
            "update_tasks", {**target_of(command.aim, memory), field: [command.value.lstrip("#")]}
        )
    ]


def _project(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    name = command.value.lstrip("@")
    return [ToolCall("update_tasks", {**target_of(command.aim, memory), "project": name})]


def _note(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    arguments = {**target_of(command.aim, memory), "notes": f"+ {command.value}"}
    return [ToolCall("update_tasks", arguments)]


def _clear(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    field = command.value.lower().split()[-1].rstrip("s")
    if field in ("remind", "reminder", "alarm", "recordatorio"):
        return by_number("set_reminder", command, memory, {"when": "none", "action": "replace"})
    if field in ("repeat", "recurrence", "repetición"):
        return by_number("set_recurrence", command, memory, {"repeat": "none"})
    names = {"priority": "priority", "prioridad": "priority", "project": "project"}
    name = names.get(field, "when")
    return [ToolCall("update_tasks", {**target_of(command.aim, memory), name: "none"})]


def _remind(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    return by_number("set_reminder", command, memory, {"when": command.value, "action": "add"})


def _skip(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    one_day = command.aim.day is not None and command.aim.last is None
    skip = command.when if command.when and one_day else "this one"
    bare = Command("skip", command.text, aim=undated(command.aim))
    return by_number("set_recurrence", bare, memory, {"skip": [skip]})


def _pause(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    until = command.when if command.intent == "pause" and command.when else "none"
    return by_number("set_recurrence", command, memory, {"pause_until": until})


def _stop(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    return by_number("set_recurrence", command, memory, {"repeat": "none"})


def _snooze(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    arguments: Arguments = {"when": command.when or "10 minutes", "action": "snooze"}
    if command.aim.text:
        return by_number("set_reminder", command, memory, arguments)
    numbers = list(command.aim.ids) or ([str(memory.last_reminder)] if memory.last_reminder else [])
    return [ToolCall("set_reminder", {**({"ids": numbers} if numbers else {}), **arguments})]


def _list(command: Command, ctx: Context, memory: Memory) -> list[ToolCall]:
    aim = command.aim
    narrowed = aim.ids or aim.text or aim.tags or aim.project or aim.priority or aim.next
    if narrowed or aim.that or aim.when in ("overdue", "no date"):
        return _search(command, ctx, memory)
    if aim.when and aim.last is not None and aim.day is not None:
        days = min(31, max(1, (aim.last - aim.day).days + 1))
        return [ToolCall("get_agenda", {"day": aim.day.isoformat(), "days": days})]
    if aim.when and aim.day is not None:
        return [ToolCall("get_agenda", {"day": aim.day.isoformat()})]
    return [ToolCall("search_tasks", {"filter": {"status": "open"}, "sort": "due"})]


def _search(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    aim = command.aim
    arguments: Arguments = {"filter": filter_of(aim) or {"status": "open"}}
    numbers = numbers_of(aim, memory)
    if numbers:
        arguments = {"filter": {"status": "any"}, "ids": numbers, "detail": "full"}
    if aim.next:
        arguments |= {"sort": "due", "limit": 1}
    return [ToolCall("search_tasks", arguments)]


def _undo(command: Command, _ctx: Context, memory: Memory) -> list[ToolCall]:
    if command.intent == "redo" and memory.last_code:
        return [ToolCall("undo", {"codes": [memory.last_code]})]
    codes = re.findall(r"\b(?=\w*\d)[0-9a-z]{2,14}\b", command.when.lower())
    return [ToolCall("undo", {"codes": codes} if codes else {})]


def _history(command: Command, ctx: Context, _memory: Memory) -> list[ToolCall]:
    from tasklark.language.wording import history_arguments

    if re.match(r"(?:restore|undelete|bring back|recover)\b", command.text, re.IGNORECASE):
        # Its deletion carries the code that brings it back.
        ids = re.findall(r"\d+", command.text)
        return [ToolCall("get_history", {"ids": ids, "event": "deleted"})]
    return [
        ToolCall("get_history", arguments) for arguments in history_arguments(command.text, ctx)
    ]


def _preferences(command: Command, _ctx: Context, _memory: Memory) -> list[ToolCall]:
    if command.text.lower().rstrip(".").endswith(("settings", "preferences")):
        return [ToolCall("preferences", {})]
    return [ToolCall("preferences", {"set": [command.text]})]


def _nothing(_command: Command, _ctx: Context, _memory: Memory) -> list[ToolCall]:
    return []


_MAKERS: dict[str, Callable[[Command, Context, Memory], list[ToolCall]]] = {
    "add": _add,
    "list": _list,
    "search": _search,
    "complete": _complete,
    "reopen": _on_target("complete_tasks", done=False),
    "delete": _on_target("delete_tasks"),
    "update": _update,
    "rename": _rename,
    "priority": _priority,
    "tag": _tag,
    "untag": _tag,
    "project": _project,
    "note": _note,
    "clear": _clear,
    "remind": _remind,
    "repeat": _update,
    "stop": _stop,
    "skip": _skip,
    "pause": _pause,
    "unpause": _pause,
    "snooze": _snooze,
    "undo": _undo,
    "redo": _undo,
    "history": _history,
    "preferences": _preferences,
    "none": _nothing,
}
