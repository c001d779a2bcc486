"""The words that a rule says of itself, back to that rule: exactly, or not at all.

The free grammar reads what people say; this reads what `Rule.in_words` says. A phrase counts only
when the rule it came to says the same words again, so that no repeat ever comes back as another.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Literal

from tasklark.recurrence import Rule, RuleError

Holidays = Literal["none", "skip", "before", "after"]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORT = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_NAMED = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_FREQ = {
    "year": "YEARLY",
    "month": "MONTHLY",
    "week": "WEEKLY",
    "day": "DAILY",
    "hour": "HOURLY",
    "minute": "MINUTELY",
    "second": "SECONDLY",
}
_GROUPS = {"workday": "MO,TU,WE,TH,FR", "weekend day": "SA,SU", "day": ",".join(DAYS)}
_WEEKLY = {"weekday": "MO,TU,WE,TH,FR", "weekend day": "SA,SU"}
_HOLIDAYS: dict[str, Holidays] = {
    " except holidays": "skip",
    ", before a holiday when it falls on one": "before",
    ", after a holiday when it falls on one": "after",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A repeat as its own words say it; one clock time is when it begins, no part of the rule."""

    rule: str
    completion: bool = False
    holidays: Holidays = "none"
    clocks: tuple[time, ...] = ()


def rule_in(text: str) -> Spoken | None:
    """The repeat that exactly these words say; None when they are no rule's own words."""
    said = " ".join(text.lower().split()).rstrip(".")
    said = re.sub(rf" of ({'|'.join(_MONTH)}) every year", r" of every \1", said)
    if said.startswith("on the ") and " in " in said and " and " in said:
        # “on the 1st in June and July” names no other span than the month.
        said = f"every month {said}"
    if "every " not in said:
        return None
    holidays: Holidays = "none"
    for tail, name in _HOLIDAYS.items():
        if said.endswith(tail):
            said, holidays = said.removesuffix(tail), name
    completion = said.endswith(" after completion")
    said = said.removesuffix(" after completion")
    clocks = _clocks(said)
    if len(clocks) == 1:
        said = re.sub(r" at \d\d:\d\d", "", said)
    rule = _exact(said)
    return None if rule is None else Spoken(rule, completion, holidays, clocks)


@cache
def _exact(said: str) -> str | None:
    text = _rule(said)
    if text is None:
        return None
    try:
        rule = Rule.parse(text)
    except RuleError:
        return None
    return str(rule) if rule.in_words().lower() == said else None


_CLOCKS = re.compile(r" at (\d\d:\d\d(?:, \d\d:\d\d)*)(?=, |$)")


def _clocks(said: str) -> tuple[time, ...]:
    found = _CLOCKS.search(said)
    return tuple(map(time.fromisoformat, found[1].split(", "))) if found else ()


_SHORT_DAY = (
    r"(?:(?:first|second|third|fourth|fifth|last|\d+(?:st|nd|rd|th)(?: last)?) )?"
    r"(?:mon|tue|wed|thu|fri|sat|sun)"
)
_A_MONTH = f"(?:{'|'.join(_MONTH)})"
# Text, compiled when it is first needed: 30 ms that a start does not have to wait for.
_PHRASE = (
    r"(?:(?P<chosen>.+?) of )?every (?:(?P<interval>\d+) )?(?P<what>[a-z]+?(?: day)?)"
    r"(?P<more>(?:, [a-z]+)* and [a-z]+)?"
    rf"(?: on (?P<dates>the [^:]+? of {_A_MONTH}(?:(?:, | and ){_A_MONTH})*"
    rf"|\d+ {_A_MONTH}(?:(?:, | and )\d+ {_A_MONTH})*))?"
    r"(?: on the (?P<days>[^:]+?))?(?: on day (?P<yeardays>-?\d[-\d, and]*?))?"
    rf"(?: on (?P<weekdays>{_SHORT_DAY}(?:, {_SHORT_DAY})*))?"
    r"(?: in week (?P<weeks>-?\d[-\d, and]*?))?"
    r"(?: in (?P<months>(?!week |hour )[a-z]+(?:(?:, | and )[a-z]+)*?))?"
    r"(?:, only the (?P<only>.+?))?"
    r"(?: at (?P<clocks>\d\d:\d\d(?:, \d\d:\d\d)*))?"
    r"(?: in hour (?P<hours>\d[\d, and]*?))?(?: at minute (?P<minutes>\d[\d, and]*?))?"
    r"(?: at second (?P<seconds>\d[\d, and]*?))?"
    r"(?:, (?:(?P<once>once)|(?P<count>\d+) times|until (?P<until>\d+ [a-z]+ \d{4})))?"
)
Said = dict[str, str | None]


def _rule(said: str) -> str | None:
    """The text of the rule that the words are likely of; None when they are no such words."""
    found = re.fullmatch(_PHRASE, said)
    if found is None:
        return None
    words: Said = found.groupdict()
    try:
        parts = _parts(words)
    except (ValueError, KeyError, IndexError):
        return None
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _parts(said: Said) -> dict[str, str]:
    what = f"{said['what']}{said['more'] or ''}"
    parts = _head(what, said)
    if said["interval"]:
        parts["INTERVAL"] = said["interval"]
    for name, reader in _FIELDS.items():
        words = said[reader[0]]
        if words:
            parts[name] = reader[1](words)
    if said["dates"]:
        parts |= _dates(said["dates"])
    parts |= _times(said) | _end(said)
    if parts["FREQ"] == "WEEKLY" and re.search(r"\d[A-Z]", parts.get("BYDAY", "")):
        parts["FREQ"] = "MONTHLY"
    return parts


