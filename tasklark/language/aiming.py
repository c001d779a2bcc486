"""Which tasks a command is about: numbers, “that”, words of the title, a day, a list."""

import re
from dataclasses import replace
from datetime import date, time

from tasklark.language.command import Aim
from tasklark.language.dues import combine, pick
from tasklark.language.grammar import Piece
from tasklark.language.marks import find_marks
from tasklark.language.narrowing import kept, with_sigils
from tasklark.language.reading import Context
from tasklark.language.scan import Scan, scan
from tasklark.language.shapes import Shape
from tasklark.language.times import Clock
from tasklark.language.titles import tidy, title_of
from tasklark.language.tongues import tongue
from tasklark.language.verbs import Verbs

ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "last": -1,
    "primero": 1,
    "primera": 1,
    "segundo": 2,
    "segunda": 2,
    "tercero": 3,
    "tercera": 3,
    "último": -1,
    "última": -1,
    "ultimo": -1,
    "ultima": -1,
}
_IDS = re.compile(
    r"^(?:(?:the |la |las |el |los )?"
    r"(?:task|tasks|number|numbers|no\.?|item|items|tarea|tareas|número)\s*)?"
    r"(?P<ids>#?\d+(?:/\d{4}-\d\d-\d\d)?(?:\s*(?:,|and|&|y)+\s*#?\d+(?:/\d{4}-\d\d-\d\d)?)*)$",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"^(?:(?:the|la|el)\s+)?(?P<nth>"
    + "|".join(ORDINALS)
    + r")(?:\s+(?:one|item|task|reminder|thing|una?|tarea))?"
    r"(?:\s+(?:on|in|from|of)\s+(?:the|my)\s+list)?$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*[,;.]\s*(?:it'?s|it is|it was|that'?s|because|since|as|i|we|"
    r"already|and (?:confirm|let|inform|tell)|she|he|they|so|for it|"
    r"but)\b.*$"
    r"|\s*,\s*(?:can|could|would|will|won't|please)\s+(?:you|do)\b.*$|"
    r"\s*,\s*(?:delete|remove|cancel|erase)\s+(?:that|the|it|my|this)\b.*$"
    r"|\s+(?:it'?s been|because|since it|as it|and inform|and let me|so i|so that)\b.*$",
    re.IGNORECASE,
)


_SPAN = re.compile(r"\b(?:for|of|in)\s+(?:the|my)\s+(week|weekend|month)$", re.IGNORECASE)


def aim_of(body: str, table: Verbs, ctx: Context, *, tail: str = "") -> Aim:
    """The tasks that a stretch of words names."""
    body = " ".join(body.split()).strip(" ,.;:!?")
    body, spared, keeping = kept(body)
    if keeping:
        aim = aim_of(body, table, ctx, tail=tail)
        left = tuple(one for one in aim.ids if one not in spared)
        # Several tasks but some: what is left out can only be said by number here.
        return replace(aim, ids=left or aim.ids, less=not aim.ids)
    body = with_sigils(body)
    body = _TAIL.sub("", body)
    body = _SPAN.sub(r"for this \1", body)
    plain = body.strip(" .")
    found = _IDS.match(plain)
    if found is not None:
        return Aim(ids=tuple(re.findall(r"\d+(?:/\d{4}-\d\d-\d\d)?", found["ids"])))
    nth = _NTH.match(plain)
    if nth is not None:
        return Aim(ordinal=ORDINALS[nth["nth"].lower()])
    if table.pattern(rf"{table.that}$").match(plain):
        return Aim(that=True, every=table.pattern(rf"{table.those}$").match(plain) is not None)
    return _worded(body, table, ctx, tail)


