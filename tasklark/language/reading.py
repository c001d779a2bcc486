"""What a reading of words is: the value, and where in the text it came from."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from tasklark.domain import clock
from tasklark.domain.person import Person

T = TypeVar("T")
SpanKind = Literal[
    "date",
    "time",
    "repeat",
    "remind",
    "tag",
    "project",
    "priority",
    "number",
    "zone",
    "parent",
]


@dataclass(frozen=True, slots=True)
class Context:
    """When, by whom and where words were said. `now` is aware; `zone` overrides the person's."""

    now: datetime
    person: Person
    zone: str | None = None

    @property
    def here(self) -> Person:
        """The person in the zone of these words."""
        if self.zone is None or self.zone == self.person.zone:
            return self.person
        return replace(self.person, zone=self.zone, away=None)

    @property
    def wall(self) -> datetime:
        """Now on the person's wall clock, naive."""
        return clock.wall(self.now, self.here)

    @property
    def today(self) -> date:
        """The person's day."""
        return clock.today(self.now, self.here)


@dataclass(frozen=True, slots=True)
class Span:
    """A recognised piece of the text; offsets count code points of the text as it was given."""

    start: int
    end: int
    kind: SpanKind
    label: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading: put `words` in place of `text[start:end]` to choose it."""

    start: int
    end: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value with the spans it was read from, what was assumed, and what was not read."""

    value: T
    spans: tuple[Span, ...] = ()
    assumptions: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool with its arguments, as a client would send them."""

    tool: str
    arguments: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chip:
    """An answer to click: what it shows, and the message that it sends."""

    label: str
    text: str
