"""How many rows a list has, remembered until the person's tasks change."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from tasklark.store.tokens import COUNTED

_KEPT = 512
"""Lists remembered at once, of all people."""


def at_most(count: int) -> tuple[int, bool]:
    """A total as told of words, and whether there are more, of a count that went one further."""
    return min(count, COUNTED), count > COUNTED


class Totals:
    """Counts by statement and values; a count of another `seq` is no count. For any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: OrderedDict[tuple[object, ...], tuple[int, int]] = OrderedDict()
        self._newest: dict[int, int] = {}

    def last(self, owner: int, sql: str, values: Sequence[object]) -> tuple[int, int] | None:
        """The `seq` at which the list was last counted, and the count then."""
        return self._counts.get(_key(owner, sql, values))

    def fresh(self, owner: int, sql: str, values: Sequence[object]) -> bool:
        """Whether the list was counted at the newest `seq` of the person that was asked about."""
        kept = self.last(owner, sql, values)
        return kept is not None and kept[0] >= self._newest.get(owner, 0)

    def get(self, owner: int, seq: int, sql: str, values: Sequence[object]) -> int | None:
        """The count, if it was taken at this `seq`."""
        self._newest[owner] = max(seq, self._newest.get(owner, 0))
        kept = self._counts.get(_key(owner, sql, values))
        return kept[1] if kept is not None and kept[0] == seq else None

    def keep(self, owner: int, seq: int, sql: str, values: Sequence[object], total: int) -> int:
        """Remember a count taken at `seq`; returns it."""
        key = _key(owner, sql, values)
        with self._lock:
            self._counts[key] = (seq, total)
            self._counts.move_to_end(key)
            if len(self._counts) > _KEPT:
                self._counts.popitem(last=False)
        return total


def _key(owner: int, sql: str, values: Sequence[object]) -> tuple[object, ...]:
    plain = (tuple(value) if isinstance(value, list) else value for value in values)
    return (owner, sql, *plain)
