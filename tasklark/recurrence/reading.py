"""From RRULE text to its parts, with the place and the reason of every refusal."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tasklark.recurrence.errors import RuleError
from tasklark.recurrence.parts import FREQUENCIES, WEEKDAYS, Parts, Skip, Weekday
from tasklark.recurrence.validity import check

LONGEST = 4000
"""Characters; every valid rule that says each value once is far shorter."""
_DIGITS = 9
"""More digits than any sensible number has, few enough for instant arithmetic."""
_NUMBER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", re.ASCII)
_SKIPS: Mapping[str, Skip] = {"OMIT": "OMIT", "BACKWARD": "BACKWARD", "FORWARD": "FORWARD"}


@dataclass(frozen=True, slots=True)
class Value:
    """The text after `=` of one part, and where it stands."""

    name: str
    text: str
    at: int

    def refused(self, reason: str) -> RuleError:
        """The error that quotes this value."""
        shown = self.text if len(self.text) <= 40 else self.text[:39] + "…"
        return RuleError(f"{self.name}={shown} {reason}", self.at)


def read_rule(text: str) -> Parts:
    """The parts of RRULE text, with or without `RRULE:` in front.

    Raises:
        RuleError: If the text is not a valid rule.
    """
    values = _split(text)
    if "FREQ" not in values:
        raise RuleError("the rule does not say FREQ, how often it repeats", 0)
    read: dict[str, object] = {}
    for name, value in values.items():
        field, reader = _READERS[name]
        read[field] = reader(value)
    scaled = read.pop("rscale", None) is not None
    parts = Parts(**read)  # type: ignore[arg-type]
    check(parts, {name: value.at for name, value in values.items()}, scaled)
    return parts


def _split(text: str) -> dict[str, Value]:
    """The values by name; a semicolon at the end is seen in the wild and harmless."""
    if len(text) > LONGEST:
        raise RuleError(f"the rule is longer than {LONGEST} characters", LONGEST)
    body = text.strip()
    at = text.find(body)
    if body[:6].upper() == "RRULE:":
        body, at = body[6:], at + 6
    if not body:
        raise RuleError("the rule is empty", at)
    found: dict[str, Value] = {}
    for piece in body.removesuffix(";").split(";"):
        value = _value(piece, at)
        if value.name in found:
            raise RuleError(f"{value.name} is said twice", at)
        found[value.name] = value
        at += len(piece) + 1
    return found


def _value(piece: str, at: int) -> Value:
    name, equals, text = piece.partition("=")
    name = name.strip().upper()
    if not equals:
        raise RuleError(f"“{piece[:40]}” is not a part such as FREQ=DAILY", at)
    if name not in _READERS:
        raise RuleError(f"“{name[:40]}” is not a part of a rule", at)
    value = Value(name, text.strip().upper(), at + len(piece) - len(text))
    if not value.text:
        raise RuleError(f"{name} has no value", value.at)
    return value


def _frequency(value: Value) -> str:
    if value.text not in FREQUENCIES:
        raise value.refused("is not one of " + ", ".join(FREQUENCIES))
    return value.text


def _positive(value: Value) -> int:
    number = _number(value)
    if number < 1:
        raise value.refused("is not 1 or more")
    return number


def _number(value: Value) -> int:
    if not _NUMBER.fullmatch(value.text):
        raise value.refused("is not a number")
    if len(value.text.lstrip("+-")) > _DIGITS:
        raise value.refused("is too large a number")
    return int(value.text)


def _until(value: Value) -> date | datetime:
    match = _UNTIL.fullmatch(value.text)
    if match is None:
        raise value.refused("is not a date such as 20261203 or a time such as 20261203T170000Z")
    day, clock, utc = match.groups()
    try:
        if clock is None:
            return datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date()
        # Second 60 of a leap second is 59 for those who have none (RFC 5545, 3.3.12).
        clock = clock[:4] + min(clock[4:], "59") if clock[4:] <= "60" else clock
        moment = datetime.strptime(day + clock, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise value.refused("is not a date of the calendar") from None
    return moment if utc else moment.replace(tzinfo=None)


def _weekday(value: Value) -> int:
    if value.text not in WEEKDAYS:
        raise value.refused("is not a weekday such as MO")
    return WEEKDAYS.index(value.text)


def _skip(value: Value) -> Skip:
    if value.text not in _SKIPS:
        raise value.refused("is not OMIT, BACKWARD or FORWARD")
    return _SKIPS[value.text]


def _scale(value: Value) -> str:
    if value.text != "GREGORIAN":
        raise value.refused("is a calendar not kept here, only GREGORIAN is")
    return value.text


def _items(value: Value) -> list[Value]:
    """The values of a list, each with its own place."""
    items, at = [], value.at
    for text in value.text.split(","):
        items.append(Value(value.name, text.strip(), at))
        at += len(text) + 1
    return items


def _numbers(low: int, high: int) -> Callable[[Value], tuple[int, ...]]:
    """Reads a list of numbers from `low` to `high`; with a negative `low`, zero is refused."""

    def read(value: Value) -> tuple[int, ...]:
        numbers = set()
        for item in _items(value):
            number = _number(item)
            if not low <= number <= high or (low < 0 and number == 0):
                but = " but not 0" if low < 0 else ""
                raise item.refused(f"is not from {low} to {high}{but}")
            numbers.add(number)
        return tuple(sorted(numbers, key=lambda number: (number < 0, number)))

    return read


def _weekdays(value: Value) -> tuple[Weekday, ...]:
    days = set()
    for item in _items(value):
        match = _WEEKDAY.fullmatch(item.text)
        if match is None:
            raise item.refused("is not a weekday such as MO or -1FR")
        ordinal = int(match[1]) if match[1] else 0
        if match[1] and not 1 <= abs(ordinal) <= 53:
            raise item.refused("does not count from 1 to 53 or from -1 to -53")
        days.add((ordinal, WEEKDAYS.index(match[2])))
    return tuple(sorted(days, key=lambda day: (day[0] < 0, day)))


_READERS: Mapping[str, tuple[str, Callable[[Value], object]]] = {
    "FREQ": ("freq", _frequency),
    "INTERVAL": ("interval", _positive),
    "COUNT": ("count", _positive),
    "UNTIL": ("until", _until),
    "BYMONTH": ("months", _numbers(1, 12)),
    "BYWEEKNO": ("weeks", _numbers(-53, 53)),
    "BYYEARDAY": ("year_days", _numbers(-366, 366)),
    "BYMONTHDAY": ("month_days", _numbers(-31, 31)),
    "BYDAY": ("weekdays", _weekdays),
    "BYHOUR": ("hours", _numbers(0, 23)),
    "BYMINUTE": ("minutes", _numbers(0, 59)),
    "BYSECOND": ("seconds", _numbers(0, 60)),
    "BYSETPOS": ("positions", _numbers(-366, 366)),
    "WKST": ("week_start", _weekday),
    "RSCALE": ("rscale", _scale),
    "SKIP": ("skip", _skip),
}
