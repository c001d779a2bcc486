"""The fragments of language that name a time of day, or an amount of time from now."""

from dataclasses import dataclass
from datetime import time

from tasklark.language.grammar import Match


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as said: `sure` tells that am or pm is known; `tight` needs a day or `at` beside.

    `written` tells that its minutes were written too, as in `9:00`.
    """

    hour: int
    minute: int = 0
    sure: bool = False
    tight: bool = False
    written: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day by its name in the person's named times."""

    name: str
    plural: bool = False
    tight: bool = False
    today: bool = False


@dataclass(frozen=True, slots=True)
class Zoned:
    """A zone by its IANA name."""

    name: str


HALVES = {
    "morning": "a",
    "breakfast": "a",
    "afternoon": "p",
    "after lunch": "p",
    "evening": "p",
    "end of day": "p",
    "tonight": "p",
    "night": "p",
}


def clock(match: Match) -> Clock | None:
    """`9:30`, `at 9pm`, `9 o'clock`, `9.30 pm`."""
    token = match.all("clock")[0]
    if not isinstance(token.value, tuple):
        return None
    hour, minute, sure, bare = token.value
    # `4a` alone is a flat or a paper size; with minutes, `at` or a day it is a time.
    if bare and not (match.has("at") or match.has("by") or match.has("about")) and not minute:
        return Clock(hour, minute, sure, tight=True)
    halves = match.texts("ampm")
    if halves and hour <= 12:
        return Clock(hour % 12 + 12 * (halves[0] == "p"), minute, True)
    return Clock(hour, minute, sure, written=":" in token.text)


def number_clock(match: Match) -> Clock | None:
    """`at 9`, `9 o'clock`, `nine am`, `seven thirty`, `1030`."""
    numbers = match.ints("number", "year")
    hour, minute = numbers[0], (numbers[1] if len(numbers) > 1 else 0)
    text = match.all("number", "year")[0].text
    if len(numbers) == 1 and hour >= 100:
        if len(text) < 3 or not text.isdigit():
            return None
        hour, minute = divmod(hour, 100)
    return _made(match, hour, minute)


def tight_clock(match: Match) -> Clock | None:
    """Numbers that are a time only beside a day: `1925`, `nine thirty`, `3`."""
    found = number_clock(match)
    if found is None:
        return None
    return Clock(found.hour, found.minute, found.sure, tight=True)


def _made(match: Match, hour: int, minute: int) -> Clock | None:
    if hour > 23 or minute > 59 or (hour == 0 and not match.has("oclock") and minute == 0):
        return None
    halves = match.texts("ampm")
    if halves and hour <= 12:
        return Clock(hour % 12 + 12 * (halves[0] == "p"), minute, True)
    if halves and hour > 12 and halves[0] == "a":
        return None
    return Clock(hour, minute, hour > 12 or match.all("number", "year")[0].text.startswith("0"))


