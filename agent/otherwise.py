"""Another way to read the date that was just stored, as a chip: “Fri 27 Nov”, “19:30”."""

from datetime import time

from agent.phrases import matters
from agent.turn import CallResult
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tasklark.language import Alternative, Chip, Context, read_when

_MOVE = {"en": "move #{number} to {words}", "es": "mueve #{number} para {words}"}
_EARLY = 8
"""Before this hour a bare hour may well have meant the evening."""


def other_readings(result: CallResult, ctx: Context, code: str) -> tuple[Chip, ...]:
    """The chips after a task was added or moved; none when its words leave no real doubt."""
    words = _when(result)
    if not words or len(result.numbers) != 1:
        return ()
    try:
        reading = read_when(words, ctx)
    except Refusal:
        return ()
    early = isinstance(reading.value, Due) and _early(reading.value.time)
    if not (early or _days(reading.alternatives) or any(map(matters, reading.assumptions))):
        return ()
    return tuple(_chip(other, words, result.numbers[0], code) for other in reading.alternatives)


def _when(result: CallResult) -> str:
    """The words of the one date that the call stored."""
    tasks = result.arguments.get("tasks")
    holder = result.arguments
    if isinstance(tasks, list):
        holder = tasks[0] if len(tasks) == 1 and isinstance(tasks[0], dict) else {}
    when = holder.get("when")
    return when if isinstance(when, str) and not holder.get("repeat") else ""


def _days(others: tuple[Alternative, ...]) -> bool:
    """Whether another day was possible: its label begins with a weekday, a time's with figures."""
    return any(not other.label[:1].isdigit() for other in others)


def _early(clock: time | None) -> bool:
    return clock is not None and clock.hour < _EARLY


def _chip(other: Alternative, words: str, number: int, code: str) -> Chip:
    full = f"{words[: other.start]}{other.words}{words[other.end :]}"
    return Chip(other.label, _MOVE[code].format(number=number, words=full))
