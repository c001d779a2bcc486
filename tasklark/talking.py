"""One message to the assistant from a terminal: its words, its tickets, its questions."""

import json
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import uuid4

from agent.approval import Answer
from agent.chat import open_chat
from agent.model import ModelChoice, choose
from agent.runs import Event
from agent.turns import Said
from mcp_server.server import build_server
from tasklark.compose import Core
from tasklark.domain.errors import Refusal, TasklarkError
from tasklark.domain.identity import local
from tasklark.settings import Loaded
from tasklark.terminal import say

_ME = local("cli")
_HERE = "Ask on a terminal."
_THREAD = "terminal"
"""One lasting conversation: “undo” and “move it to Friday” mean what was said just before."""
Json = Mapping[str, Any]


async def talk(core: Core, text: str, choice: ModelChoice | None = None) -> None:
    """Say something, show what comes of it; a question is asked here, and only “y” is a yes.

    Raises:
        TasklarkError: If the model did not answer, or nobody is here to be asked.
    """
    server = build_server(core.commands, core.queries)
    choice = choice or _chosen(core.loaded)
    async with open_chat(server, core.runtime, core.queries, choice) as chat:
        run = await chat.say(_ME, _THREAD, _fresh(), Said(_fresh(), text))
        question = await _show(run)
        while question is not None:
            answers = [_asked(call) for call in question["calls"]]
            question = await _show(await chat.answer(_ME, _THREAD, _fresh(), answers))
            if not sys.stdin.isatty():
                raise Refusal("Nobody is here to be asked, so nothing was changed.", _HERE)


def _chosen(loaded: Loaded) -> ModelChoice:
    settings = loaded.settings
    return choose(settings.model, settings.model_url, loaded.model_key)


async def _show(events: AsyncIterator[Event]) -> Json | None:
    """Print a run as it goes; returns the approval it ends with, if it does."""
    waiting: Json | None = None
    words = ""
    async for _, data in events:
        event = json.loads(data)
        kind, value = event["type"], event.get("value")
        if kind == "TEXT_MESSAGE_CONTENT":
            words += event["delta"]
        elif kind == "TEXT_MESSAGE_END":
            say(words)
            words = ""
        elif kind == "RUN_ERROR":
            raise TasklarkError(str(event["message"]))
        elif kind == "CUSTOM" and event["name"] == "ticket":
            _ticket(value)
        elif kind == "CUSTOM" and event["name"] == "chips":
            _chips(value)
        elif kind == "CUSTOM" and event["name"] == "approval":
            waiting = value
    return waiting


def _chips(value: Json) -> None:
    for chip in value["chips"]:
        say(f"  {chip['label']}")


def _ticket(ticket: Json) -> None:
    if ticket["reads"] or ticket["status"] == "refused":
        return  # the words after it say it
    undo = f" (undo {ticket['undo']})" if ticket["undo"] else ""
    say(f"{ticket['said']}{undo}")


def _asked(call: Json) -> Answer:
    say(str(call["question"]))
    for task in call["tasks"]:
        say(f"  #{task['number']} {task['title']}")
    if not sys.stdin.isatty():
        return Answer(str(call["toolCallId"]), False)
    reply = input(f"{call['yes']}? [y/N] ").strip().lower()
    return Answer(str(call["toolCallId"]), reply in ("y", "yes"))


def _fresh() -> str:
    return uuid4().hex
