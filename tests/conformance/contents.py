"""What the conformance suite wants to be shown: every kind of content, notices, rich schemas."""

import asyncio
from typing import Any

from mcp_types import (
    AudioContent,
    BlobResourceContents,
    CallToolRequestParams,
    CallToolResult,
    ContentBlock,
    EmbeddedResource,
    ImageContent,
    LoggingMessageNotification,
    LoggingMessageNotificationParams,
    TextContent,
    TextResourceContents,
)

from mcp_server.server import Context
from tests.conformance.fixture import Fixture, fixture

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
"""A red pixel as PNG."""
SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA="
"""No sound at all as WAV."""
_BETWEEN_S = 0.05
"""The suite asks for a pause between two notices."""
_STEPS = 100.0
DIALECT = "https://json-schema.org/draft/2020-12/schema"
RICH_SCHEMA: dict[str, Any] = {
    "$schema": DIALECT,
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}
HEADED_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"region": {"type": "string", "x-mcp-header": "Region"}},
    "required": ["region"],
}


def text(said: str) -> TextContent:
    """Words as content."""
    return TextContent(type="text", text=said)


def words(uri: str, said: str, mime_type: str = "text/plain") -> TextResourceContents:
    """Words as a resource's contents."""
    return TextResourceContents(uri=uri, mime_type=mime_type, text=said)


def embedded(contents: TextResourceContents | BlobResourceContents) -> EmbeddedResource:
    """A resource as content."""
    return EmbeddedResource(type="resource", resource=contents)


def image() -> ImageContent:
    """A picture as content."""
    return ImageContent(type="image", data=PIXEL, mime_type="image/png")


def _showing(name: str, *content: ContentBlock) -> Fixture:
    async def serve(context: Context, params: CallToolRequestParams) -> CallToolResult:
        del context, params
        return CallToolResult(content=list(content))

    return fixture(name, serve)


async def _fail(context: Context, params: CallToolRequestParams) -> CallToolResult:
    del context, params
    said = "This tool intentionally returns an error for testing"
    return CallToolResult(content=[text(said)], is_error=True)


async def _progress(context: Context, params: CallToolRequestParams) -> CallToolResult:
    del params
    for done in (0, _STEPS / 2, _STEPS):
        await context.session.report_progress(done, _STEPS, f"{done:g} of {_STEPS:g}")
        await asyncio.sleep(_BETWEEN_S)
    return CallToolResult(content=[text("Done.")])


async def _log(context: Context, params: CallToolRequestParams) -> CallToolResult:
    del params
    for said in ("started", "processing data", "completed"):
        told = LoggingMessageNotificationParams(level="info", data=f"Tool execution: {said}")
        # Those of today's protocol say which level they want to hear, and the suite's do not.
        if context.protocol_version < "2026":
            notice = LoggingMessageNotification(params=told)
            await context.session.send_notification(notice, context.request_id)
        await asyncio.sleep(_BETWEEN_S)
    return CallToolResult(content=[text("Done.")])


async def _region(context: Context, params: CallToolRequestParams) -> CallToolResult:
    del context
    return CallToolResult(content=[text(f"region {(params.arguments or {}).get('region')}")])


CONTENTS: tuple[Fixture, ...] = (
    _showing("test_simple_text", text("This is a simple text response for testing.")),
    _showing("test_image_content", image()),
    _showing("test_audio_content", AudioContent(type="audio", data=SILENCE, mime_type="audio/wav")),
    _showing(
        "test_embedded_resource",
        embedded(words("test://embedded-resource", "This is an embedded resource content.")),
    ),
    _showing(
        "test_multiple_content_types",
        text("Multiple content types test:"),
        image(),
        embedded(
            words(
                "test://mixed-content-resource", '{"test":"data","value":123}', "application/json"
            )
        ),
    ),
    fixture("test_error_handling", _fail),
    fixture("test_tool_with_progress", _progress),
    fixture("test_tool_with_logging", _log),
    fixture("test_logging_tool", _log),
    fixture("test_custom_header", _region, HEADED_SCHEMA),
    fixture("json_schema_2020_12_tool", _region, RICH_SCHEMA),
)
