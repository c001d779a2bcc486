"""One turn of a conversation: who speaks, what was said, and what its tool calls came to."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from agent.planner import Plan
from tasklark.domain.identity import Principal
from tasklark.domain.person import Person
from tasklark.language import Chip, Memory

Json = dict[str, object]

READS = frozenset({"search_tasks", "get_agenda", "get_history"})
"""Tools that change nothing, whatever their arguments."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation: ids are the client's, so the person is part of every key."""

    person: int
    id: str

    @property
    def key(self) -> str:
        """The part of state keys that names it."""
        return f"{self.person}/{self.id}"


@dataclass(frozen=True, slots=True)
class CallResult:
    """What a tool answered: its text, and the facts it put beside it."""

    tool: str
    arguments: Json
    text: str
    refused: bool
    kind: str = ""
    """Of a refusal: why, such as `unknown` or `ambiguous`."""
    said: str = ""
    undo: str | None = None
    numbers: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    tasks: tuple[Json, ...] = ()
    total: int = 0
    set: str | None = None

    @property
    def reads(self) -> bool:
        """Whether it could not have changed anything."""
        asked = self.arguments
        if self.tool in READS or asked.get("dry_run") or asked.get("preview"):
            return True
        return self.tool == "preferences" and not asked.get("set")


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was asked about: the call, and the set that holds the ids and versions found then.

    `rows` are the ids of the tasks shown with the question; `unticked` those the person took off.
    """

    tool: str
    arguments: Json
    question: str
    yes: str
    no: str
    set: str | None = None
    numbers: tuple[int, ...] = ()
    total: int = 0
    tasks: tuple[Json, ...] = ()
    unticked: tuple[int, ...] = ()


@dataclass(slots=True)
class Turn:
    """The working state of one run; everything that lasts goes into the conversation at its end.

    `origin` is the run whose calls these are: after an approval the one that asked. `frozen` are
    the calls a person was asked about; `approved` and `declined` hold the answers, by call id.
    """

    who: Principal
    thread: Thread
    run: str
    text: str
    person: Person
    now: datetime
    origin: str = ""
    selection: tuple[int, ...] = ()
    memory: Memory = field(default_factory=Memory)
    recalled: Memory = field(default_factory=Memory)
    plan: Plan | None = None
    dropped: str = ""
    """The message behind a question of consent that this one passed over."""
    earlier: str = ""
    """What is said of older turns, and of a run that was cut off."""
    results: dict[str, CallResult] = field(default_factory=dict)
    frozen: dict[str, Frozen] = field(default_factory=dict)
    approved: dict[str, Frozen] = field(default_factory=dict)
    declined: dict[str, Frozen] = field(default_factory=dict)
    narrowed: dict[str, Frozen] = field(default_factory=dict)
    blocked: dict[str, CallResult] = field(default_factory=dict)
    chips: tuple[Chip, ...] = ()


TURN: ContextVar[Turn] = ContextVar("tasklark_turn")
"""The turn that the current task works on."""


def numbers_in(meta: Mapping[str, object], name: str) -> tuple[int, ...]:
    """The integers of a list in a result's `_meta`."""
    found = meta.get(f"tasklark/{name}")
    return tuple(n for n in found if isinstance(n, int)) if isinstance(found, list) else ()
