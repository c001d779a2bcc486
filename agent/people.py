"""What the conversation reads of a person without a tool: the clock and zone, a run's changes."""

from collections.abc import Sequence
from typing import Protocol

from tasklark.domain.changes import Change
from tasklark.domain.identity import Principal
from tasklark.domain.person import Person

_LOOKED_AT = 50
"""Changes back from now in which a run's own are looked for."""


class People(Protocol):
    """The part of the queries that a conversation uses."""

    async def me(self, who: Principal) -> Person: ...

    async def changes(
        self, who: Principal, limit: int, before: int | None = None
    ) -> Sequence[Change]:
        """Recorded changes, newest first, of numbers lower than `before`."""
        ...


async def did_by(people: People, who: Principal, run: str) -> list[str]:
    """A run's changes that were not taken back, oldest first, one sentence each."""
    changes = await people.changes(who, _LOOKED_AT)
    own = [change for change in reversed(changes) if change.run == run and not change.undone_by]
    return [f"change {change.code} on {_rows(change)}" for change in own]


def _rows(change: Change) -> str:
    rows = len({*change.inserts, *(update.id for update in change.updates)})
    return "1 task" if rows == 1 else f"{rows} tasks"
