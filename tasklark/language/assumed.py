"""What was assumed, in the language of the words it was read from."""

import re
from collections.abc import Sequence

_PARTS = {
    "morning": "la mañana",
    "noon": "el mediodía",
    "after lunch": "después de comer",
    "afternoon": "la tarde",
    "end of day": "el final del día",
    "evening": "la tarde",
    "tonight": "esta noche",
    "night": "la noche",
    "breakfast": "el desayuno",
    "midnight": "la medianoche",
}
_WHOLE = {"in shorter months, on the last day": "en los meses más cortos, el último día"}
_CLOCK = re.compile(r"(\d{1,2})(:\d\d)? is (\d\d)(:\d\d)")
_HALF = re.compile(r"(\d{1,2}:\d\d) is in the (morning|afternoon)")
_PART = re.compile(r"([a-z ]+) is (\d\d:\d\d)")
_WEEKS = re.compile(r"not every (\d+) weeks")
_MINUTES = re.compile(r"(\d+) minutes")


def assumed(notes: Sequence[str], code: str) -> tuple[str, ...]:
    """The assumptions in that language; in Spanish the plainest (`9 is 09:00`) are none."""
    if code != "es":
        return tuple(notes)
    return tuple(said for note in notes if (said := _spanish(note)))


def _spanish(note: str) -> str:
    clock = _CLOCK.fullmatch(note)
    if clock is not None:
        hour, minutes, there, rest = clock.groups()
        if int(hour) == int(there):
            return ""
        return f"{hour}{minutes or ''} {'es la' if hour == '1' else 'son las'} {there}{rest}"
    half = _HALF.fullmatch(note)
    if half is not None:
        return f"{half[1]} es de la {'mañana' if half[2] == 'morning' else 'tarde'}"
    part = _PART.fullmatch(note)
    if part is not None and part[1] in _PARTS:
        return f"{_PARTS[part[1]]} es a las {part[2]}"
    weeks = _WEEKS.fullmatch(note)
    if weeks is not None:
        return f"no cada {weeks[1]} semanas"
    minutes_only = _MINUTES.fullmatch(note)
    return f"{minutes_only[1]} minutos" if minutes_only else _WHOLE.get(note, note)
