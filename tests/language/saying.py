"""Who says it, and when: Monday 23 November 2026, 12:30 in Madrid."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tasklark.domain.person import Person
from tasklark.language import Context

MADRID = ZoneInfo("Europe/Madrid")
PERSON = Person(id=1, zone="Europe/Madrid")
NOW = datetime(2026, 11, 23, 12, 30, tzinfo=MADRID)
HERE = Context(NOW, PERSON)


def at(text: str, person: Person = PERSON) -> Context:
    """The context at another moment, such as `2026-11-29 00:30`."""
    return Context(datetime.fromisoformat(text).replace(tzinfo=MADRID), person)
