"""A question to the person before a call changes much, or another number than it counted on.

An extra for clients that can ask: the guards of the call hold without it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    CallToolRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitResult,
    InputRequiredResult,
    InputResponse,
)
from mcp_types.version import is_version_at_least
from pydantic import ValidationError

from mcp_server.arguments import Chosen
from mcp_server.tools import Answer, Desk, Tool
from tasklark.domain.errors import TasklarkError
from tasklark.language import say

MANY = 10
"""More tasks than this are not finished or deleted unasked; a choice has no more lines either."""
SHOWN = 5
"""Tasks that a question names."""
_ROUNDS_SINCE = "2026-07-28"
"""From this protocol on a question is a result, and its answer comes with the call once more."""
_KEY, _TASK = "person", "task"
_VERBS = {"delete_tasks": "Delete", "complete_tasks": "Complete", "update_tasks": "Change"}
_CHOOSING = frozenset({"ids", "filter", "expect"})
Context = ServerRequestContext[dict[str, Any], Any]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and which tasks it was asked about: a set as they were seen, or one to pick."""

    message: str
    set: str
    choices: Mapping[str, int] = field(default_factory=dict)

    @property
    def form(self) -> ElicitRequestFormParams:
        """A yes is all it takes, or one of the choices."""
        picks: Json = {_TASK: {"type": "string", "title": "Task", "enum": list(self.choices)}}
        schema: Json = {"type": "object", "properties": picks if self.choices else {}}
        if self.choices:
            schema["required"] = [_TASK]
        return ElicitRequestFormParams(message=self.message, requested_schema=schema)

    @property
    def state(self) -> str:
        """Itself, to come back with the answer; it is sealed on its way."""
        return json.dumps([self.message, self.set, dict(self.choices)])

    def ids(self, reply: InputResponse | None) -> list[str]:
        """The tasks that the person agreed to; none is a no."""
        if not isinstance(reply, ElicitResult) or reply.action != "accept":
            return []
        if not self.choices:
            return [f"set:{self.set}"]
        number = self.choices.get(str((reply.content or {}).get(_TASK)))
        return [] if number is None else [str(number)]


async def consented(
    context: Context, params: CallToolRequestParams, tool: Tool, desk: Desk
) -> Desk | Answer | InputRequiredResult:
    """The call as the person agreed to it, the answer to a no, or the question."""
    if desk.inside or tool.name not in _VERBS or not _can_ask(context):
        return desk
    if params.request_state is not None:
        message, code, choices = json.loads(params.request_state)
        replies = params.input_responses or {}
        return _agreed(desk, Question(message, code, choices), replies.get(_KEY))
    question = await _question(tool, desk)
    if question is None:
        return desk
    if is_version_at_least(context.protocol_version, _ROUNDS_SINCE):
        asked = {_KEY: ElicitRequest(params=question.form)}
        return InputRequiredResult(input_requests=dict(asked), request_state=question.state)
    return _agreed(desk, question, await _asked_back(context, question.form))


async def _asked_back(context: Context, form: ElicitRequestFormParams) -> ElicitResult | None:
    """The answer on the same connection; a client that fails to ask has no yes."""
    try:
        return await context.session.elicit_form(
            form.message, form.requested_schema, related_request_id=context.request_id
        )
    except MCPError:
        return None


def _can_ask(context: Context) -> bool:
    """Whether the client shows forms, and whether a question can reach it."""
    told = context.session.client_capabilities
    if told is None or told.elicitation is None:
        return False
    forms = told.elicitation.form is not None or told.elicitation.url is None
    modern = is_version_at_least(context.protocol_version, _ROUNDS_SINCE)
    return forms and (modern or context.session.can_send_request)


def _agreed(desk: Desk, question: Question, reply: InputResponse | None) -> Desk | Answer:
    ids = question.ids(reply)
    if not ids:
        what = f"The person was asked “{question.message.splitlines()[0]}” and did not agree."
        said = f"{what}\nNothing was changed. Ask what they want instead."
        return Answer(said, {"refused": True, "said": what}, refused=True)
    rest = {name: value for name, value in desk.given.items() if name not in _CHOOSING}
    return replace(desk, given={**rest, "ids": ids}, sent=desk.given)


async def _question(tool: Tool, desk: Desk) -> Question | None:
    """What has to be asked; what is wrong with a call is for the tool to say."""
    try:
        asked = tool.arguments.model_validate(desk.given)
        if not isinstance(asked, Chosen) or getattr(asked, "dry_run", False):
            return None
        if asked.expect is None and not _may_be_many(tool, asked):
            return None
        found = await tool.serve(_dry(desk))
    except (ValidationError, TasklarkError):
        return None
    return _about(_verb(tool, asked), tool, asked.expect, found.facts)


def _may_be_many(tool: Tool, asked: Chosen) -> bool:
    if tool.name == "update_tasks":
        return False
    sets = any(name.strip().startswith("set:") for name in asked.ids)
    return asked.filter is not None or sets or len(asked.ids) > MANY


def _dry(desk: Desk) -> Desk:
    """The same call, only looked at, whatever number it counts on."""
    given = {name: value for name, value in desk.given.items() if name != "expect"}
    return replace(desk, given={**given, "dry_run": True, "request_id": ""}, inside=True)


def _verb(tool: Tool, asked: Chosen) -> str:
    return "Reopen" if not getattr(asked, "done", True) else _VERBS[tool.name]


def _about(verb: str, tool: Tool, expect: int | None, facts: Mapping[str, Any]) -> Question | None:
    tasks, code = facts.get("tasks", ()), facts.get("set")
    labels = {f"#{task['number']} {task['title'][:60]}": task["number"] for task in tasks}
    count = len(tasks)
    if code is None:
        return None
    if expect == 1 and 1 < count <= MANY:
        return Question(f"{verb} which of {say.of_tasks(count)}?", code, labels)
    if expect is not None and expect != count:
        counted = f"{say.of_tasks(count)} match, not {expect}. {verb} all of them?"
        return Question(_naming(counted, list(labels)), code)
    if count > MANY and tool.name != "update_tasks":
        return Question(_naming(f"{verb} {say.of_tasks(count)}?", list(labels)), code)
    return None


def _naming(question: str, labels: list[str]) -> str:
    more = len(labels) - SHOWN
    rest = [f"and {more} more"] if more > 0 else []
    return "\n".join([question, *labels[:SHOWN], *rest])
