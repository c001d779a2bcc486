"""Text without a command verb: a thing to do, several things to do, or nothing of the kind."""

import re
from dataclasses import replace

from tasklark.language.adding import DUTY, added
from tasklark.language.command import Command
from tasklark.language.grammar import Piece
from tasklark.language.quoting import outside, quoted_spans
from tasklark.language.reading import Context
from tasklark.language.verbs import Verbs

_COMMA = re.compile(r"\s*(?:,\s*(?:and\s+|y\s+)?|;\s*|\n+)")
_AND = re.compile(r"\s+(?:and|y)\s+", re.IGNORECASE)
LIMIT = 700
MOST = 25
"""Things of one message that may be a list of tasks."""
WORDS = 8
"""Words of a title without a verb that a date still makes a task."""


def bare_commands(text: str, bare: Command, table: Verbs, ctx: Context) -> list[Command]:
    """The adds that text without a command verb is; the same question when it is none."""
    dump = dump_of(text, table, ctx)
    if dump:
        return dump
    said = bare.text
    whole = added(said, (0, len(said)), False, table, ctx)
    if whole.ask == "title" and whole.said is not None and whole.said.repeat is not None:
        return [whole]
    if not whole.title or whole.said is None or (whole.due is None and not whole.said.reminds):
        return [bare]
    if whole.said.when is not None and all(
        p.size == 1 and _now(whole, p) for p in whole.said.when.pieces
    ):
        return [bare]
    if said.rstrip().endswith("?") or table.pattern(table.talk).match(DUTY.sub("", said)):
        return [bare]
    if _does(whole.title, table) or len(whole.title.split()) <= WORDS:
        return [replace(whole, confidence=0.75)]
    return [bare]


def _now(whole: Command, piece: Piece) -> bool:
    """“tata for now” says no date."""
    assert whole.said is not None
    return whole.said.seen.tokens[piece.lo].kind == "now"


def _does(title: str, table: Verbs) -> bool:
    return table.pattern(table.doing).match(title) is not None


def dump_of(text: str, table: Verbs, ctx: Context) -> list[Command]:
    """A brain dump: several things, most of them beginning with something to do.

    Two are enough when each says what to do; a part that is a command makes it no dump.
    """
    if len(text) > LIMIT:
        return []
    things = [part for piece in split_things(text, table) for part in piece if part]
    if len(things) < 2 or len(things) > MOST:
        return []
    spoken = [DUTY.sub("", part) for part in things]
    if any(table.pattern(table.talk).match(part) for part in spoken):
        return []
    commands = [added(part, (0, len(part)), False, table, ctx) for part in spoken]
    if any(not command.title for command in commands):
        return []
    doing = [_does(c.title, table) for c in commands]
    if len(commands) == 2 and not all(doing):
        return []
    busy = sum(does or c.due is not None for does, c in zip(doing, commands, strict=True))
    return [replace(c, confidence=0.7) for c in commands] if busy * 2 > len(commands) else []


def split_things(text: str, table: Verbs) -> list[list[str]]:
    """The parts between commas, each split again before `and` with something else to do."""
    quotes = quoted_spans(text)
    out, at = [], 0
    for comma in _COMMA.finditer(text):
        if outside(comma.start(), quotes):
            out.append(text[at : comma.start()])
            at = comma.end()
    out.append(text[at:])
    return [_at_and(part.strip(), table) for part in out]


def _at_and(part: str, table: Verbs) -> list[str]:
    for joint in _AND.finditer(part):
        before, after = part[: joint.start()], part[joint.end() :]
        if len(before.split()) > 1 and _does(after, table) and len(after.split()) > 1:
            return [before, *_at_and(after, table)]
    return [part]
