"""A person's settings: zone, day start, named times, quiet hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

NAMED_TIMES: Mapping[str, time] = MappingProxyType(
    {
        "morning": time(9),
        "noon": time(12),
        "after lunch": time(14),
        "afternoon": time(15),
        "end of day": time(18),
        "evening": time(19),
        "tonight": time(20),
        "night": time(20),
    }
)
Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Away:
    """Another zone that holds up to and including the day `until`."""

    zone: str
    until: date


@dataclass(frozen=True, slots=True)
class Person:
    """Whose tasks they are, and how this person's days and words are read.

    `zone_source` is `default` until a browser or the person sets the zone. `default_reminder` is
    in minutes before a timed due, None for no default reminder. `holidays` is a country with an
    optional subdivision (`ES`, `ES-MD`), empty for the zone's country. `week_start`: Monday is 0.
    """

    id: int
    zone: str = "UTC"
    zone_source: Literal["default", "browser", "person", "environment"] = "default"
    away: Away | None = None
    week_start: int = 0
    day_start: time = time(4)
    locale: str = "en"
    clock24: bool = True
    theme: Theme = "system"
    shortcuts: bool = True
    quiet: tuple[time, time] | None = None
    named_times: Mapping[str, time] = field(default_factory=lambda: NAMED_TIMES)
    holidays: str = ""
    default_reminder: int | None = 0
    plain_words: tuple[str, ...] = ()
    readings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    pinned: tuple[tuple[str, str], ...] = ()
    """Searches that stand in the rail: a name and what is searched for."""
    settings_version: int = 0

    def zone_on(self, day: date) -> ZoneInfo:
        """The zone this person is in on `day`."""
        if self.away is not None and day <= self.away.until:
            return ZoneInfo(self.away.zone)
        return ZoneInfo(self.zone)

    @property
    def morning(self) -> time:
        """The clock time from which offsets on date-only tasks count."""
        return self.named_times.get("morning", NAMED_TIMES["morning"])
