"""Models that follow a script, for a house that is opened with one."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from agents.testing import ModelStep, ScriptedModel, assistant_message, function_call

from agent.model import ModelChoice
from evals.agent.house import House
from tests.agent.small import answering

Step = list[Any]
"""What a model comes up with in one step."""
Opening = Callable[..., AbstractAsyncContextManager[House]]
"""Opens a test's house; called again it is a restart."""


def calls(tool: str, call_id: str = "c1", **arguments: object) -> Step:
    """A step that calls a tool."""
    return [function_call(tool, json.dumps(arguments), call_id=call_id)]


def says(text: str = "") -> Step:
    """A step that only speaks."""
    return [assistant_message(text)]


def script(*steps: Step | ModelStep) -> ModelChoice:
    """A model that takes these steps."""
    return answering(ScriptedModel(list(steps)))
