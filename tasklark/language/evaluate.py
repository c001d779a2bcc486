"""The measures of the language: JSON line in, JSON line out, in the forms of the data sets."""

import json
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from tasklark.domain.person import Person
from tasklark.language import predictions
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context
from tasklark.language.readings import find_when, unread
from tasklark.language.repeat_reading import starting, used
from tasklark.language.rhythm import Rhythm, find_rhythm
from tasklark.language.ruletext import rule_text
from tasklark.language.scan import Scan, scan
from tasklark.language.times import Part
from tasklark.language.tongues import tongue

Json = dict[str, object]


@lru_cache(maxsize=64)
def _person(zone: str) -> Person:
    # The data sets count days from midnight.
    return Person(id=1, zone=zone, day_start=time(0))


def _context(row: Json) -> Context:
    zone = str(row.get("tz") or "UTC")
    now = datetime.fromisoformat(str(row.get("now") or row["ref"]))
    if now.tzinfo is None:
        now = now.replace(tzinfo=ZoneInfo(zone))
    return Context(now, _person(zone))


def when_line(line: str) -> str:
    """`{"id","text","now","tz"}` → `{"id","value","grain","span"}`."""
    row: Json = json.loads(line)
    ctx, text = _context(row), str(row["text"])
    seen = scan(text, tongue(text, ctx.person))
    when, used = find_when(seen, seen.pieces, ctx)
    if when is None or when.day is None:
        return json.dumps({"id": row.get("id"), "value": None, "grain": None, "span": None})
    value = when.day.isoformat()
    grain = when.grain
    clocks = [piece for piece in used if piece.name != "date"]
    if clocks and all(_vague(piece) for piece in clocks):
        # “Tuesday evening” says a part of the day; its clock time is a setting of the person.
        grain = "part"
    if when.clock is not None and grain == "minute":
        value = f"{value}T{when.clock:%H:%M}"
    start = min(seen.span(piece)[0] for piece in used)
    end = max(seen.span(piece)[1] for piece in used)
    found = {"id": row.get("id"), "value": value, "grain": grain, "span": [start, end]}
    return json.dumps(found)


def _vague(piece: Piece) -> bool:
    exact = ("noon", "midnight", "breakfast", "end of day")
    return isinstance(piece.value, Part) and piece.value.name not in exact


def repeat_line(line: str) -> str:
    """`{"id","text","now","tz"}` → `{"id","rrule","time","start","end"}`."""
    row: Json = json.loads(line)
    ctx, text = _context(row), str(row["text"])
    table = tongue(text, ctx.person)
    seen = scan(text, table)
    rhythm = find_rhythm(seen, ctx) or _whole(seen, ctx)
    if rhythm is None:
        return json.dumps(
            {"id": row.get("id"), "rrule": None, "time": None, "start": None, "end": None}
        )
    start = starting(seen, rhythm, ctx)
    clock = start.clocks[0] if start.clocks else None
    return json.dumps(
        {
            "id": row.get("id"),
            "rrule": rule_text(rhythm, ctx),
            "time": None if clock is None else f"{clock:%H:%M}",
            "start": None if rhythm.start is None else rhythm.start.isoformat(),
            "end": None if rhythm.until is None else rhythm.until.isoformat(),
        }
    )


def _whole(seen: Scan, ctx: Context) -> Rhythm | None:
    """`first Monday of the month` repeats when nothing else is said."""
    rhythm = find_rhythm(seen, ctx, forced=True)
    if rhythm is None:
        return None
    left = unread(seen, (*used(seen, rhythm), *starting(seen, rhythm, ctx).pieces))
    return None if left else rhythm


def understand_line(line: str) -> str:
    """A row of `dev.jsonl` → the command in the form that the data's score.py documents."""
    row: Json = json.loads(line)
    ctx, text = _context(row), str(row["text"])
    return json.dumps({"id": row.get("id"), **predictions.predicted(text, ctx)}, ensure_ascii=False)
