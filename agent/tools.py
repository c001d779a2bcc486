"""The task tools for the agent: our MCP server in memory, one person's identity per call."""

import asyncio
import json
from abc import abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import agents.mcp
from agents import AgentBase, FunctionTool, RunContextWrapper
from agents.mcp import MCPUtil
from agents.tool_context import ToolContext
from mcp import Client
from mcp.server.lowlevel import Server
from mcp.server.mcpserver import MCPServer
from mcp_types import (
    CallToolResult,
    GetPromptResult,
    ListPromptsResult,
    TextContent,
    Tool,
)

from agent import phrases
from agent.agui import arguments_of
from agent.planning import remembered
from agent.turn import CallResult, Frozen, Json, Turn, numbers_in
from tasklark.asks import CALLER

TaskServer = Server[Any] | MCPServer
"""The server object that is handed in; only this module knows its library."""
RESULT_CHARS = 16_000
"""Characters of a tool's text that a model reads, about 5 k tokens."""
_SETTLE_S = 10.0
"""Seconds that a call which is under way may take to end when the run is stopped."""
_CALL: ContextVar[tuple[Turn, str]] = ContextVar("tasklark_call")

Answered = Callable[[Turn, str, CallResult], Awaitable[None]]
Calling = Callable[[Turn, str, str, str], Awaitable[None]]
Needed = Callable[[Turn, str, Json, str], Awaitable[bool]]


class TaskTools(agents.mcp.MCPServer):
    """The SDK's view of our MCP server, wherever that is; every call is one person's."""

    def __init__(self) -> None:
        super().__init__(use_structured_content=False)
        self._tools: list[Tool] = []

    @property
    def name(self) -> str:
        """How the SDK names it in a paused run: it must stay the same."""
        return "tasklark"

    @abstractmethod
    async def send(self, turn: Turn, tool: str, arguments: Json, marks: Json) -> CallToolResult:
        """Call a tool of the server as the person whose turn it is."""

    @abstractmethod
    async def connect(self) -> None:
        """Open the connection and read the list of tools, once."""

    @abstractmethod
    async def cleanup(self) -> None:
        """Close the connection; in the task that opened it."""

    async def list_tools(
        self, run_context: RunContextWrapper[Any] | None = None, agent: AgentBase | None = None
    ) -> list[Tool]:
        """The tools as listed when connecting."""
        del run_context, agent
        return self._tools

    async def call_tool(
        self,
        tool_name: str,
        arguments: dict[str, Any] | None,
        meta: dict[str, Any] | None = None,
    ) -> CallToolResult:
        """Call as the person whose turn it is; a call that has begun ends, also when stopped."""
        turn, call_id = _CALL.get()
        names = {"thread": turn.thread.id, "run": turn.origin or turn.run, "call": call_id}
        marks = {f"tasklark/{key}": value for key, value in names.items()}
        sent = {**(meta or {}), **marks}
        task = asyncio.create_task(self.send(turn, tool_name, arguments or {}, sent))
        try:
            result = await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait({task}, timeout=_SETTLE_S)
            if task.done() and not task.cancelled() and task.exception() is None:
                _keep(turn, call_id, tool_name, arguments or {}, task.result())
            raise
        _keep(turn, call_id, tool_name, arguments or {}, result)
        return _capped(result)

    async def list_prompts(self) -> ListPromptsResult:
        """Prompts are for other clients."""
        return ListPromptsResult(prompts=[])

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None
    ) -> GetPromptResult:
        """Prompts are for other clients."""
        del name, arguments
        return GetPromptResult(messages=[])


class InMemoryServer(TaskTools):
    """The server in the same process (direct dispatch, no framing)."""

    def __init__(self, server: TaskServer) -> None:
        super().__init__()
        self._client = Client(server, cache=None)

    async def connect(self) -> None:
        """Open the connection and read the list of tools, once."""
        await self._client.__aenter__()
        self._tools = list((await self._client.list_tools()).tools)

    async def cleanup(self) -> None:
        """Close the connection; in the task that opened it."""
        await self._client.__aexit__(None, None, None)

    async def send(self, turn: Turn, tool: str, arguments: Json, marks: Json) -> CallToolResult:
        """See `TaskTools.send`."""
        CALLER.set(turn.who)
        # Typed as the protocol's own keys alone, open to others by its specification.
        meta: Any = marks
        return await self._client.call_tool(tool, arguments, meta=meta)


