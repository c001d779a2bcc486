"""Days and hours as people write them in Hindi with Latin letters: `kal subah 9 baje`."""

import re

_DAYS = {"aaj": "today", "kal": "tomorrow", "parso": "in 2 days", "parson": "in 2 days"}
"""`kal` is yesterday too; what is still to be done is tomorrow."""
_MORNING, _LATER = ("subah", "savere"), ("dopahar", "shaam", "sham", "raat")
_PARTS = {
    "subah": "morning",
    "savere": "morning",
    "dopahar": "afternoon",
    "shaam": "evening",
    "sham": "evening",
    "raat": "night",
}
_GLUE = frozenset({"baje", "ko", "mein", "ke", "ki", "me"})
_HOUR = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?$")


def in_english(text: str) -> str:
    """The same in English when every word is such a one; else the text as it is."""
    words = text.lower().replace("baje", " baje ").split()
    hours = [found for word in words if (found := _HOUR.match(word)) is not None]
    known = [word for word in words if word in _DAYS or word in _PARTS or word in _GLUE]
    named = any(word in _DAYS or word == "baje" for word in known)
    if not named or len(known) + len(hours) != len(words) or len(hours) > 1:
        return text
    days = [_DAYS[word] for word in words if word in _DAYS]
    parts = [word for word in words if word in _PARTS]
    return " ".join([*days[:1], _time(hours, parts)]).strip()


def _time(hours: list[re.Match[str]], parts: list[str]) -> str:
    if not hours:
        return _PARTS[parts[0]] if parts else ""
    hour, minute = int(hours[0]["hour"]), hours[0]["minute"] or "00"
    half = ""
    if any(part in _MORNING for part in parts):
        half = "am"
    elif any(part in _LATER for part in parts):
        half = "am" if "raat" in parts and hour < 5 else "pm"
    if not half or not 1 <= hour <= 12:
        return f"at {hour}:{minute}"
    return f"at {hour}:{minute} {half}"
