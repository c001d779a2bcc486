"""What a text would do if it were taken as a command: said with the task it is about."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from tasklark.asks import FilterWords
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.language import ToolCall
from tasklark.language.say_task import quoted
from tasklark.queries import Queries
from tasklark.seen import Parsed

_TASK = "{task}"
_NAMES = {"in": "inside"}
_WORDS = frozenset(field.name for field in fields(FilterWords))


async def with_task(queries: Queries, who: Principal, found: Parsed) -> Parsed:
    """The reading with its command's task named; a command about no task at all is none."""
    command = found.command
    if command is None or _TASK not in command.command:
        return found
    named = await _name(queries, who, command.calls[0])
    if named is None:
        return replace(found, command=None)
    said = command.command.replace(_TASK, named)
    return replace(found, command=replace(command, command=said))


async def _name(queries: Queries, who: Principal, call: ToolCall) -> str | None:
    """`#88 “Buy milk”`, or how many tasks it could be."""
    given: Mapping[str, Any] = call.arguments
    asked = {_NAMES.get(name, name): value for name, value in given.get("filter", {}).items()}
    words = {name: value for name, value in asked.items() if name in _WORDS}
    try:
        page = (
            await queries.search(who, FilterWords(**words), ids=given.get("ids", ()), limit=1)
        ).page
    except Refusal:
        return None
    if page.total > 1:
        return f"one of {page.total} tasks"
    return next((f"#{task.number} {quoted(task)}" for task in page.tasks), None)
