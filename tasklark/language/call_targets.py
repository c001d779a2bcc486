"""The target of a call: numbers, a filter, or the one task that a search finds."""

from dataclasses import replace

from tasklark.language.command import Aim, Command
from tasklark.language.memory import Memory
from tasklark.language.reading import ToolCall

FOUND = "$found"
"""Stands in a call for the task that the search before it found."""

Arguments = dict[str, object]


def filter_of(aim: Aim) -> Arguments:
    """A target as a filter."""
    out: Arguments = {}
    if aim.text:
        out["text"] = aim.text
    if aim.when:
        out["when"] = aim.when
    if aim.tags:
        out["tags"] = list(aim.tags)
    if aim.project:
        out["in"] = aim.project
    if aim.status:
        out["status"] = aim.status
    if aim.priority:
        out["priority"] = [aim.priority]
    return out


def numbers_of(aim: Aim, memory: Memory) -> list[str]:
    """The numbers a target names, by itself or out of the conversation."""
    if aim.ids:
        return list(aim.ids)
    if aim.ordinal is not None:
        number = memory.numbered(aim.ordinal)
        return [str(number)] if number else []
    if aim.that and aim.every and memory.last_list:
        return [str(number) for number in memory.last_list]
    if aim.that:
        number = memory.last_task or (memory.last_list[0] if len(memory.last_list) == 1 else None)
        return [str(number)] if number else []
    return []


def target_of(aim: Aim, memory: Memory) -> Arguments:
    """`ids`, or a filter with the guard that one task is meant."""
    numbers = numbers_of(aim, memory)
    if numbers:
        return {"ids": numbers}
    out: Arguments = {"filter": filter_of(aim)}
    if not aim.every:
        out["expect"] = 1
    return out


def by_number(tool: str, command: Command, memory: Memory, arguments: Arguments) -> list[ToolCall]:
    """A call of a tool that takes numbers only: the search for the task comes first."""
    numbers = numbers_of(command.aim, memory)
    if numbers:
        return [ToolCall(tool, {"ids": numbers, **arguments})]
    look = ToolCall("search_tasks", {"filter": filter_of(command.aim), "limit": 5})
    return [look, ToolCall(tool, {"ids": [FOUND], **arguments})]


def undated(aim: Aim) -> Aim:
    """The same target without its day and time."""
    return replace(aim, when="", day=None, last=None, clock=None)
