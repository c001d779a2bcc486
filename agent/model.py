"""Which model answers: an OpenAI-compatible endpoint by settings, else the built-in planner."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import openai
from agents import (
    Model,
    ModelSettings,
    ModelTracing,
    OpenAIChatCompletionsModel,
    OpenAIResponsesModel,
    set_tracing_disabled,
)

from agent.failures import Answering, sentence
from agent.offline import OfflineModel

# Conversations are the person's own: nothing about them leaves except to the chosen model.
set_tracing_disabled(True)

WAIT_S = 45.0
"""Seconds without a byte before a model is given up; local models load slowly at first."""
_CONNECT_S = 5.0


Key = str | Callable[[], Awaitable[str]] | None
"""The endpoint's key, or what gets it for each request."""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The model that answers, and what the page says about it."""

    label: str
    kind: Literal["offline", "endpoint"]
    model: Model
    answering: Answering
    close: Callable[[], Awaitable[None]]


def choose(
    model: str = "", url: str = "", key: Key = None, *, wait_s: float = WAIT_S
) -> ModelChoice:
    """The endpoint when a model is named, else the built-in planner. A key alone starts nothing.

    An address that ends in `/responses` speaks the Responses API, any other address Chat
    Completions; without an address it is OpenAI's own, by Responses.
    """
    if not model:
        return ModelChoice(
            "Built-in planner", "offline", OfflineModel(), Answering("", "", wait_s), _nothing
        )
    base, responses = _address(url)
    client = openai.AsyncOpenAI(
        base_url=base or None,
        # A local endpoint may need no key, the client always does.
        api_key=key or "none",
        timeout=openai.Timeout(wait_s, connect=min(_CONNECT_S, wait_s)),
        max_retries=0,
    )
    kind = OpenAIResponsesModel if responses else OpenAIChatCompletionsModel
    host = urlsplit(base).netloc or "api.openai.com"
    return ModelChoice(
        f"{model} at {host}",
        "endpoint",
        kind(model=model, openai_client=client),
        Answering(model, host, wait_s),
        client.close,
    )


async def try_out(choice: ModelChoice) -> tuple[bool, str]:
    """Ask the model for one word; whether it answers, and a sentence about it."""
    if choice.kind == "offline":
        return True, "The built-in planner always answers."
    try:
        await choice.model.get_response(
            "Answer with the one word: ready.",
            "Are you there?",
            ModelSettings(),
            [],
            None,
            [],
            ModelTracing.DISABLED,
            previous_response_id=None,
            conversation_id=None,
            prompt=None,
        )
    except openai.OpenAIError as error:
        return False, sentence(error, choice.answering)
    return True, f"{choice.label} answers."


def _address(url: str) -> tuple[str, bool]:
    """The base of the API, and whether it is the Responses API."""
    base = url.rstrip("/")
    for ending, responses in (("/responses", True), ("/chat/completions", False)):
        if base.endswith(ending):
            return base.removesuffix(ending), responses
    return base, not base


async def _nothing() -> None:
    """The built-in planner holds nothing open."""