def _head(what: str, said: Said) -> dict[str, str]:
    """How often: a unit, a weekday, some months; and which day of the span was chosen."""
    unit = what.removesuffix("s") if said["interval"] else what
    chosen = said["chosen"]
    if chosen is None:
        if what in _LONG or what in _WEEKLY:
            return {"FREQ": "WEEKLY", "BYDAY": _WEEKLY.get(what) or DAYS[_LONG.index(what)]}
        return {"FREQ": _FREQ[unit]}
    if unit in _FREQ:
        return {"FREQ": _FREQ[unit], **_chosen(chosen)}
    months = _numbers(_month, what)
    many = "," in months and not chosen.endswith(_LONG)
    return {"FREQ": "MONTHLY" if many else "YEARLY", "BYMONTH": months, **_chosen(chosen)}


def _chosen(words: str) -> dict[str, str]:
    """`last workday`, `1st and last day`, `first Monday and third Friday`."""
    for name, days in _GROUPS.items():
        if words.endswith(f" {name}"):
            places = words.removesuffix(f" {name}")
            if name == "day" and not set(places.split()) & (set(_NAMED) - {"last"}):
                return {"BYMONTHDAY": _numbers(_nth, places)}
            return {"BYDAY": days, "BYSETPOS": _numbers(_nth, places)}
    if sum(words.count(day) for day in _LONG) == 1 and len(_listed(words)) > 1:
        places, _, day = words.rpartition(" ")
        return {"BYDAY": DAYS[_LONG.index(day)], "BYSETPOS": _numbers(_nth, places)}
    return {"BYDAY": _numbers(_nth_day, words)}


def _nth(word: str) -> int:
    """`first`, `12th`, `last`, `2nd last`."""
    if word in _NAMED:
        return _NAMED[word]
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)( last)?", word)
    if found is None:
        raise ValueError(word)
    return -int(found[1]) if found[2] else int(found[1])


def _nth_day(words: str) -> str:
    place, _, day = words.rpartition(" ")
    return f"{_nth(place)}{DAYS[_LONG.index(day)]}"


def _short_day(words: str) -> str:
    place, _, day = words.rpartition(" ")
    return f"{_nth(place) if place else ''}{DAYS[_SHORT[day]]}"


def _day_number(words: str) -> int:
    return _nth(words.removesuffix(" day"))


def _month(name: str) -> int:
    return _MONTH.index(name) + 1


def _listed(words: str) -> list[str]:
    return re.split(r", | and ", words)


def _numbers(read: Callable[[str], int | str], words: str) -> str:
    return ",".join(str(read(word)) for word in _listed(words))


def _each(read: Callable[[str], int | str]) -> Callable[[str], str]:
    return lambda words: _numbers(read, words)


_FIELDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "BYMONTHDAY": ("days", _each(_day_number)),
    "BYYEARDAY": ("yeardays", _each(int)),
    "BYDAY": ("weekdays", _each(_short_day)),
    "BYWEEKNO": ("weeks", _each(int)),
    "BYMONTH": ("months", _each(_month)),
    "BYSETPOS": ("only", _each(_nth)),
}


def _dates(words: str) -> dict[str, str]:
    """`5 May`, `1 January and 1 July`, `the 24th and 31st of December`."""
    if words.startswith("the "):
        days, _, months = words.removeprefix("the ").rpartition(" of ")
        return {"BYMONTHDAY": _numbers(_day_number, days), "BYMONTH": _numbers(_month, months)}
    pairs = [pair.split() for pair in _listed(words)]
    months = ",".join(str(_month(month)) for _, month in pairs)
    return {"BYMONTHDAY": pairs[0][0], "BYMONTH": months}


def _times(said: Said) -> dict[str, str]:
    if said["clocks"]:
        clocks = [clock.split(":") for clock in said["clocks"].split(", ")]
        hours = dict.fromkeys(int(hour) for hour, _ in clocks)
        minutes = dict.fromkeys(int(minute) for _, minute in clocks)
        out = {"BYHOUR": ",".join(map(str, hours))}
        return out if list(minutes) == [0] else {**out, "BYMINUTE": ",".join(map(str, minutes))}
    names = {"BYHOUR": "hours", "BYMINUTE": "minutes", "BYSECOND": "seconds"}
    return {name: _numbers(int, said[key] or "") for name, key in names.items() if said[key]}


def _end(said: Said) -> dict[str, str]:
    if said["once"] or said["count"]:
        return {"COUNT": said["count"] or "1"}
    if not said["until"]:
        return {}
    day, month, year = said["until"].split()
    number = next(at for at, name in enumerate(_MONTH, 1) if name.startswith(month))
    return {"UNTIL": f"{date(int(year), number, int(day)):%Y%m%d}"}