class Tools:
    """The SDK's function tools, built once, with consent and identity around each call."""

    def __init__(self, server: TaskTools) -> None:
        self._server = server
        self.functions: list[FunctionTool] = []

    async def build(self, needed: Needed, calling: Calling, answered: Answered) -> None:
        """Make a function of every tool; `calling` and `answered` hear of each call."""
        for tool in await self._server.list_tools():
            function = MCPUtil.to_function_tool(tool, self._server, False)
            function.needs_approval = _asks(tool.name, needed)
            function.on_invoke_tool = _invoking(function, calling, answered)
            self.functions.append(function)

    async def dry(self, turn: Turn, tool: str, arguments: Json) -> CallResult:
        """A call that changes nothing, beside the conversation."""
        key = f"dry-{tool}"
        _CALL.set((turn, key))
        kept = dict(turn.results), turn.memory
        await self._server.call_tool(tool, arguments)
        result = turn.results[key]
        turn.results, turn.memory = kept
        return result


@asynccontextmanager
async def connected(server: TaskServer | TaskTools) -> AsyncIterator[Tools]:
    """The tools of a server in this process, or behind a connection of its own."""
    connection = server if isinstance(server, TaskTools) else InMemoryServer(server)
    await connection.connect()
    try:
        yield Tools(connection)
    finally:
        await connection.cleanup()


def _asks(
    tool: str, needed: Needed
) -> Callable[[RunContextWrapper[Turn], dict[str, Any], str], Awaitable[bool]]:
    async def asks(context: RunContextWrapper[Turn], arguments: dict[str, Any], call: str) -> bool:
        return await needed(context.context, tool, arguments, call)

    return asks


def _invoking(
    function: FunctionTool, calling: Calling, answered: Answered
) -> Callable[[ToolContext[Any], str], Awaitable[Any]]:
    inner = function.on_invoke_tool

    async def invoke(context: ToolContext[Any], text: str) -> Any:
        turn, call_id = context.context, context.tool_call_id
        await calling(turn, call_id, function.name, text)
        blocked = turn.blocked.get(call_id)
        if blocked is not None:
            turn.results[call_id] = blocked
            await answered(turn, call_id, blocked)
            return blocked.text
        _CALL.set((turn, call_id))
        try:
            output = await inner(context, _arguments(turn, call_id, function, text))
        except asyncio.CancelledError:
            if call_id in turn.results:
                await answered(turn, call_id, turn.results[call_id])
            raise
        # Without a result the call itself failed, and the SDK has worded that for the model.
        result = turn.results.setdefault(call_id, _failed(function.name, text))
        await answered(turn, call_id, result)
        return output

    return invoke


def _failed(tool: str, text: str) -> CallResult:
    return CallResult(tool, arguments_of(text), phrases.CALL_FAILED, refused=True)


def _arguments(turn: Turn, call_id: str, function: FunctionTool, text: str) -> str:
    """What is sent: the model's arguments, on what was frozen, under the call's request id."""
    try:
        given = json.loads(text or "{}")
    except ValueError:
        return text
    if not isinstance(given, dict):
        return text
    frozen = turn.approved.get(call_id) or turn.narrowed.get(call_id)
    if frozen is not None:
        given = exactly(frozen)
    if "request_id" in function.params_json_schema.get("properties", {}):
        given["request_id"] = f"{turn.origin or turn.run}:{call_id}"
    return json.dumps(given, ensure_ascii=False)


def exactly(frozen: Frozen) -> Json:
    """The call's arguments on the set that was asked about, instead of its own selection."""
    found: list[str] = [f"set:{frozen.set}"] if frozen.set else [str(n) for n in frozen.numbers]
    if not found:
        return dict(frozen.arguments)
    rest = {k: v for k, v in frozen.arguments.items() if k not in ("filter", "expect", "ids")}
    return {**rest, "ids": found}


def _keep(turn: Turn, call_id: str, tool: str, arguments: Json, result: CallToolResult) -> None:
    meta: dict[str, Any] = dict(result.meta or {})
    text = _text(result)
    sent = {name: value for name, value in arguments.items() if name != "request_id"}
    tasks = meta.get("tasklark/tasks") or []
    numbers = numbers_in(meta, "ids")
    kept = CallResult(
        tool,
        sent,
        text,
        refused=bool(result.is_error or meta.get("tasklark/refused")),
        kind=str(meta.get("tasklark/kind") or ""),
        said=str(meta.get("tasklark/said") or ""),
        undo=meta.get("tasklark/undo"),
        numbers=numbers,
        rows=numbers_in(meta, "task_ids"),
        tasks=tuple(tasks),
        total=int(meta.get("tasklark/total") or len(numbers)),
        set=meta.get("tasklark/set"),
    )
    turn.results[call_id] = kept
    turn.memory = remembered(turn.memory, kept)


def _text(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


def _capped(result: CallToolResult) -> CallToolResult:
    """The result within what a model should read; whole lines, and a word about the rest."""
    text = _text(result)
    if len(text) <= RESULT_CHARS:
        return result
    lines = text[:RESULT_CHARS].rsplit("\n", 1)[0]
    short = f"{lines}\n… cut here; narrow the filter to see the rest."
    return result.model_copy(update={"content": [TextContent(type="text", text=short)]})
