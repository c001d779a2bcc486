"""A whole message, understood: tool calls, a question, or a polite no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tasklark.language.answers import answered
from tasklark.language.assumed import assumed
from tasklark.language.call_targets import numbers_of
from tasklark.language.calls import calls_of
from tasklark.language.command import Command
from tasklark.language.echo_es import acting_es
from tasklark.language.follow_ups import followed, moved
from tasklark.language.memory import Memory, Pending
from tasklark.language.policy import Decision, decide
from tasklark.language.reading import Chip, Context, ToolCall
from tasklark.language.tongues import foreign, tongue
from tasklark.language.verbs import verbs
from tasklark.language.wording import acting, chatter, question

Kind = Literal["act", "ask", "decline"]
START = Memory()
"""What a conversation begins with."""
LINES = 25
LONG = 4_000
"""Characters of a message; a longer one is a text, not a wish."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message comes to.

    `calls` are exact tool calls (`calls.FOUND` stands for the one task that the search before it
    found). `command` says what acting would do, with `{task}` for the task. `memory` is what to
    remember for the next message.
    """

    kind: Kind
    calls: tuple[ToolCall, ...] = ()
    say: str = ""
    chips: tuple[Chip, ...] = ()
    confidence: float = 1.0
    command: str = ""
    memory: Memory = START
    assumptions: tuple[str, ...] = ()


def understand(text: str, ctx: Context, memory: Memory = START) -> Understanding:
    """Read a message in its conversation. It never raises: what cannot be read is declined."""
    code = tongue(text, ctx.person).code
    settled = memory.asking(None)
    if not re.search(r"\w", text):
        return Understanding("decline", say=chatter("empty", code), memory=settled)
    if len(text) > LONG or len(text.splitlines()) > LINES:
        return Understanding("decline", say=chatter("long", code), memory=settled)
    if foreign(text):
        return Understanding("decline", say=chatter("foreign", code), memory=settled)
    if memory.pending is not None:
        code = memory.pending.code
        answer = answered(text, memory.pending, ctx)
        if answer is not None and not answer:
            return Understanding("decline", say=chatter("dropped", code), memory=settled)
        text = answer or text
    table = verbs(code)
    text = followed(text, memory, table)
    decision = decide(text, ctx)
    if decision.ask in ("add", "title") and len(decision.commands) == 1:
        change = moved(text, ctx, memory, table)
        decision = decide(change, ctx) if change else decision
    return _outcome(text, decision, ctx, settled)


def _outcome(text: str, decision: Decision, ctx: Context, memory: Memory) -> Understanding:
    commands = tuple(_resolved(command, memory) for command in decision.commands)
    decision = replace(decision, commands=commands)
    asked = next((command for command in commands if command.ask), None)
    if asked is not None:
        say, chips = question(decision)
        pending = Pending(str(asked.ask), _open(asked, decision.code), decision.code)
        return Understanding(
            "ask", say=say, chips=chips, confidence=asked.confidence, memory=memory.asking(pending)
        )
    if all(command.intent == "none" for command in commands):
        return _declined(commands, decision.code, memory)
    acts = [command for command in commands if command.intent != "none"]
    calls = calls_of(acts, ctx, memory)
    notes = assumed([note for command in acts for note in _assumed(command)], decision.code)
    return Understanding(
        "act",
        calls,
        confidence=min(command.confidence for command in acts),
        command=_said(acts, decision.code),
        memory=replace(memory, last_command=text),
        assumptions=notes,
    )


def _declined(commands: Sequence[Command], code: str, memory: Memory) -> Understanding:
    topic = commands[0].topic
    return Understanding(
        "decline", say=chatter(topic, code), confidence=commands[0].confidence, memory=memory
    )


def _assumed(command: Command) -> tuple[str, ...]:
    return (*command.assumptions, *(command.said.assumptions if command.said else ()))


def _said(commands: Sequence[Command], code: str) -> str:
    """What acting does, for the echo line; adding needs no such line."""
    if all(command.intent == "add" for command in commands):
        return ""
    if code == "es":
        return " y ".join(acting_es(command) or acting(command) for command in commands)
    return " and ".join(filter(None, (acting(command) for command in commands)))


def _resolved(command: Command, memory: Memory) -> Command:
    """Ask when “that” or “the second one” has nothing it could mean."""
    aim = command.aim
    vague = aim.that or aim.ordinal is not None
    needs = command.intent not in (
        "add",
        "none",
        "undo",
        "redo",
        "list",
        "search",
        "snooze",
        "history",
    )
    if needs and vague and not numbers_of(aim, memory):
        return replace(command, ask="target")
    return command


def _open(command: Command, code: str) -> str:
    """The message with a gap `{}` where the answer goes."""
    if command.ask == "title":
        cuts = command.said.cuts if command.said else ()
        words = " ".join(command.text[start:end].strip(" ,") for start, end in sorted(cuts))
        lead = "recuérdame" if code == "es" else "remind me to"
        return f"{lead} {{}} {words}".strip()
    if command.ask == "new_due":
        return f"{command.text} {'al' if code == 'es' else 'to'} {{}}"
    if command.ask == "target":
        return f"{command.text.split()[0]} {{}}" + (f" to {command.when}" if command.when else "")
    if command.ask == "add":
        return f"{'añade' if code == 'es' else 'add'} {command.text}"
    if command.ask == "unsupported":
        return f"{command.text} {{}}"
    return ""
