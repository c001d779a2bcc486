"""What a tool is: a name, arguments, a constant description, hints, and one use case."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from mcp_server.arguments import Arguments
from mcp_server.schema import Json, input_schema
from tasklark.asks import Call
from tasklark.commands import Commands
from tasklark.domain.identity import Principal
from tasklark.queries import Queries

Given = TypeVar("Given", bound=Arguments)
Hint = Literal["reads", "writes", "writes once", "destroys once"]
"""What a client may know before it calls: `once` says that a second call changes nothing more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of a result, and the facts beside it for programs.

    `shown` is what the board in a chat host draws; no model reads it.
    """

    text: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    refused: bool = False
    shown: Json | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """One call: who asks for which tool with what, and the use cases that serve it.

    `inside` is a caller of our own, who takes the found tasks as JSON too; to others they would
    only be a second copy of the text. `sent` are the arguments as they came, where the person's
    answer to a question has changed them.
    """

    commands: Commands
    queries: Queries
    who: Principal
    tool: str
    given: Mapping[str, object]
    inside: bool = False
    sent: Mapping[str, object] | None = None

    def call(self, request_id: str, *, dry_run: bool = False) -> Call:
        """The frame of a write; the arguments as sent tell a retry from another call."""
        came = self.given if self.sent is None else self.sent
        sent = {name: value for name, value in came.items() if name != "request_id"}
        said = json.dumps(sent, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return Call(self.who, request_id or None, arguments=f"{self.tool} {said}", dry_run=dry_run)


Serve = Callable[[Desk, Given], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as listed, and how it is served."""

    name: str
    title: str
    description: str
    hint: Hint
    arguments: type[Arguments]
    schema: Json
    serve: Callable[[Desk], Awaitable[Answer]]


TOOLS: dict[str, Tool] = {}
"""All tools by name."""


def tool(
    arguments: type[Given], title: str, description: str, hint: Hint = "writes"
) -> Callable[[Serve[Given]], Serve[Given]]:
    """Register a function as the tool of its name."""

    def register(serve: Serve[Given]) -> Serve[Given]:
        async def served(desk: Desk) -> Answer:
            return await serve(desk, arguments.model_validate(desk.given))

        name = _name_of(serve)
        TOOLS[name] = Tool(
            name, title, description, hint, arguments, input_schema(arguments), served
        )
        return serve

    return register


def _name_of(function: Any) -> str:
    name: str = function.__name__
    return name
