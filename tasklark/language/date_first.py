"""`on Friday please add …`: the date stands before the command."""

from tasklark.language.polite import strip_polite
from tasklark.language.reading import Context
from tasklark.language.scan import scan
from tasklark.language.tongues import tongue
from tasklark.language.verbs import Verbs


def date_first(said: str, table: Verbs, ctx: Context) -> str | None:
    """The command with the date behind it; None when the text is built otherwise."""
    seen = scan(said, tongue(said, ctx.person))
    end = 0
    for piece in seen.pieces:
        gap = seen.tokens[end : piece.lo]
        if piece.name not in ("date", "time", "part", "moment") or any(
            token.kind == "word" for token in gap
        ):
            break
        end = piece.hi
    if not end or end >= len(seen.tokens):
        return None
    cut = seen.tokens[end].start
    rest = strip_polite(said[cut:].lstrip(" ,"), table)
    if not table.pattern(table.starts).match(rest):
        return None
    return f"{rest} {said[:cut].strip(' ,')}"
