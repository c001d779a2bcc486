"""What an update changes: “the dinner from 6 to 7pm”, “it back an hour”, “to every Monday”."""

import re
from dataclasses import replace

from tasklark.domain.intents import Shift
from tasklark.language.aiming import aim_of
from tasklark.language.amounts import FromNow, from_now
from tasklark.language.change_words import Change, read_change
from tasklark.language.command import Aim, Command
from tasklark.language.grammar import Match, Piece, Rule, find
from tasklark.language.reading import Context
from tasklark.language.scan import Scan, scan
from tasklark.language.tongues import tongue
from tasklark.language.verbs import Verbs

_BY = Rule(
    "by",
    "(by|for|plus|about|another|a)* (number|a|couple|half a?) (unit|hour)".replace("|another", ""),
    from_now,
)
_BACK = ("earlier", "forward", "sooner", "ahead", "up", "less")
_EARLIER = re.compile(
    (
        r"\b(?:earlier|sooner|bring .*forward|prepone|forward|move .* up|ahead|"
        r"take|remove|subtract|reduce|decrease|antes|adelanta)\b"
    ),
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    (
        r"\b(?:back|later|earlier|forward|sooner|ahead|out|by|another|more|"
        r"extra|push|postpone|delay|extend|defer|add|remove|take|prepone|"
        r"snooze|más tarde|antes|aplaza|retrasa|pospón|pospon|adelanta)\b"
    ),
    re.IGNORECASE,
)


def updated(text: str, body: str, table: Verbs, ctx: Context) -> Command:
    """An update command: the tasks, and what they become."""
    body = _tidied(body)
    later = _from_then(text, body, table, ctx)
    if later is not None:
        return later
    shifted = _by(text, body, table, ctx)
    if shifted is not None:
        return shifted
    split = _split(body, table, ctx)
    if split is None:
        return _without_to(text, body, table, ctx)
    left, change = split
    aim = aim_of(left, table, ctx)
    return _command(text, aim, change)


_FROM = re.compile(
    r"^(?P<what>.+?)\s+(?:to|at)\s+(?P<new>.+?)\s+(?:from|starting|"
    r"beginning)\s+(?P<day>.+?)(?:\s+(?:on|onwards?|forward))?"
    r"(?:,?\s+(?:but\s+)?(?:leave|keep|not)\b.*)?$",
    re.IGNORECASE,
)


_DESDE = re.compile(
    r"^(?P<what>.+?)\s+(?P<new>a las? .+?)\s+(?:desde|a partir de)l?\s+(?:el\s+)?(?P<day>.+?)"
    r"(?:,?\s*(?:pero\s+)?(?:deja|no)\b.*)?$",
    re.IGNORECASE,
)


def _from_then(text: str, body: str, table: Verbs, ctx: Context) -> Command | None:
    """`standup to 9:15 from next Monday on`: a series that changes from a day on."""
    found = _FROM.match(body)
    if found is None or not re.search(
        r"\b(?:on|onwards?|forward|leave|keep)\b", body[found.start("day") :]
    ):
        found = _DESDE.match(body)
    if found is None:
        return None
    new, day = read_change(found["new"], ctx), read_change(found["day"], ctx)
    if new is None or day is None or day.due is None:
        return None
    command = _command(text, aim_of(found["what"], table, ctx), new)
    return replace(command, value=found["day"])


def _tidied(body: str) -> str:
    body = re.sub(
        r"^(?:the\s+)?(?:time|date|due date|day|start time|alert time|priority)\s+(?:of|for|"
        r"on)\s+",
        "",
        body,
        flags=re.IGNORECASE,
    )
    return " ".join(body.split())


def _command(text: str, aim: Aim, change: Change) -> Command:
    return Command(
        "update",
        text,
        aim=aim,
        when=change.words if change.due or change.clock or change.shift else "",
        due=change.due,
        clock=change.clock,
        shift=change.shift,
        repeat=change.repeat,
        rule=change.rule,
        remind=change.remind,
        before=change.before,
    )


