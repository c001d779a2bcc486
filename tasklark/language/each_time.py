"""`alarm for 7 and 8`: as many tasks as clock times."""

import re

from tasklark.language.command import Command
from tasklark.language.decide import command_of
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context
from tasklark.language.verbs import Verbs

_PLURAL = re.compile(r"\b(alarm|reminder|timer|alarma|recordatorio)s\b", re.IGNORECASE)


def timed(command: Command, table: Verbs, ctx: Context) -> list[Command]:
    """The add once for each of its clock times; a repeat keeps them all in its rule."""
    said = command.said
    if said is None or said.repeat is not None or said.seen.text != command.text:
        return [command]
    pieces = [piece for piece in said.seen.pieces if piece.name == "times"]
    if len(pieces) != 1 or not _ours(command, pieces[0]):
        return [command]
    (piece,) = pieces
    tokens = said.seen.tokens[piece.lo : piece.hi]
    half = next((f" {token.text}" for token in tokens if token.kind == "ampm"), "")
    lead = "a las" if table.code == "es" else "at"
    start, end = said.seen.span(piece)
    texts = [
        f"{command.text[:start]}{lead} {token.text}{half}{command.text[end:]}"
        for token in tokens
        if token.kind in ("number", "clock")
    ]
    found = [command_of(_PLURAL.sub(r"\1", text), table, ctx) for text in texts]
    read = all(one.intent == "add" and one.title and one.due for one in found)
    return found if read else [command]


def _ours(command: Command, piece: Piece) -> bool:
    """Whether the times are when the task is due."""
    said = command.said
    assert said is not None
    start, _ = said.seen.span(piece)
    return any(a <= start < b for a, b in said.cuts)
