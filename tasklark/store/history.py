"""Which changes are asked for: what both databases say alike about undo and history."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tasklark.domain.changes import Change
from tasklark.domain.codes import code_of
from tasklark.domain.errors import Refusal
from tasklark.store.codec import micros
from tasklark.store.records import CHANGE

SELECT = f"SELECT {CHANGE} FROM change"
LAST = (
    "SELECT number FROM {change} WHERE owner = ? AND client = ? AND actor = 'person'"
    " AND undoes = '[]' AND undone_by IS NULL ORDER BY number DESC LIMIT 1"
)
"""A client's last change that is not an undo and not undone; `change` is the table."""


def nothing_to_undo() -> Refusal:
    """The refusal of an undo when there is nothing to take back."""
    return Refusal("There is nothing to undo.", "Name a change by its code.", kind="unknown")


def all_there(numbers: Iterable[int], changes: Iterable[Change]) -> dict[int, Change]:
    """The changes by number.

    Raises:
        Refusal: Of kind `unknown` when one of `numbers` is not among them.
    """
    found = {change.number: change for change in changes}
    for number in numbers:
        if number not in found:
            raise Refusal(
                f"There is no change {code_of(number)}.", "Look into the history for its code.",
                kind="unknown",
            )  # fmt: skip
    return found


def with_followers(found: dict[int, Change], followers: Iterable[Change]) -> tuple[Change, ...]:
    """Changes and what followed from them, each once, newest first."""
    every = {**{change.number: change for change in followers}, **found}
    return tuple(sorted(every.values(), key=lambda change: -change.number))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of somebody's history, newest first: `before` a number, of `ids` if there are."""

    owner: int
    ids: Sequence[int]
    since: datetime | None
    until: datetime | None
    limit: int
    before: int | None

    def sql(
        self, among: str, listed: Callable[[Iterable[int]], object]
    ) -> tuple[str, list[object]]:
        """The rest of `SELECT`, and its values; `among` and `listed` as in `where.Dialect`."""
        conditions, values = ["owner = ?"], list[object]([self.owner])
        for condition, value in (
            ("at >= ?", micros(self.since)),
            ("at < ?", micros(self.until)),
            ("number < ?", self.before),
        ):
            if value is not None:
                conditions.append(condition)
                values.append(value)
        if self.ids:
            of_tasks = f"SELECT change FROM change_task WHERE owner = ? AND task {among}"
            conditions.append(f"number IN ({of_tasks})")
            values += [self.owner, listed(self.ids)]
        rest = f"WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT ?"
        return rest, [*values, self.limit]
