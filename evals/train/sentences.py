"""Own sentences for kinds of messages that public data hardly has; numbers and words are varied."""

from collections.abc import Iterator

_THINGS = ("the report", "laundry", "the rent", "gym", "call with Ana", "#12", "the dentist")
_DAYS = ("tomorrow", "friday", "next week", "monday at 9", "the 3rd")
_COMPLETE = (
    "mark {} done",
    "mark {} as finished",
    "i finished {}",
    "i have done {}",
    "check off {}",
    "tick off {}",
    "{} is done",
    "done with {}",
    "complete {}",
    "cross {} off",
    "i already did {}",
)
_UPDATE = (
    "move {} to {day}",
    "push {} to {day}",
    "reschedule {} to {day}",
    "change {} to {day}",
    "postpone {} until {day}",
    "rename {} to something else",
    "make {} high priority",
    "set the priority of {} to low",
    "delay {} by an hour",
    "bring {} forward to {day}",
)
_UNDO = ("undo", "undo that", "take that back", "put it back", "revert the last change", "redo")
_SNOOZE = (
    "snooze",
    "snooze for # minutes",
    "snooze it until {day}",
    "remind me again in # minutes",
    "ring again later",
    "snooze the alarm please",
)


def sentences() -> Iterator[tuple[str, str]]:
    """Kind and text."""
    for thing in _THINGS:
        yield from (("complete", text.format(thing)) for text in _COMPLETE)
        for day in _DAYS[:3]:
            yield from (("update", text.format(thing, day=day)) for text in _UPDATE)
    for number, day in zip((5, 10, 15, 20, 30), _DAYS, strict=True):
        yield from (("snooze", text.format(day=day).replace("#", str(number))) for text in _SNOOZE)
    yield from (("undo", text) for text in _UNDO * 3)
