"""What a service is: a name, and how it attaches itself to a runtime."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasklark.commands import Commands
from tasklark.queries import Queries
from tasklark.runtime.port import Runtime
from tasklark.store.port import TaskStore

Clock = Callable[[], datetime]
_LIMIT, _DIGITS = 2**53, 16
SWEEP = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Ground:
    """What services stand on. `sweep` is how often they look for what a timer forgot."""

    runtime: Runtime
    commands: Commands
    queries: Queries
    store: TaskStore
    clock: Clock
    sweep: timedelta = SWEEP


def number(value: object) -> int:
    """A person's or a task's number as an event says it.

    Raises:
        ValueError: If nobody and nothing can have it: the database would refuse the question, and
            a refusing database is waited for.
    """
    text = str(value)
    sound = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    if not sound or not 0 < int(text) < _LIMIT:
        raise ValueError(f"there is no number {text[:40]}")
    return int(text)


Attach = Callable[[Ground], None]
Sweep = Callable[[Ground], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Service:
    """Work that follows from events. `attach` registers it before the runtime starts.

    Where timers are another program's, `sweep` is called every so often beside them: it finds what
    they forgot, or are late with.
    """

    name: str
    attach: Attach
    sweep: Sweep | None = None
