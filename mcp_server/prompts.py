"""Prompts that a person picks in a client: plan the day, review the week, empty the head."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    TextContent,
)

Context = ServerRequestContext[dict[str, Any], Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt: what it is called and what it says; `{text}` stands for what the person gives."""

    title: str
    description: str
    says: str
    argument: str = ""


PROMPTS: Mapping[str, Asked] = {
    "plan_my_day": Asked(
        "Plan my day",
        "Look at today and agree on what to do.",
        "Look at my day with get_agenda. Tell me in a few lines what has a fixed time, what is "
        "overdue and what matters most. Propose what to do today and what to move, and to when; "
        "change nothing until I agree.",
    ),
    "weekly_review": Asked(
        "Review my week",
        "What was done, what slipped, what comes.",
        "Review my week. Read get_history since last Monday and get_agenda for the next 7 days. "
        "Tell me what was done, what was moved more than once, and which tasks have no date or "
        "are overdue. Ask about at most five of them, one at a time, then change them as I say.",
    ),
    "brain_dump": Asked(
        "Empty my head",
        "Turn a pile of thoughts into tasks.",
        "Turn this into tasks with one add_tasks call: a short title each, dates and repeats as I "
        "said them, no invented dates. Tell me what was stored and what you left out.\n\n{text}",
        "text",
    ),
}


async def list_prompts(
    context: Context, params: PaginatedRequestParams | None
) -> ListPromptsResult:
    """All prompts."""
    del context, params
    return ListPromptsResult(prompts=[_listed(name, one) for name, one in PROMPTS.items()])


def _listed(name: str, one: Asked) -> Prompt:
    argument = PromptArgument(
        name=one.argument, description="What is on your mind, in any order.", required=True
    )
    return Prompt(
        name=name,
        title=one.title,
        description=one.description,
        arguments=[argument] if one.argument else None,
    )


async def get_prompt(context: Context, params: GetPromptRequestParams) -> GetPromptResult:
    """A prompt filled in."""
    del context
    one = PROMPTS.get(params.name)
    if one is None:
        raise MCPError(INVALID_PARAMS, f"Unknown prompt: {params.name[:60]}")
    given = params.arguments or {}
    if one.argument and not given.get(one.argument, "").strip():
        raise MCPError(INVALID_PARAMS, f"“{one.argument}” is missing.")
    says = one.says.replace("{text}", given.get(one.argument, ""))
    message = PromptMessage(role="user", content=TextContent(type="text", text=says))
    return GetPromptResult(description=one.description, messages=[message])