def hour_letter(match: Match) -> Clock | None:
    """`15h`, `at 9h`: a clock time rather than an amount of hours."""
    hour = match.ints("number")[0]
    if hour >= 100 and match.all("hour")[0].value == "hour":
        # “1700 hours”
        return Clock(hour // 100, hour % 100, True) if hour < 2400 and hour % 100 < 60 else None
    if match.all("hour")[0].text != "h" or not (match.has("at") or hour > 12):
        return None
    return Clock(hour, 0, True) if hour < 24 else None


def clock_list(match: Match) -> tuple[Clock, ...] | None:
    """`at 10, 12 and 17`: several times of one day."""
    halves = match.texts("ampm")
    out: list[Clock] = []
    for token in match.all("number", "clock"):
        if isinstance(token.value, tuple):
            hour, minute, sure, _ = token.value
            out.append(Clock(hour, minute, sure, written=":" in token.text))
        elif isinstance(token.value, int) and 0 < token.value < 24:
            late = bool(halves) and halves[0] == "p" and token.value < 12
            out.append(Clock(token.value + 12 * late, 0, token.value > 12 or bool(halves)))
        else:
            return None
    return tuple(out)


def dotted_clock(match: Match) -> Clock | None:
    """`at 6.45`, `around 18.00 h`: a dot between hour and minutes."""
    value = match.all("dotted")[0].value
    if not isinstance(value, tuple) or value[0] > 23 or value[1] > 59:
        return None
    digits = match.all("dotted")[0].text.rstrip(".").split(".")[1]
    if len(digits) != 2:
        return None
    return Clock(value[0], value[1], value[0] > 12 or match.all("dotted")[0].text.startswith("0"))


def clock_range(match: Match) -> Clock | None:
    """`from 7 to 10pm`, `9:30-11`: where it begins."""
    ends: list[tuple[int, int, bool]] = []
    for token in match.all("number", "clock", "dashed"):
        if token.kind == "clock" and isinstance(token.value, tuple):
            hour, minute, sure, _ = token.value
            ends.append((hour, minute, sure))
        elif isinstance(token.value, tuple):
            ends += [(hour, 0, False) for hour in token.value]
        elif isinstance(token.value, int):
            ends.append((token.value, 0, False))
    if len(ends) != 2 or any(hour > 24 or minute > 59 for hour, minute, _ in ends):
        return None
    halves = match.texts("ampm")
    (hour, minute, sure), (until, _, _) = ends
    late = (bool(halves) and halves[-1] == "p") or until >= 12
    if sure or not (halves or ends[1][2]) or hour > 12:
        return Clock(hour % 24, minute, sure or hour > 12)
    until = until % 12 + 12 * late
    begins = hour % 12 + 12 * late
    return Clock(begins if begins < until else hour % 12, minute, True)


def past_hour(match: Match) -> Clock | None:
    """`half past 3`, `quarter to 8 pm`, `20 minutes past noon`, `ten past 9`."""
    minutes = 30 if match.has("half") else 15 if match.has("quarter") else match.ints("number")[0]
    if minutes % 5 and match.has("to") and not match.has("hour"):
        return None  # “7 to 10pm” is a stretch of time.
    if match.has("to") or match.has("before"):
        minutes = -minutes
    anchor = _anchor(match)
    if anchor is None or not -60 < minutes < 60:
        return None
    total = anchor.hour * 60 + anchor.minute + minutes
    return Clock(total // 60 % 24, total % 60, anchor.sure)


def _anchor(match: Match) -> Clock | None:
    clocks = match.all("clock")
    if clocks and isinstance(clocks[-1].value, tuple):
        hour, minute, sure, _ = clocks[-1].value
        return Clock(hour, minute, sure)
    parts = match.texts("part")
    if parts:
        return Clock(12, 0, True) if parts[0] == "noon" else Clock(0, 0, True)
    numbers = match.ints("number")
    hour = numbers[-1]
    if len(numbers) < 2 and not (match.has("half") or match.has("quarter")):
        return None
    halves = match.texts("ampm")
    if halves and hour <= 12:
        return Clock(hour % 12 + 12 * (halves[0] == "p"), 0, True)
    return Clock(hour, 0, hour > 12) if 0 < hour < 24 else None


def hour_and(match: Match) -> Clock | None:
    """`a las 9 y media`, `a las 9 menos cuarto`."""
    numbers = match.ints("number")
    more = 30 if match.has("half") else 15 if match.has("quarter") else numbers[-1]
    if not 0 < numbers[0] < 24 or not 0 < more < 60:
        return None
    total = numbers[0] * 60 + (-more if match.has("except") else more)
    halves = match.texts("ampm")
    hour = total // 60 % 24
    if halves and hour <= 12:
        return Clock(hour % 12 + 12 * (halves[0] == "p"), total % 60, True)
    return Clock(hour, total % 60, hour > 12)


def half_hour(match: Match) -> Clock | None:
    """British `half seven`: half past seven."""
    hour = match.ints("number")[0]
    halves = match.texts("ampm")
    if not 1 <= hour <= 12:
        return None
    if halves:
        return Clock(hour % 12 + 12 * (halves[0] == "p"), 30, True)
    return Clock(hour, 30)


def part(match: Match) -> Part | None:
    names = match.texts("part", "parts", "tonight", "named")
    return Part(names[-1], plural=match.has("parts"), today=match.has("this"))


def before_midnight(match: Match) -> Clock | None:
    """`before midnight` is still today."""
    return Clock(23, 59, True) if match.texts("part")[0] == "midnight" else None


WHOLE = {"noon", "midnight", "end of day", "after lunch", "breakfast"}


def part_alone(match: Match) -> Part | None:
    """`noon` anywhere; `evening` only beside a day, or as the whole text."""
    name = match.texts("part")[0]
    alone = match.hi - match.lo == len(match.tokens)
    return Part(name, tight=not (name in WHOLE or alone))


def zone(match: Match) -> Zoned:
    return Zoned(match.texts("zone")[0])


def exact(clock: Clock) -> time:
    """The clock as it stands."""
    return time(clock.hour, clock.minute)