def _worded(body: str, table: Verbs, ctx: Context, tail: str) -> Aim:
    marks = find_marks(body)
    late, body = _late(body)
    finished = _FINISHED.search(body) is not None
    body = _FINISHED.sub("", body)
    seen = scan(body, tongue(body, ctx.person), tuple((s.start, s.end) for s in marks.spans))
    pieces = day_pieces(seen)
    cuts = [seen.span(piece) for piece in pieces] + [(s.start, s.end) for s in marks.spans]
    cuts += [seen.span(piece) for piece in seen.pieces if _said_every(seen, piece)]
    text = re.sub(r"\s+(?:de|del|para)$", "", title_of(body, seen, cuts), flags=re.IGNORECASE)
    if tail and not re.match(r"(?:from|off|on|in|of|out|to|at|de|en)\b", tail, re.IGNORECASE):
        tail = f"from {tail}"
    listed, box, text = _boxed(f"{text} {tail}".strip() if tail else text, table)
    every = table.pattern(table.every).search(text) is not None
    plural = table.pattern(rf"\b{table.nouns}\b").fullmatch(_bare(text, table)) is not None
    words = _named(text, table)
    every = every or bool(words and _PLURAL.search(text))
    aim = Aim(
        text=words,
        ids=tuple(str(number) for number in marks.numbers),
        box=box,
        every=((every or listed or (plural and _is_plural(text))) and not words)
        or (every and bool(words) and (_all_of(text) or bool(_PLURAL.search(text)))),
        tags=marks.tags,
        project=marks.project or "",
        priority=marks.priority or "",
        status="done" if finished else "",
    )
    return replace(aim, when=late) if late else _dated(aim, seen, pieces, ctx)


_PLURAL = re.compile(
    r"^(?:(?:the|my|our|those|these)\s+(?:\S+\s+)+?(?:tasks|items|to-?dos|ones)"
    r"|(?:las|mis|esas)\s+tareas\s+(?:de|del|sobre)\b.*)$",
    re.IGNORECASE,
)
"""`the milk tasks` are all of them."""
_FINISHED = re.compile(
    r"\b(?:completed|finished|done)\s+(?=(?:tasks?|items?|to-?dos?|reminders?|ones|things)\b)"
    r"|(?<=tareas\s)(?:hechas|terminadas|completadas)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?P<late>overdue|past due|vencid[oa]s?|atrasad[oa]s?)\b"
    r"|\b(?:undated|without (?:a )?(?:due )?dates?|with no (?:due )?dates?|no date|sin fecha)\b",
    re.IGNORECASE,
)


def _late(body: str) -> tuple[str, str]:
    """`overdue` or `no date`, when the words ask for it, and the words without it."""
    found = _LATE.search(body)
    if found is None:
        return "", body
    rest = body[: found.start()] + " " * len(found.group()) + body[found.end() :]
    return "overdue" if found["late"] else "no date", rest


def _said_every(seen: Scan, piece: Piece) -> bool:
    """`every Sunday` is no part of a title; `monthly` in “monthly rent” is."""
    return piece.name == "repeat" and seen.tokens[piece.lo].kind == "every" and piece.size > 1


def _bare(text: str, table: Verbs) -> str:
    text = table.pattern(table.every).sub(" ", text)
    return re.sub(
        r"\b(?:my|the|of|our|those|these|your|mis|las|los|la|el)\b", " ", text, flags=re.IGNORECASE
    ).strip()


def _is_plural(text: str) -> bool:
    return bool(re.search(r"s\b\W*$", text.strip()))


def _all_of(text: str) -> bool:
    return bool(
        re.match(r"(?:all|every|everything|each|any|todas?|todos?)\b", text.strip(), re.IGNORECASE)
    )


def day_pieces(seen: Scan) -> list[Piece]:
    """The fragments of a target that say a day or a time; repeats stay words of the title."""
    chosen = pick(seen, [p for p in seen.pieces if p.name in ("date", "time", "part", "zone")])
    return list(chosen.pieces)


def _dated(aim: Aim, seen: Scan, pieces: list[Piece], ctx: Context) -> Aim:
    if not pieces:
        return aim
    words = " ".join(seen.text[slice(*seen.span(piece))] for piece in pieces)
    when = combine(pick(seen, pieces), ctx)
    day, last = (None, None) if when is None else _stretch(words, when.day, pieces, ctx)
    has_day = any(isinstance(piece.value, Shape) or piece.name == "part" for piece in pieces)
    clock: time | None = None
    if when is not None and any(isinstance(piece.value, Clock) for piece in pieces):
        clock = when.clock
    return replace(
        aim, when=words, day=day if has_day else None, last=last if has_day else None, clock=clock
    )


