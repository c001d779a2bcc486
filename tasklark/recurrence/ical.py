"""The repeat properties of an iCalendar component: DTSTART, RRULE, RDATE and EXDATE."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from heapq import merge
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tasklark.recurrence.errors import RuleError
from tasklark.recurrence.numbers import number_of
from tasklark.recurrence.rule import Rule
from tasklark.recurrence.zones import instant, placed

_LINE = re.compile(r'([A-Za-z-]+)((?:;[A-Za-z-]+=(?:"[^"]*"|[^";:]*))*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z-]+)=("[^"]*"|[^";:]*)')
_DATE = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", re.ASCII)


@dataclass(slots=True)
class Component:
    """What repeats: from when, by which rules, what beside them and what not."""

    start: date
    rules: list[Rule] = field(default_factory=list)
    added: list[date] = field(default_factory=list)
    excluded: set[date] = field(default_factory=set)

    def occurrences(self) -> Iterator[date]:
        """Rules and added dates without what is excluded, in order, each once.

        The start is an occurrence if a rule says so, or if there is no rule.
        """
        begun = [] if self.rules else [self.start]
        last: date | None = None
        streams = (rule.occurrences(self.start) for rule in self.rules)
        for found in merge(sorted([*begun, *self.added], key=_order), *streams, key=_order):
            if found != last and not self._leaves_out(found):
                yield found
            last = found

    def timed(self, moment: date) -> date:
        """A mere date among times of day gets the time of the start."""
        if isinstance(self.start, datetime) and not isinstance(moment, datetime):
            return datetime.combine(moment, self.start.timetz())
        return moment

    def _leaves_out(self, found: date) -> bool:
        # A whole day may be excluded, also from a series with times.
        at_all = isinstance(found, datetime) and found.date() in self.excluded
        return at_all or found in self.excluded


def _order(moment: date) -> int:
    # Times of one zone would be compared by their clocks, which go back in autumn.
    return instant(moment) if isinstance(moment, datetime) else number_of(moment)


def read_component(text: str) -> Component:
    """The component of unfolded or folded property lines; properties of other names are let be.

    Raises:
        RuleError: If a line cannot be read, or there is no DTSTART.
    """
    lines = [_property(line) for line in _unfolded(text)]
    starts = [line for line in lines if line.name == "DTSTART"]
    if len(starts) != 1:
        raise RuleError("there must be one DTSTART" if starts else "there is no DTSTART")
    component = Component(starts[0].moments()[0])
    for line in lines:
        if line.name == "RRULE":
            component.rules.append(Rule.parse(line.value))
        elif line.name == "RDATE":
            component.added += map(component.timed, line.moments(like=component.start))
        elif line.name == "EXDATE":
            component.excluded.update(line.moments(like=component.start))
    return component


def _unfolded(text: str) -> list[str]:
    joined = re.sub(r"\r?\n[ \t]", "", text)
    return [line.strip() for line in joined.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its name, its parameters and its value."""

    name: str
    parameters: Mapping[str, str]
    value: str

    def moments(self, like: date | None = None) -> list[date]:
        """Its dates and times; of a period the begin. `like` gives a floating time its zone."""
        zone = self._zone()
        if zone is None and isinstance(like, datetime):
            zone = like.tzinfo if isinstance(like.tzinfo, ZoneInfo) else None
        found = [_moment(item.partition("/")[0].strip(), zone) for item in self.value.split(",")]
        return [moment if like is None else _alike(moment, like) for moment in found]

    def _zone(self) -> ZoneInfo | None:
        name = self.parameters.get("TZID")
        if name is None:
            return None
        try:
            return ZoneInfo(name.lstrip("/"))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise RuleError(f"“{name}” is not a time zone known here") from None


def _property(line: str) -> Property:
    match = _LINE.fullmatch(line)
    if match is None:
        raise RuleError(f"“{line[:40]}” is not a line such as DTSTART:20261203T090000")
    found = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(match[2])}
    return Property(match[1].upper(), found, match[3].strip())


def _moment(text: str, zone: ZoneInfo | None) -> date:
    match = _DATE.fullmatch(text)
    if match is None:
        raise RuleError(f"“{text[:40]}” is not a date such as 20261203 or 20261203T090000")
    day, clock, utc = match.groups()
    try:
        moment = datetime.strptime(day + (clock or "000000"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise RuleError(f"“{text}” is not a date of the calendar") from None
    if clock is None:
        return moment.date()
    return moment if utc else moment.replace(tzinfo=zone)


def _alike(moment: date, start: date) -> date:
    """The moment as it would be among the occurrences of a series that starts so."""
    if not isinstance(start, datetime):
        return moment.date() if isinstance(moment, datetime) else moment
    if not isinstance(moment, datetime):
        return moment
    if start.tzinfo is None:
        return moment.replace(tzinfo=None)
    if moment.tzinfo is None:
        return placed(moment, start.tzinfo)
    if moment.tzinfo is start.tzinfo:
        return placed(moment.replace(tzinfo=None), start.tzinfo)
    return moment.astimezone(start.tzinfo)
