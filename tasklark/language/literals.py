"""Dates, clock times, numbers and sigils that are written in figures."""

import re
from datetime import date, datetime
from functools import cache

from tasklark.language import numbers
from tasklark.language.grammar import Token

_NUMERIC = r"""
(?P<link>https?://\S+|[\w-]+\.(?:com|org|net|io|app|dev|eu|es|de)\b|[\w.+-]+@[\w-]+\.\w[\w.]*)
|(?P<mark>\#\d+(?:/\d{4}-\d\d-\d\d)?(?![\w-])|[#@][^\W_][\w/&-]*|!{1,3}(?:[^\W\d_]+)?)
|(?P<instant>\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z\b|[+-]\d\d:?\d\d)
    |\s\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:z\b|\+\d\d:?\d\d)))
|(?P<iana>(?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific|etc)
    (?:/[a-z][\w+-]*){1,2})
|(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:t(?=\d\d:\d\d)|(?!\d))
|(?P<money>[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?[€£%])
|(?P<phone>\+?\d{1,3}[ (.-]{1,2}\d{3}[) .-]{1,2}\d{3}[ .-]\d{2,4}|\d{3}[.-]\d{3}[.-]\d{4}
    |\d{3}-\d{4}|\d{5,})
|(?P<ymd>\d{4}[/.]\d{1,2}[/.]\d{1,2})(?!\d)
|(?P<dmy>\d{1,2}\s?(?P<sep>[/.-])\s?\d{1,2}\s?(?P=sep)\s?(?:\d{4}|\d{2}))(?!\d|[:.]\d)
|(?P<hm>\d{1,2}(?:[:h]|(?:\.(?=\d\d\s?\.?\s?[ap]\s?\.?\s?m\b)))\d{2}(?!\d))(?::\d{2}(?:\.\d+)?)?
    (?:\s?(?P<hmx>[ap]\s?\.?\s?m?\b\.?|h\b))?
|(?P<ham>\d{1,4})\s?\.?\s?(?P<hamx>[ap]\s?\.\s?m\b\.?|[ap]m\b|[ap]\sm\b\.?|[ap]\b(?!\s?\.?\s?[a-z]))
|(?P<ord>\d{1,2}\s?(?:st|nd|rd|th|º|ª)\b)
|(?P<dotted>\d{1,2}\.\d{1,2}\.?)(?![\d])
|(?P<slash>\d{1,2}\s?/\s?\d{1,2})(?![\d/])
|(?P<dashed>\d{1,2}\s?-\s?\d{1,2})(?![\d/-])
|(?P<number>\d{1,4})(?![\d.,]*\d)
|(?P<other>\d[\d.,]*)
|(?P<word>[^\W\d_]\w*(?:'\w+)*)
|(?P<sign>\S)
"""


@cache
def numeric_pattern() -> re.Pattern[str]:
    return re.compile(_NUMERIC, re.VERBOSE)


def _iso(found: re.Match[str], start: int, end: int) -> Token | None:
    parts = re.split(r"[-/.]", found["iso"] or found["ymd"])
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        return Token("word", found.group(), "day", start, end)
    return Token("isodate", found.group(), (day, None), start, end)


def _instant(found: re.Match[str], start: int, end: int) -> Token:
    """RFC 3339; one that cannot be is a word, so that nothing reads a part of it."""
    try:
        moment = datetime.fromisoformat(re.sub(r"\s(?=[z+])", "", found.group()).upper())
    except ValueError:
        return Token("word", found.group(), None, start, end)
    return Token("instant", found.group(), moment, start, end)


def _iana(found: re.Match[str], start: int, end: int) -> Token | None:
    from tasklark.language.zones import iana

    zone = iana(found.group())
    return Token("zone", found.group(), zone, start, end) if zone else None


def _dmy(found: re.Match[str], start: int, end: int) -> Token:
    first, second, year = (int(part) for part in re.split(r"\s?[/.-]\s?", found["dmy"]))
    century = 2000 if year < 100 else 0
    value = (first, second, year + century, found["sep"])
    return Token("slash", found.group(), value, start, end)


def _pair(found: re.Match[str], start: int, end: int) -> Token:
    group = found.lastgroup or ""
    first, second = (int(part) for part in re.findall(r"\d+", found.group()))
    return Token(group, found.group(), (first, second), start, end)


def _hm(found: re.Match[str], start: int, end: int) -> Token | None:
    hour, minute = (int(part) for part in re.findall(r"\d+", found["hm"]))
    half = (found["hmx"] or "")[:1]
    exact = half in ("a", "p") or found["hm"].startswith("0") or ("h" in found["hm"] and hour > 12)
    return _clock(hour, minute, half if half in ("a", "p") else "", exact, found, start, end)


def _ham(found: re.Match[str], start: int, end: int) -> Token:
    digits, half = found["ham"], found["hamx"][0]
    hour, minute = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    bare = "m" not in found["hamx"]
    token = _clock(hour, minute, half, True, found, start, end)
    if bare and token.kind == "clock":
        return Token("clock", token.text, (*_clock_value(token)[:3], "bare"), start, end)
    return token


def _clock_value(token: Token) -> tuple[object, ...]:
    return token.value if isinstance(token.value, tuple) else ()


def _clock(
    hour: int, minute: int, half: str, exact: bool, found: re.Match[str], start: int, end: int
) -> Token:
    if half and hour > 12:
        half = "" if hour < 24 else half
    if minute > 59 or hour > 24 or (half and hour > 12) or (hour == 24 and minute):
        return Token("word", found.group(), "clock", start, end)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    known = exact or half != "" or hour > 12 or hour == 0
    return Token("clock", found.group(), (hour % 24, minute, known, ""), start, end)


def _number(found: re.Match[str], start: int, end: int) -> Token:
    value = int(found.group())
    kind = "year" if numbers.is_year(value) else "number"
    return Token(kind, found.group(), value, start, end)


def _ordinal(found: re.Match[str], start: int, end: int) -> Token:
    return Token("ordinal", found.group(), int(re.sub(r"\D", "", found.group())), start, end)


def _mark(found: re.Match[str], start: int, end: int) -> Token | None:
    if found.group().startswith("!") and len(found.group()) > 3 and not found.group()[1:].isalpha():
        return None
    return Token("mark", found.group(), None, start, end)


BUILDERS = {
    "iana": _iana,
    "instant": _instant,
    "iso": _iso,
    "ymd": _iso,
    "dmy": _dmy,
    "hm": _hm,
    "ham": _ham,
    "ord": _ordinal,
    "dotted": _pair,
    "slash": _pair,
    "dashed": _pair,
    "number": _number,
    "mark": _mark,
}
