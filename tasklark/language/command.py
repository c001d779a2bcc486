"""A command as understood: what to do, to which tasks, with which new values."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from tasklark.domain.intents import Shift
from tasklark.domain.task import Due
from tasklark.language.marks import Marks
from tasklark.language.tasks import Sentence

Intent = Literal[
    "add",
    "list",
    "search",
    "complete",
    "reopen",
    "delete",
    "update",
    "rename",
    "priority",
    "tag",
    "untag",
    "project",
    "note",
    "clear",
    "remind",
    "repeat",
    "stop",
    "skip",
    "pause",
    "unpause",
    "snooze",
    "undo",
    "redo",
    "history",
    "preferences",
    "none",
]
Ask = Literal["title", "due", "target", "new_due", "confirm", "less", "add", "unsupported"]


@dataclass(frozen=True, slots=True)
class Aim:
    """Which tasks a command is about, as said; `when` keeps the person's words of a day."""

    text: str = ""
    ids: tuple[str, ...] = ()
    when: str = ""
    day: date | None = None
    last: date | None = None
    clock: time | None = None
    box: str = ""
    every: bool = False
    less: bool = False
    that: bool = False
    next: bool = False
    tags: tuple[str, ...] = ()
    project: str = ""
    priority: str = ""
    status: str = ""
    ordinal: int | None = None

    @property
    def empty(self) -> bool:
        """Whether it names nothing at all."""
        return not (
            self.text
            or self.ids
            or self.when
            or self.every
            or self.that
            or self.box
            or self.tags
            or self.project
            or self.priority
            or self.status
            or self.ordinal
        )

    @property
    def unbounded(self) -> bool:
        """Whether it would take everything there is."""
        return not (
            self.text
            or self.ids
            or self.that
            or self.when
            or self.tags
            or self.project
            or self.priority
            or self.status
        )


@dataclass(frozen=True, slots=True)
class Command:
    """One command. Words (`when`, `repeat`, `remind`) are the person's own, for the tools."""

    intent: Intent
    text: str
    title: str = ""
    said: Sentence | None = None
    marks: Marks = field(default_factory=Marks)
    aim: Aim = field(default_factory=Aim)
    when: str = ""
    due: Due | None = None
    clock: time | None = None
    shift: Shift | None = None
    repeat: str = ""
    rule: str = ""
    remind: tuple[str, ...] = ()
    before: int | None = None
    value: str = ""
    topic: str = ""
    ask: Ask | None = None
    confidence: float = 0.95
    assumptions: tuple[str, ...] = ()
