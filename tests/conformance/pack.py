"""The fixtures beside our own tools, resources and prompts: on one server, by the same handlers."""

from collections.abc import Mapping
from typing import Any

from mcp_types import (
    CallToolRequestParams,
    CompleteRequestParams,
    CompleteResult,
    Completion,
    EmptyResult,
    GetPromptRequestParams,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    PromptReference,
    ReadResourceRequestParams,
    SetLevelRequestParams,
    SubscribeRequestParams,
    UnsubscribeRequestParams,
)

from mcp_server.server import Context, TaskServer
from tests.conformance import documents
from tests.conformance.contents import CONTENTS
from tests.conformance.fixture import Fixture
from tests.conformance.questions import QUESTIONS

FIXTURES: Mapping[str, Fixture] = {one.listed.name: one for one in (*CONTENTS, *QUESTIONS)}


def equip(server: TaskServer) -> TaskServer:
    """The server with the fixtures; what is ours is answered by it as ever."""
    _tools(server)
    _resources(server)
    _prompts(server)
    _old_methods(server)
    return server


def _own(server: TaskServer, method: str) -> Any:
    """The production server's handler of a method."""
    entry = server.get_request_handler(method)
    assert entry is not None, method
    return entry.handler


def _tools(server: TaskServer) -> None:
    listing, calling = _own(server, "tools/list"), _own(server, "tools/call")
    schema = server.get_tool_input_schema
    assert schema is not None

    async def list_tools(context: Context, params: PaginatedRequestParams) -> ListToolsResult:
        ours: ListToolsResult = await listing(context, params)
        extra = [one.listed for one in FIXTURES.values()]
        return ours.model_copy(update={"tools": [*ours.tools, *extra]})

    async def call_tool(context: Context, params: CallToolRequestParams) -> Any:
        found = FIXTURES.get(params.name)
        return await (calling if found is None else found.serve)(context, params)

    def schema_of(name: str) -> Mapping[str, Any] | None:
        return FIXTURES[name].listed.input_schema if name in FIXTURES else schema(name)

    server.get_tool_input_schema = schema_of
    server.add_request_handler("tools/list", PaginatedRequestParams, list_tools)
    server.add_request_handler("tools/call", CallToolRequestParams, call_tool)


def _resources(server: TaskServer) -> None:
    listing, reading = _own(server, "resources/list"), _own(server, "resources/read")
    templating = _own(server, "resources/templates/list")

    async def list_resources(
        context: Context, params: PaginatedRequestParams
    ) -> ListResourcesResult:
        ours: ListResourcesResult = await listing(context, params)
        return ours.model_copy(update={"resources": [*ours.resources, *documents.RESOURCES]})

    async def list_templates(
        context: Context, params: PaginatedRequestParams
    ) -> ListResourceTemplatesResult:
        ours: ListResourceTemplatesResult = await templating(context, params)
        extra = [*ours.resource_templates, *documents.TEMPLATES]
        return ours.model_copy(update={"resource_templates": extra})

    async def read(context: Context, params: ReadResourceRequestParams) -> Any:
        return documents.read(params.uri) or await reading(context, params)

    server.add_request_handler("resources/list", PaginatedRequestParams, list_resources)
    server.add_request_handler("resources/templates/list", PaginatedRequestParams, list_templates)
    server.add_request_handler("resources/read", ReadResourceRequestParams, read)


def _prompts(server: TaskServer) -> None:
    listing, getting = _own(server, "prompts/list"), _own(server, "prompts/get")
    completing = _own(server, "completion/complete")

    async def list_prompts(context: Context, params: PaginatedRequestParams) -> ListPromptsResult:
        ours: ListPromptsResult = await listing(context, params)
        return ours.model_copy(update={"prompts": [*ours.prompts, *documents.PROMPTS]})

    async def get_prompt(context: Context, params: GetPromptRequestParams) -> Any:
        if params.name in documents.NAMES:
            return documents.prompt(params)
        return await getting(context, params)

    async def complete(context: Context, params: CompleteRequestParams) -> Any:
        if isinstance(params.ref, PromptReference) and params.ref.name in documents.NAMES:
            return CompleteResult(completion=Completion(values=[]))
        return await completing(context, params)

    server.add_request_handler("prompts/list", PaginatedRequestParams, list_prompts)
    server.add_request_handler("prompts/get", GetPromptRequestParams, get_prompt)
    server.add_request_handler("completion/complete", CompleteRequestParams, complete)


def _old_methods(server: TaskServer) -> None:
    """Methods of the time of handshakes that the old requirements want and we do not offer."""

    async def nothing(context: Context, params: object) -> EmptyResult:
        del context, params
        return EmptyResult()

    server.add_request_handler("logging/setLevel", SetLevelRequestParams, nothing)
    server.add_request_handler("resources/subscribe", SubscribeRequestParams, nothing)
    server.add_request_handler("resources/unsubscribe", UnsubscribeRequestParams, nothing)