def _by(text: str, body: str, table: Verbs, ctx: Context) -> Command | None:
    """`push it back an hour`, `delay the report by 2 days`, `add 5 minutes to the timer`."""
    seen = scan(body, tongue(body, ctx.person))
    pieces = [piece for piece in find((_BY,), seen.tokens) if isinstance(piece.value, FromNow)]
    if (
        not pieces
        or not _SHIFTED.search(text)
        or re.search(r"\b(?:in|from now|before|prior|ago|every)\b", body, re.IGNORECASE)
    ):
        return None
    piece = pieces[-1]
    if any(other.name in ("date", "repeat") and other.lo >= piece.hi for other in seen.pieces):
        return None
    start, end = seen.span(piece)
    rest = f"{body[:start]} {body[end:]}"
    rest = re.sub(
        r"\b(?:back|later|earlier|forward|sooner|ahead|out|by|another|more|extra)\b",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    rest = re.sub(
        r"^\s*(?:to|on|from|off|of|for)\s+", "", " ".join(rest.split()), flags=re.IGNORECASE
    )
    rest = re.sub(r"\s+(?:to|on|from|off|by|for)$", "", rest.strip(), flags=re.IGNORECASE)
    sign = -1 if _EARLIER.search(text) else 1
    shift = _shift(Match(seen.tokens, piece.lo, piece.hi), sign)
    words = _shift_words(shift)
    aim = aim_of(rest, table, ctx)
    return _command(text, aim, Change(words, shift=shift))


def _shift(match: Match, sign: int) -> Shift:
    amount = sign * (match.ints("number", "couple") or [1])[0]
    unit = str(match.all("unit", "hour")[-1].value)
    if unit in ("hour", "minute"):
        minutes = amount * (60 if unit == "hour" else 1)
        return Shift(minutes=minutes // 2 if match.has("half") else minutes)
    if unit in ("month", "year", "quarter"):
        return Shift(months=amount * {"month": 1, "quarter": 3, "year": 12}[unit])
    return Shift(days=amount * {"week": 7, "fortnight": 14}.get(unit, 1))


def _shift_words(shift: Shift) -> str:
    for amount, unit in ((shift.days, "day"), (shift.months, "month"), (shift.minutes, "minute")):
        if amount:
            return f"{amount:+d} {unit}{'' if abs(amount) == 1 else 's'}"
    return "+0 days"


def _split(body: str, table: Verbs, ctx: Context) -> tuple[str, Change] | None:
    """The target and the new value around the last `to` that a value follows."""
    body = f" {body}"  # “move to Friday” names no task
    places = [found.span() for found in table.pattern(table.to).finditer(body)]
    for start, end in places if table.code == "es" else reversed(places):
        word = body[start:end].strip().lower()
        # Spanish “a las 5”: the joint is part of the clock time.
        clock = word == "a" and body[end:].startswith(("la ", "las "))
        change = read_change(f"a {body[end:]}" if clock else body[end:], ctx)
        if change is None:
            continue
        if word not in ("to", "into", "until", "till", "a", "al", "para", "hasta") and not _moves(
            body
        ):
            continue
        left = body[:start]
        # “from Tuesday to Monday”: what stands behind `from` is where it is now.
        left = re.sub(r"\bfrom\s+(?=\d{1,2}(?::\d\d)?\s*$)", "at ", left, flags=re.IGNORECASE)
        left = (
            table.pattern(table.from_).sub(" ", left)
            if table.pattern(table.from_).search(left)
            else left
        )
        return left, change
    return None


def _moves(body: str) -> bool:
    return not re.search(r"\bto\s+\S", body)


def _without_to(text: str, body: str, table: Verbs, ctx: Context) -> Command:
    """`change my reminder to exercise tomorrow at 6am`: the end is the new value."""
    seen = scan(body, tongue(body, ctx.person))
    pieces = [
        p for p in seen.pieces if p.name in ("date", "time", "part", "moment", "zone", "repeat")
    ]
    tail = _trailing(seen, pieces)
    if tail is None:
        return Command("update", text, aim=aim_of(body, table, ctx), ask="new_due")
    words = body[tail:]
    change = read_change(words, ctx)
    if change is None:
        return Command("update", text, aim=aim_of(body, table, ctx), ask="new_due")
    lead = re.search(r"\b(?:for|on|of|from)\s*$", body[:tail], re.IGNORECASE)
    aim = aim_of(body[: lead.start() if lead else tail], table, ctx)
    if lead is not None:
        # “the reminder for Friday”: the day says which one, not what it becomes.
        return Command("update", text, aim=aim_of(body, table, ctx), ask="new_due")
    return _command(text, aim, change)


def _trailing(seen: Scan, pieces: list[Piece]) -> int | None:
    """Where the run of fragments at the end of the text begins."""
    at = len(seen.tokens)
    start: int | None = None
    for piece in reversed(pieces):
        between = seen.tokens[piece.hi : at]
        if any(token.kind == "word" for token in between):
            break
        at = piece.lo
        start = seen.tokens[piece.lo].start
    return start
