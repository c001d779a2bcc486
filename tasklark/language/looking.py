"""What a question about tasks asks for: a day's agenda, a whole list, or words to search."""

import re

from tasklark.language.aiming import aim_of, day_pieces
from tasklark.language.command import Aim, Command
from tasklark.language.marks import find_marks
from tasklark.language.narrowing import with_sigils
from tasklark.language.reading import Context
from tasklark.language.scan import scan
from tasklark.language.titles import title_of
from tasklark.language.tongues import tongue
from tasklark.language.verbs import Verbs

_NEXT = re.compile(
    (
        r"\bnext\s+(?:\w+\s+)?(?:reminder|task|alarm|event|thing|meeting|"
        r"appointment|item|to-?do|one)\b|\bnext to do\b|\bup next\b|\bnext "
        r"on\b|\bnext$"
    ),
    re.IGNORECASE,
)
_LATE = re.compile(r"\b(?:overdue|late|missed|past due|vencidas?|atrasadas?)\b", re.IGNORECASE)
_TIMELESS = re.compile(r"\b(?:at|around|by|before|after|until)\s*$", re.IGNORECASE)


def looked(text: str, body: str, table: Verbs, ctx: Context, *, sure: bool = False) -> Command:
    """A list or search command out of a question; `sure` when it said “search for”."""
    text = with_sigils(text)
    text = _MINE.sub(lambda found: _DAYS[found["span"].lower()], text)
    marks = find_marks(text)
    seen = scan(text, tongue(text, ctx.person), tuple((s.start, s.end) for s in marks.spans))
    pieces = day_pieces(seen)
    dated = aim_of(text, table, ctx)
    cuts = [seen.span(piece) for piece in pieces] + [(s.start, s.end) for s in marks.spans]
    bare = title_of(text, seen, cuts).strip(" ?.!")
    words = _words(bare, table, ctx)
    level = _priority(bare) or marks.priority or ""
    if level:
        words = _LEVELS.sub("", words).strip()
    if sure and not words and not level:
        words = aim_of(body, table, ctx).text
    box = _box(bare, table)
    when = "overdue" if _LATE.search(text) else dated.when
    those = _THOSE.search(text) is not None
    aim = Aim(
        text=words,
        when=when,
        day=dated.day,
        last=dated.last,
        clock=dated.clock,
        box=box,
        next=_NEXT.search(bare) is not None and not words,
        tags=marks.tags,
        project=marks.project or "",
        priority=level,
        that=those and not words,
        ids=tuple(str(number) for number in marks.numbers),
    )
    return Command("search" if words or aim.ids else "list", text, aim=aim)


_DAYS = {"day": "today", "week": "this week", "weekend": "this weekend"}
_MINE = re.compile(r"\b(?:my|the)\s+(?P<span>day|week|weekend)\b(?!\s+(?:of|after|before))", re.I)
_THOSE = re.compile(r"^(?:show|open|read|see|display)(?: me)? (?:it|that|this)(?: one)?$", re.I)
_LEVELS = re.compile(r"\b(?:high|medium|low|top|urgent|important)(?:[ -]priority)?\b", re.I)
_LEVEL = re.compile(
    r"\b(?P<level>high|medium|low|top|urgent|important)(?:[ -]priority)?\s+"
    r"(?:tasks?|to-?dos?|items?|things?|ones|stuff)\b"
    r"|\bwhat(?:'s| is)\s+(?P<now>urgent|important)\b",
    re.IGNORECASE,
)


def _priority(bare: str) -> str:
    """`high priority tasks`, `what's urgent`: the level asked for."""
    found = _LEVEL.search(bare)
    if found is None:
        return ""
    level = (found["level"] or found["now"]).lower()
    return level if level in ("medium", "low") else "high"


def _box(bare: str, _table: Verbs) -> str:
    found = re.search(
        (
            r"\b(?:my|the|our)\s+(?P<list>shopping|grocery|groceries|chores?|"
            r"errands?|work|home|[\w-]+)\s+list\b"
        ),
        bare,
        re.IGNORECASE,
    )
    name = found["list"].lower() if found else ""
    return (
        ""
        if name
        in (
            "to-do",
            "todo",
            "task",
            "tasks",
            "reminder",
            "reminders",
            "do",
            "current",
            "whole",
            "entire",
            "full",
        )
        else name
    )


def _words(bare: str, table: Verbs, _ctx: Context) -> str:
    """The words that are searched for, empty for a plain list."""
    for pattern in table.searches:
        found = table.pattern(pattern).search(bare)
        if found is None:
            continue
        words = _trimmed(found["body"], table)
        if words:
            return words
    return ""


def _trimmed(body: str, table: Verbs) -> str:
    body = re.sub(
        (
            r"\s+(?:on|in|from|for|to)\s+(?:my|the|"
            r"our)\s+(?:[\w-]+\s+){0,2}?(?:list|lists|calendar|schedule|agenda|"
            r"to-?dos?|chores)\b.*$"
        ),
        "",
        body,
        flags=re.IGNORECASE,
    )
    body = re.sub(
        (
            r"\s+(?:set|scheduled|coming up|due|planned|left|on it|in it|yet|"
            r"already|please|saved|going|right now|currently|do i have.*|i have.*|"
            r"available|active)$"
        ),
        "",
        body.strip(" ,.?!"),
        flags=re.IGNORECASE,
    )
    words = body.split()
    while words and table.pattern(rf"{table.plain_nouns}$").match(words[0]):
        words.pop(0)
    while words and table.pattern(
        rf"(?:{table.plain_nouns}|{table.nouns}|{table.nothing}|on|in|for|at|"
        rf"from|of|with|by|list|calendar|day|week|month|year|days|weeks)$"
    ).match(words[-1]):
        words.pop()
    if not words or table.pattern(rf"(?:{table.nouns}|{table.nothing})$").match(" ".join(words)):
        return ""
    return " ".join(words)
