"""Writes docs/repeats.md: the phrases people use most, their rules, and their next dates."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tasklark.domain.person import Person
from tasklark.domain.series import due_on, keys
from tasklark.domain.task import Due, Repeat
from tasklark.language import Context, read_repeat, say

PAGE = Path(__file__).parents[1] / "docs" / "repeats.md"
PERSON = Person(1, "Europe/Madrid")
NOW = datetime(2026, 10, 20, 10, tzinfo=UTC)
"""Tuesday noon in Madrid: the clocks go back on Sunday 25, the month ends on Saturday 31."""
PHRASES = (
    "every day at 9",
    "every weekday at 8:30",
    "every monday",
    "every tuesday and thursday at 18:00",
    "every weekend",
    "every other friday",
    "every 3 days",
    "every 2 weeks on sunday at 10am",
    "every month on the 1st",
    "every month on the 31st",
    "last day of every month",
    "last workday of every month at 9",
    "first monday of every month",
    "third thursday of every month at 19:00",
    "every 3 months",
    "every year on 5 november",
    "every 6 hours",
    "every day until 23 october",
    "every sunday, 3 times",
    "every 3 weeks after completion",
)
_HEAD = """# Repeats: what people say, and what comes of it

Made by `python -m scripts.repeats_page`; a test holds this page to the program. Said on Tuesday
20 October 2026 at noon in Madrid. The clocks go back on Sunday 25 October at 03:00: a task at nine
stays at nine. “31st” in a shorter month means its last day. Counted from completion, only the
next date is known.

| said | rule | in words | next dates |
|---|---|---|---|
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page's text."""
    return _HEAD + "".join(_row(phrase) for phrase in PHRASES)


def _row(phrase: str) -> str:
    repeat = read_repeat(phrase, Context(NOW, PERSON)).value
    assert repeat is not None, phrase
    count = 1 if repeat.anchor == "completion" else 5
    dates = ", ".join(say.due(due, PERSON, NOW) for due in islice(_dues(repeat), count))
    return f"| {phrase} | `{repeat.rule}` | {say.repeat(repeat)} | {dates} |\n"


def _dues(repeat: Repeat) -> Iterator[Due]:
    for key in keys(repeat, None):
        due = due_on(repeat, key, None, PERSON, lambda calendar, day: False)  # noqa: ARG005
        if due is not None:
            yield due


if __name__ == "__main__":
    main()
