"""Resources and prompts that only the conformance suite reads."""

import json
import re

from mcp_types import (
    BlobResourceContents,
    ContentBlock,
    GetPromptRequestParams,
    GetPromptResult,
    InputRequiredResult,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
)

from tests.conformance.contents import PIXEL, embedded, image, text, words
from tests.conformance.questions import form

_TEMPLATE = re.compile(r"test://template/([^/]+)/data")
RESOURCES = [
    Resource(name="static text", uri="test://static-text", mime_type="text/plain"),
    Resource(name="static binary", uri="test://static-binary", mime_type="image/png"),
    Resource(name="watched", uri="test://watched-resource", mime_type="text/plain"),
]
TEMPLATES = [ResourceTemplate(name="data", uri_template="test://template/{id}/data")]


def read(uri: str) -> ReadResourceResult | None:
    """A resource of the suite, if it is one."""
    found = _TEMPLATE.fullmatch(uri)
    if found is not None:
        id_ = found[1]
        said = json.dumps({"id": id_, "templateTest": True, "data": f"Data for ID: {id_}"})
        return ReadResourceResult(contents=[words(uri, said, "application/json")])
    if uri == "test://static-text":
        said = "This is the content of the static text resource."
        return ReadResourceResult(contents=[words(uri, said)])
    if uri == "test://static-binary":
        blob = BlobResourceContents(uri=uri, mime_type="image/png", blob=PIXEL)
        return ReadResourceResult(contents=[blob])
    if uri == "test://watched-resource":
        return ReadResourceResult(contents=[words(uri, "Nothing new.")])
    return None


def _prompt(name: str, *arguments: str) -> Prompt:
    wanted = [PromptArgument(name=one, description=one, required=True) for one in arguments]
    said = f"Asked for by the conformance suite: {name}."
    return Prompt(name=name, description=said, arguments=wanted or None)


PROMPTS = [
    _prompt("test_simple_prompt"),
    _prompt("test_prompt_with_arguments", "arg1", "arg2"),
    _prompt("test_prompt_with_embedded_resource", "resourceUri"),
    _prompt("test_prompt_with_image"),
    _prompt("test_input_required_result_prompt"),
]
NAMES = {prompt.name for prompt in PROMPTS}


def prompt(params: GetPromptRequestParams) -> GetPromptResult | InputRequiredResult:
    """A prompt of the suite, filled in."""
    given = params.arguments or {}
    if params.name == "test_input_required_result_prompt":
        wanted = form("What context should the prompt use?", {"context": {"type": "string"}})
        if "user_context" not in (params.input_responses or {}):
            return InputRequiredResult(input_requests={"user_context": wanted})
        return _saying(text("A prompt with your context."))
    if params.name == "test_simple_prompt":
        return _saying(text("This is a simple prompt for testing."))
    if params.name == "test_prompt_with_image":
        return _saying(image(), text("Please analyze the image above."))
    if params.name == "test_prompt_with_embedded_resource":
        contents = words(given["resourceUri"], "Embedded resource content for testing.")
        return _saying(embedded(contents), text("Please process the embedded resource above."))
    return _saying(text(f"Prompt with arguments: arg1='{given['arg1']}', arg2='{given['arg2']}'"))


def _saying(*content: ContentBlock) -> GetPromptResult:
    return GetPromptResult(messages=[PromptMessage(role="user", content=one) for one in content])
