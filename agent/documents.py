"""The state documents of a conversation, and writing them so that no race loses anything."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from agent.turn import Frozen, Thread
from tasklark.domain.errors import StaleState
from tasklark.runtime.port import StateStore

_TRIES = 20
"""Writers of one document are few: a person's own tabs and runs."""


class Document(BaseModel):
    """A frozen document; unknown fields of a newer version are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(Document):
    """A message as the page shows it."""

    id: str
    role: str
    content: str
    at: str
    ticket: dict[str, Any] | None = None
    chips: list[dict[str, str]] | None = None


class TurnDocument(Document):
    """One turn, written once: the model's items and the page's messages."""

    items: list[dict[str, Any]] = []
    messages: list[Message] = []


class TurnLine(Document):
    """A turn in the pointer: where it stands and one line of what it was about."""

    name: str
    line: str = ""


class Spoken(Document):
    """What a run was started with, kept from its first moment."""

    run: str
    message: str = ""
    text: str = ""
    at: datetime
    selection: tuple[int, ...] = ()
    answers: bool = False
    """It answers an approval and has no message of its own."""


class Open(Document):
    """An approval that waits: what was asked, by which run, until when."""

    id: str
    origin: str
    text: str
    until: datetime
    calls: dict[str, Frozen]
    plan: str = ""
    state: str
    """The paused run, as the SDK writes it."""
    sdk: str = ""


class Pointer(Document):
    """A conversation: which turns it has, what it remembers, what is under way."""

    turns: tuple[TurnLine, ...] = ()
    summary: str = ""
    memory: str = ""
    run: Spoken | None = None
    last_run: str = ""
    approval: Open | None = None


class ThreadLine(Document):
    """A conversation in the index."""

    id: str
    title: str
    updated: datetime
    waiting: bool = False


class Index(Document):
    """A person's conversations, the newest first."""

    threads: tuple[ThreadLine, ...] = Field(default=())


D = TypeVar("D", bound=Document)


def pointer_key(thread: Thread) -> str:
    """Where a conversation's pointer stands."""
    return f"conv/{thread.key}"


def turn_key(thread: Thread, name: str) -> str:
    """Where one turn of a conversation stands."""
    return f"conv/{thread.key}/{name}"


def index_key(person: int) -> str:
    """Where a person's list of conversations stands."""
    return f"threads/{person}"


def active_key(thread: Thread) -> str:
    """The mark of the one run that a conversation may have."""
    return f"active/{thread.key}"


async def read(state: StateStore, key: str, kind: type[D]) -> D | None:
    """A document, None when it is not there."""
    found = await state.get(key)
    return None if found is None else kind.model_validate_json(found.value)


async def change(state: StateStore, key: str, kind: type[D], how: Callable[[D], D]) -> D:
    """Read, change, write; again from the newest when somebody else was first.

    Raises:
        StaleState: If others are first again and again.
        Refusal: Whatever `how` raises; nothing is written then.
    """
    for _ in range(_TRIES):
        found = await state.get(key)
        before = kind() if found is None else kind.model_validate_json(found.value)
        after = how(before)
        if after == before and found is not None:
            return after
        try:
            await _write(state, key, after, None if found is None else found.etag)
        except StaleState:
            continue
        return after
    raise StaleState("This conversation is being written by others.", "Try again.")


async def _write(state: StateStore, key: str, document: Document, etag: str | None) -> None:
    value = document.model_dump_json().encode()
    if etag is None:
        await state.create(key, value)
    else:
        await state.put(key, value, etag=etag)
