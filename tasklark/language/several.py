"""Several commands in one message: where one ends and the next begins."""

from itertools import islice

from tasklark.language.change_words import read_change
from tasklark.language.quoting import outside, quoted_spans
from tasklark.language.reading import Context
from tasklark.language.scan import scan
from tasklark.language.tongues import tongue
from tasklark.language.verbs import Verbs

LIMIT = 700
"""Characters of a line that may hold several wishes."""
JOINTS = 30
"""Commas and “and”s of a message that are looked at: a longer one is a list, or pasted text."""


def parts(text: str, table: Verbs, ctx: Context) -> list[str]:
    """The commands of a message, each as its own text; one message is one part."""
    lines = [line for line in text.splitlines() if line.strip()] or [text]
    out: list[str] = []
    for line in lines:
        out.extend(_split(line, table, ctx))
    return out


def _split(line: str, table: Verbs, ctx: Context) -> list[str]:
    """Split before a joint that a command verb follows, when a command stands before it too."""
    starts = table.pattern(table.starts)
    quotes = quoted_spans(line)
    if len(line) > LIMIT:
        return [line.strip()]  # pasted text, no wishes
    for joint in islice(table.pattern(table.join).finditer(line), JOINTS):
        if not outside(joint.start(), quotes):
            continue
        before, after = line[: joint.start()], line[joint.end() :]
        if before.strip() and starts.match(after) and _commands(before, table):
            return [before.strip(), *_split(after, table, ctx)]
        if _moves_too(before, after, table, ctx):
            # “snooze that till noon, and the dentist thing to Friday”
            return [before.strip(), *_split(f"{table.shift} {after}", table, ctx)]
        if _dated(before, ctx) and table.pattern(table.doing).match(after) and _dated(after, ctx):
            # “call Ana at 5 and buy milk at 6”: each thing has its own time.
            return [before.strip(), *_split(f"{table.add} {after}", table, ctx)]
    return [line.strip()]


def _moves_too(before: str, after: str, table: Verbs, ctx: Context) -> bool:
    """Whether a second target and its date follow the first, without a verb of their own."""
    if table.pattern(table.moving).match(before.strip()) is None:
        return False
    for joint in table.pattern(table.to).finditer(after):
        if joint.start() and read_change(after[joint.end() :], ctx) is not None:
            return read_change(after, ctx) is None
    return False


def _dated(text: str, ctx: Context) -> bool:
    seen = scan(text, tongue(text, ctx.person))
    return any(piece.name in ("date", "time", "part", "moment") for piece in seen.pieces)


def _commands(text: str, table: Verbs) -> bool:
    from tasklark.language.polite import strip_polite

    return table.pattern(table.starts).match(strip_polite(text, table)) is not None
