"""What a service is: a name, and how it attaches itself to a runtime."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasklark.commands import Commands
from tasklark.queries import Queries
from tasklark.runtime.port import Runtime
from tasklark.store.port import TaskStore

Clock = Callable[[], datetime]
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
