"""Tools that ask back: by requests of the handshake's sessions, by results of today's protocol."""

from collections.abc import Callable, Mapping
from typing import Any

from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    MISSING_REQUIRED_CLIENT_CAPABILITY,
    CallToolRequestParams,
    CallToolResult,
    ClientCapabilities,
    CreateMessageRequest,
    CreateMessageRequestParams,
    CreateMessageResult,
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitResult,
    InputRequest,
    InputRequiredResult,
    ListRootsRequest,
    SamplingMessage,
    TextContent,
)

from mcp_server.server import Context
from tests.conformance.contents import text
from tests.conformance.fixture import Fixture, Served, fixture

_TEXT: dict[str, Any] = {"type": "string"}


def form(message: str, properties: Mapping[str, Any], *required: str) -> ElicitRequest:
    """A question with fields to fill in."""
    schema = {"type": "object", "properties": dict(properties), "required": list(required)}
    return ElicitRequest(params=ElicitRequestFormParams(message=message, requested_schema=schema))


def sample(said: str, most: int) -> CreateMessageRequest:
    """A question to the client's model."""
    message = SamplingMessage(role="user", content=TextContent(type="text", text=said))
    return CreateMessageRequest(
        params=CreateMessageRequestParams(messages=[message], max_tokens=most)
    )


NAME = form("What is your name?", {"name": _TEXT}, "name")
CAPITAL = sample("What is the capital of France?", 100)
ROOTS = ListRootsRequest()


def asking(
    name: str,
    wanted: Mapping[str, InputRequest],
    finish: Callable[[Mapping[str, Any]], str],
    state: str | None = None,
) -> Fixture:
    """A tool that wants these answers first, and its state back when it gave one."""

    async def serve(context: Context, params: CallToolRequestParams) -> Served:
        del context
        given = params.input_responses or {}
        if params.request_state not in (None, state):
            raise MCPError(INVALID_PARAMS, "Another state.")
        if not wanted.keys() <= given.keys() or params.request_state != state:
            return InputRequiredResult(input_requests=dict(wanted), request_state=state)
        return CallToolResult(content=[text(finish(given))])

    return fixture(name, serve)


def _hello(given: Mapping[str, Any]) -> str:
    answer = given["user_name"]
    content = answer.content if isinstance(answer, ElicitResult) else None
    return f"Hello, {(content or {}).get('name')}!"


async def _rounds(context: Context, params: CallToolRequestParams) -> Served:
    del context
    given = params.input_responses or {}
    if params.request_state == "second" and "step2" in given:
        return CallToolResult(content=[text("Both steps are done.")])
    if params.request_state == "first" and "step1" in given:
        color = form("Step 2: What is your favorite color?", {"color": _TEXT}, "color")
        return InputRequiredResult(input_requests={"step2": color}, request_state="second")
    name = form("Step 1: What is your name?", {"name": _TEXT}, "name")
    return InputRequiredResult(input_requests={"step1": name}, request_state="first")


async def _as_declared(context: Context, params: CallToolRequestParams) -> Served:
    """Ask only what the client says it can answer."""
    if params.input_responses:
        return CallToolResult(content=[text("Done.")])
    able = context.session.client_capabilities or ClientCapabilities()
    wanted: dict[str, InputRequest] = {}
    if able.elicitation is not None:
        wanted["user_name"] = NAME
    if able.sampling is not None:
        wanted["capital_question"] = CAPITAL
    if not wanted:
        return CallToolResult(content=[text("Nothing can be asked.")])
    return InputRequiredResult(input_requests=wanted)


async def _needs_sampling(context: Context, params: CallToolRequestParams) -> Served:
    del params
    able = context.session.client_capabilities
    if able is None or able.sampling is None:
        raise MCPError(
            MISSING_REQUIRED_CLIENT_CAPABILITY,
            "Sampling is needed.",
            {"requiredCapabilities": {"sampling": {}}},
        )
    return CallToolResult(content=[text("Done.")])


async def _sampled(context: Context, params: CallToolRequestParams) -> Served:
    question = sample(str((params.arguments or {}).get("prompt")), 100)
    answer = await context.session.send_request(question, CreateMessageResult)
    content = answer.content
    return CallToolResult(content=[text(f"LLM response: {getattr(content, 'text', '')}")])


def _elicited(name: str, message: str, properties: Mapping[str, Any], *required: str) -> Fixture:
    async def serve(context: Context, params: CallToolRequestParams) -> Served:
        said = str((params.arguments or {}).get("message", message))
        schema = {"type": "object", "properties": dict(properties), "required": list(required)}
        answer = await context.session.elicit_form(said, schema, context.request_id)
        told = f"Elicitation completed: action={answer.action}, content={answer.content}"
        return CallToolResult(content=[text(told)])

    return fixture(name, serve)


_CHOICES = ["option1", "option2", "option3"]
_TITLED = [{"const": f"value{n}", "title": f"Choice {n}"} for n in (1, 2, 3)]
QUESTIONS: tuple[Fixture, ...] = (
    asking("test_input_required_result_elicitation", {"user_name": NAME}, _hello),
    asking("test_streaming_elicitation", {"user_name": NAME}, _hello),
    asking(
        "test_input_required_result_sampling",
        {"capital_question": CAPITAL},
        lambda given: str(given["capital_question"]),
    ),
    asking(
        "test_input_required_result_list_roots",
        {"client_roots": ROOTS},
        lambda given: str(given["client_roots"]),
    ),
    asking(
        "test_input_required_result_request_state",
        {"confirm": form("Please confirm", {"ok": {"type": "boolean"}}, "ok")},
        lambda given: f"state-ok, {len(given)} answers",
        "asked",
    ),
    asking(
        "test_input_required_result_multiple_inputs",
        {
            "user_name": NAME,
            "greeting": sample("Generate a greeting", 50),
            "client_roots": ROOTS,
        },
        lambda given: f"{len(given)} answers",
        "asked",
    ),
    asking(
        "test_input_required_result_tampered_state",
        {"confirm": form("Please confirm", {"ok": {"type": "boolean"}}, "ok")},
        lambda given: f"state-ok, {len(given)} answers",
        "asked",
    ),
    fixture("test_input_required_result_multi_round", _rounds),
    fixture("test_input_required_result_capabilities", _as_declared),
    fixture("test_missing_capability", _needs_sampling),
    fixture("test_sampling", _sampled, {"type": "object", "properties": {"prompt": _TEXT}}),
    _elicited(
        "test_elicitation",
        "Who are you?",
        {"username": _TEXT, "email": _TEXT},
        "username",
        "email",
    ),
    _elicited(
        "test_elicitation_sep1034_defaults",
        "Say what differs.",
        {
            "name": {"type": "string", "default": "John Doe"},
            "age": {"type": "integer", "default": 30},
            "score": {"type": "number", "default": 95.5},
            "status": {
                "type": "string",
                "enum": ["active", "inactive", "pending"],
                "default": "active",
            },
            "verified": {"type": "boolean", "default": True},
        },
    ),
    _elicited(
        "test_elicitation_sep1330_enums",
        "Choose.",
        {
            "untitledSingle": {"type": "string", "enum": _CHOICES},
            "titledSingle": {"type": "string", "oneOf": _TITLED},
            "legacyEnum": {
                "type": "string",
                "enum": ["opt1", "opt2", "opt3"],
                "enumNames": ["Option One", "Option Two", "Option Three"],
            },
            "untitledMulti": {"type": "array", "items": {"type": "string", "enum": _CHOICES}},
            "titledMulti": {"type": "array", "items": {"anyOf": _TITLED}},
        },
    ),
)
