"""A person's conversations: list, search, title, delete."""

from dataclasses import replace
from datetime import datetime

from agent.claims import under_way
from agent.documents import (
    Index,
    Pointer,
    ThreadLine,
    change,
    index_key,
    pointer_key,
    read,
    turn_key,
)
from agent.turn import Json, Thread
from tasklark.domain.errors import Refusal
from tasklark.domain.shape import stamp
from tasklark.runtime.port import StateStore

LIMIT = 200
"""Conversations in a person's list; older ones are deleted."""
TITLE_CHARS = 80


class Threads:
    """The index of conversations; the conversations themselves are `Conversation`'s."""

    def __init__(self, state: StateStore) -> None:
        self._state = state

    async def list(self, person: int, query: str, now: datetime) -> list[Json]:
        """Conversations whose title holds the query's words, the newest first."""
        words = query.casefold().split()
        index = await read(self._state, index_key(person), Index) or Index()
        found = [
            line for line in index.threads if all(word in line.title.casefold() for word in words)
        ]
        return [await self._line(person, line, now) for line in found]

    async def _line(self, person: int, line: ThreadLine, now: datetime) -> Json:
        thread = Thread(person, line.id)
        running = await under_way(self._state, thread)
        waiting = line.waiting and await self._waits(thread, now)
        return {
            "id": line.id,
            "title": line.title,
            "updated": stamp(line.updated),
            "waiting": waiting,
            "running": running,
        }

    async def _waits(self, thread: Thread, now: datetime) -> bool:
        pointer = await read(self._state, pointer_key(thread), Pointer)
        return pointer is not None and pointer.approval is not None and pointer.approval.until > now

    async def title(self, thread: Thread) -> str:
        """A conversation's title, empty when it is not listed."""
        index = await read(self._state, index_key(thread.person), Index) or Index()
        return next((line.title for line in index.threads if line.id == thread.id), "")

    async def touch(self, thread: Thread, text: str, now: datetime, waiting: bool) -> None:
        """Put a conversation on top; its first words are its title."""
        gone: list[str] = []

        def how(index: Index) -> Index:
            old = next((line for line in index.threads if line.id == thread.id), None)
            title = old.title if old else titled(text)
            line = ThreadLine(id=thread.id, title=title, updated=now, waiting=waiting)
            rest = [other for other in index.threads if other.id != thread.id]
            gone[:] = [other.id for other in rest[LIMIT - 1 :]]
            return Index(threads=(line, *rest[: LIMIT - 1]))

        await change(self._state, index_key(thread.person), Index, how)
        for id in gone:
            await self._clear(replace(thread, id=id))

    async def rename(self, thread: Thread, title: str) -> None:
        """Give a conversation another title.

        Raises:
            Refusal: If the title is empty, or the conversation is not there.
        """
        words = titled(title)
        if not words:
            raise Refusal("A conversation needs a title.", "Write at least one word.")

        def how(index: Index) -> Index:
            if all(line.id != thread.id for line in index.threads):
                raise unknown(thread)
            lines = (
                line.model_copy(update={"title": words}) if line.id == thread.id else line
                for line in index.threads
            )
            return Index(threads=tuple(lines))

        await change(self._state, index_key(thread.person), Index, how)

    async def delete(self, thread: Thread) -> None:
        """Take a conversation away with everything it kept; tasks stay as they are."""

        def how(index: Index) -> Index:
            return Index(threads=tuple(line for line in index.threads if line.id != thread.id))

        await change(self._state, index_key(thread.person), Index, how)
        await self._clear(thread)

    async def _clear(self, thread: Thread) -> None:
        pointer = await read(self._state, pointer_key(thread), Pointer)
        await self._state.delete(pointer_key(thread))
        for line in pointer.turns if pointer else ():
            await self._state.delete(turn_key(thread, line.name))


def titled(text: str) -> str:
    """The first words of a text as a title."""
    words = " ".join(text.split())
    return words if len(words) <= TITLE_CHARS else words[: TITLE_CHARS - 1].rstrip() + "…"


def unknown(thread: Thread) -> Refusal:
    """There is no such conversation of this person."""
    return Refusal(
        f"There is no conversation “{thread.id}”.", "Choose one from the list.", kind="unknown"
    )
