"""Act, ask or decline: when a message is clear enough, and what to ask when it is not."""

import re
from dataclasses import dataclass, replace

from tasklark.language.aiming import aim_of
from tasklark.language.bare import bare_commands, dump_of, split_things
from tasklark.language.change_words import asked_for, read_change
from tasklark.language.command import Ask, Command
from tasklark.language.decide import command_of
from tasklark.language.doubt import settled
from tasklark.language.each_time import timed
from tasklark.language.polite import strip_polite
from tasklark.language.reading import Context
from tasklark.language.several import LIMIT, parts
from tasklark.language.tongues import tongue
from tasklark.language.verbs import Verbs, verbs

SURE = 0.6
"""Below this a command is asked about instead of done."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The commands of a message and the one question that stands in the way, if any."""

    commands: tuple[Command, ...]
    ask: Ask | None = None
    code: str = "en"


def decide(text: str, ctx: Context) -> Decision:
    """Read a message as commands and decide whether they can be carried out."""
    code = tongue(text, ctx.person).code
    table = verbs(code)
    dump = _listed(text, table, ctx)
    if dump:
        return Decision(tuple(_checked(command, table) for command in dump), None, code)
    said = [
        settled(command_of(part, table, ctx), part, table, ctx) for part in parts(text, table, ctx)
    ]
    found = _joined(said, table, ctx)
    if len(found) == 1 and found[0].topic == "bare":
        found = bare_commands(text, found[0], table, ctx)
    elif any(command.topic == "bare" for command in found):
        found = [one for command in found for one in _each(command, table, ctx)]
    found = [one for command in found for one in _apart(command, table, ctx)]
    commands = tuple(_checked(command, table) for command in found)
    ask = next((command.ask for command in commands if command.ask), None)
    return Decision(commands, ask, code)


def _listed(text: str, table: Verbs, ctx: Context) -> list[Command]:
    """Three things or more with commas between them, none of them a command: a brain dump."""
    if len(text) > LIMIT:
        return []
    things = [part for piece in split_things(text, table) for part in piece if part]
    commands = (_commands(part, at == 0, table, ctx) for at, part in enumerate(things))
    if len(things) < 3 or any(commands):
        return []
    return dump_of(text, table, ctx)


def _commands(part: str, first: bool, table: Verbs, ctx: Context) -> bool:
    """Whether a part is a command; `finish the report by Friday` behind others is none."""
    said = strip_polite(part, table)
    if table.pattern(table.starts).match(said) is None:
        return False
    changes = any(
        read_change(said[joint.end() :], ctx) for joint in table.pattern(table.to).finditer(said)
    )
    does = table.pattern(table.doing).match(said) is not None and "#" not in said
    return first or not does or (changes and table.pattern(table.moving).match(said) is not None)


def _apart(command: Command, table: Verbs, ctx: Context) -> list[Command]:
    """`cancel the dentist and the haircut`: two targets are two commands."""
    if command.intent == "add":
        return timed(command, table, ctx)
    aim = command.aim
    names = re.split(r",?\s+and\s+(?:the|my)\s+", aim.text)
    if command.intent not in ("delete", "complete") or aim.every or len(names) < 2:
        return [command]
    return [
        replace(command, aim=replace(aim_of(name, table, ctx), when=aim.when)) for name in names
    ]


def _each(command: Command, table: Verbs, ctx: Context) -> list[Command]:
    """A bare part among others: what it is by itself."""
    if command.topic != "bare":
        return [command]
    return bare_commands(command.text, command, table, ctx)


def _joined(found: list[Command], table: Verbs, ctx: Context) -> list[Command]:
    """`…, remind me the day before`: a reminder without a title belongs to what stands before."""
    out: list[Command] = []
    for command in found:
        if (
            out
            and command.intent == "add"
            and not command.title
            and out[-1].intent in ("add", "none")
        ):
            before = out.pop()
            command = command_of(f"{before.text}, {command.text}", table, ctx)
        words = _reminds_only(command) if out and out[-1].intent == "update" else ""
        if words:
            command = replace(out.pop(), remind=(words,))
        out.append(command)
    return out


def _reminds_only(command: Command) -> str:
    """`… and remind me the day before`: when it should ring; empty for a task of its own."""
    said = command.said
    if command.intent != "add" or command.title or said is None:
        return ""
    words = asked_for(command.text)
    return words if said.reminds or said.due else "at due time" if not words else ""


def _checked(command: Command, _table: Verbs) -> Command:
    ask = command.ask or _question(command)
    return replace(command, ask=ask)


def _question(command: Command) -> Ask | None:
    aim = command.aim
    if aim.less:
        return "less"
    if command.intent in ("delete", "complete") and aim.every and aim.unbounded:
        return "confirm"
    if command.intent == "none" and command.topic == "bare":
        return "add"
    if command.intent in (
        "delete",
        "complete",
        "reopen",
        "rename",
        "priority",
        "tag",
        "untag",
        "project",
        "note",
        "clear",
        "remind",
        "stop",
        "skip",
        "pause",
        "unpause",
    ):
        return "target" if aim.empty and not aim.box else None
    if command.intent == "update" and command.aim.empty:
        return "target"
    if command.confidence < SURE and command.intent != "none":
        return "confirm"
    return None