def _stretch(
    words: str, day: date | None, pieces: list[Piece], ctx: Context
) -> tuple[date | None, date | None]:
    from tasklark.domain.errors import Refusal
    from tasklark.language.stretches import read_day_span

    shapes = [piece.value for piece in pieces if isinstance(piece.value, Shape)]
    if (
        day is not None
        and shapes
        and (shapes[0].period or (shapes[0].months and not shapes[0].days))
    ):
        try:
            span = read_day_span(words, ctx).value
        except Refusal:
            return day, None
        return span.low or day, span.high
    return day, None


def _boxed(text: str, table: Verbs) -> tuple[bool, str, str]:
    """The list that is named, and the text without it."""
    found = table.pattern(
        rf"(?:^|\s+)(?:from|off|out|on|in|to|out of|off of|of|at|onto|de|en)\s+{table.lists}\s*$"
    ).search(text)
    if found is None:
        return _whole_list(text, table)
    return True, (found["list"] or "").strip(), text[: found.start()]


def _whole_list(text: str, table: Verbs) -> tuple[bool, str, str]:
    """A target that is a list and nothing else: everything on it."""
    found = table.pattern(
        rf"^(?:the\s+(?:whole|entire)\s+|(?:every\w*|all)\s+(?:of\s+|on\s+|"
        rf"in\s+)?)?{table.lists}$"
    ).match(text.strip())
    if found is None or re.search(
        r"reminders?$|tasks$|chores$|to-?\s?dos?$", text.strip(), re.IGNORECASE
    ):
        return False, "", text
    return True, (found["list"] or "").strip(), ""


def _named(text: str, table: Verbs) -> str:
    """The words of a title in a target: without `the reminder to`, `all my`, `… reminder`."""
    text = text.strip()
    text = table.pattern(
        r"^(?:all|every|everything|each|any|both|entire|of|todas?|todos?)\b\s*"
    ).sub("", text)
    text = re.sub(
        (
            r"^(?:of\s+)?(?:the|my|our|this|that|those|these|your|a|an|any|of|la|"
            r"el|las|los|lo|mi|mis)\b\s*(?:del?\b\s*(?:la|el|los|las)?\b\s*)?"
        ),
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(?:of\s+)?(?:my|the|our)\b\s*", "", text, flags=re.IGNORECASE)
    text = _without_noun(text, table)
    text = re.sub(r"^(?:of\s+)?(?:the|my|our)\b\s+(?=\S)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^recurring\s+|^(?:me|us|[A-Z][a-z]+)\s+to\s+(?=\w)", "", text)
    text = re.sub(r"(?<=\w)\s+(?:ones?|thing)$", "", text, flags=re.IGNORECASE)
    text = re.sub(
        (
            r"\s+(?:for|on|at|from|to|in|of|that|with|i have|that i have|i have "
            r"scheduled|scheduled|set|set for|set up|as|anymore|any more|"
            r"de|del|para|en|con)$"
        ),
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    return tidy(text)


def _without_noun(text: str, table: Verbs) -> str:
    """A target without `reminder to` before it or `reminder for …` behind it."""
    noun = table.nouns
    lead = table.pattern(
        rf"^(?:(?:next|last|new|existing|current|upcoming|old|"
        rf"recurring)\s+)?{noun}\b\s*(?:(?:i\s+(?:have|set|made|created|put "
        rf"in)|that i|which i|that was|that is|that'?s|set up|set|created|"
        rf"scheduled|reminding me|telling me)\s*)*"
        r"(?:(?:to|for|about|of|that|called|named|with|regarding|involving|on|"
        r"in|at|which|titled|labell?ed|saying|says?|del|de la|de|para|sobre|"
        r":)\b\s*)*"
    ).match(text)
    if lead is not None and lead.end():
        return text[lead.end() :]
    return str(
        table.pattern(
            rf"\s+(?:alert\s+time|time|date)?\s*(?:on|for|"
            rf"of)?\s*(?:the\s+)?{noun}\s*(?:time|date|alert)?(?:\s+(?:for|on|at|"
            rf"of|set|scheduled|that|i have).*)?$"
        ).sub("", text)
    )
