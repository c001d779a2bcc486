"""What a server offers beside its tools, as far as its process has it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mcp_server.board import Board
from tasklark.domain.identity import Principal

Calendar = Callable[[Principal], Awaitable[bytes]]
"""A person's tasks as iCalendar."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The board for chat hosts, the calendar, and the key that seals what a question waits for.

    Replicas need the same key; without one, a question is answered by the process that asked it.
    """

    board: Board | None = None
    calendar: Calendar | None = None
    key: str | None = None


NOTHING = Beside()
