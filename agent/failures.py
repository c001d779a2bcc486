"""What a person reads when the model does not answer: one sentence what, one what to do."""

from dataclasses import dataclass

import openai
from agents.exceptions import AgentsException

from agent import phrases

_ELSE = "Try again, or choose the built-in planner in Settings."


@dataclass(frozen=True, slots=True)
class Answering:
    """Who was asked: the model's name, the host, and how long it was waited for."""

    model: str
    host: str
    wait_s: float


def sentence(error: Exception, asked: Answering) -> str:
    """The failure in words; nothing of the endpoint's own text is repeated."""
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return f"The model at {asked.host} did not answer within {asked.wait_s:g} s. {_ELSE}"
    if isinstance(error, openai.APIConnectionError):
        return f"The model at {asked.host} cannot be reached. Check its address in Settings."
    if isinstance(error, openai.APIStatusError):
        return _status(error.status_code, asked)
    if not asked.host:
        return phrases.FAILED
    if isinstance(error, AgentsException | openai.OpenAIError):
        return f"The model at {asked.host} answered in a form that cannot be used. {_ELSE}"
    return phrases.FAILED


def nothing_said(asked: Answering) -> str:
    """The model ended without a word and without a call."""
    return f"The model at {asked.host} gave an empty answer. {_ELSE}"


def _status(status: int, asked: Answering) -> str:
    if status in (401, 403):
        return (
            f"The model at {asked.host} refused the key."
            " Set the right one in Settings or TASKLARK_MODEL_KEY."
        )
    if status == 404:
        return f"{asked.host} knows no model “{asked.model}”. Check name and address in Settings."
    if status == 429:
        return f"The model at {asked.host} is busy or its quota is used up. {_ELSE}"
    if status >= 500:
        return f"The model at {asked.host} has a problem of its own (status {status}). {_ELSE}"
    return f"The model at {asked.host} refused the request (status {status}). {_ELSE}"
