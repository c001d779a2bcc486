"""`tasklark eval expand`: a component as JSON line in, its occurrences as JSON line out."""

import json
from datetime import UTC, date, datetime
from itertools import islice

from tasklark.recurrence.ical import read_component

LIMIT = 1000
"""Occurrences where no limit is asked for; a rule may have no end."""


def expand_line(line: str) -> str:
    """The instances of `{"id", "ical", "limit"}`, or the error, with the same id."""
    identity: object = None
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict):
            raise ValueError("the line is not a JSON object")
        identity = asked.get("id")
        answer: dict[str, object] = {"id": identity, "instances": _instances(asked)}
    except ValueError as error:
        answer = {"id": identity, "error": str(error)}
    return json.dumps(answer, ensure_ascii=False)


def _instances(asked: dict[str, object]) -> list[str]:
    text, limit = asked.get("ical"), asked.get("limit", LIMIT)
    if not isinstance(text, str):
        raise ValueError("“ical” is not text with the lines DTSTART and RRULE")
    if limit is None:
        limit = LIMIT
    if not isinstance(limit, int) or limit < 0:
        raise ValueError("“limit” is not a whole number from 0")
    return [_written(moment) for moment in islice(read_component(text).occurrences(), limit)]


def _written(moment: date) -> str:
    """In the form of DTSTART, or RFC 3339 with the offset of its zone."""
    if isinstance(moment, datetime) and moment.tzinfo not in (None, UTC):
        return moment.isoformat()
    text = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    if isinstance(moment, datetime):
        text += f"T{moment.hour:02}{moment.minute:02}{moment.second:02}"
        text += "Z" if moment.tzinfo else ""
    return text
