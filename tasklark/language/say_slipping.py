"""What keeps slipping: tasks that were put off more than once, among recorded changes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tasklark.domain.changes import Change, RowUpdate
from tasklark.domain.task import Due, Task
from tasklark.language.say_task import clipped

TWICE = 2
NAMED = 5
"""Tasks that are named, the most often moved first."""


def slipping(changes: Sequence[Change], tasks: Mapping[int, Task]) -> str:
    """`put off again and again: #12 Taxes 3×`; empty when nothing was."""
    moved = Counter(
        row.id
        for change in changes
        if change.actor == "person" and not change.undoes and change.undone_by is None
        for row in change.updates
        if _later(row)
    )
    often = [(id_, count) for id_, count in moved.most_common(NAMED) if count >= TWICE]
    said = [
        f"#{tasks[id_].number} {clipped(tasks[id_].title)} {count}×"
        for id_, count in often
        if id_ in tasks
    ]
    return f"put off again and again: {', '.join(said)}" if said else ""


def _later(row: RowUpdate) -> bool:
    """Whether the date of a row moved to a later day; what a repeat does by itself is no delay."""
    before, after = row.fields.get("due", (None, None))
    if "occurrence" in row.fields or not isinstance(before, Due) or not isinstance(after, Due):
        return False
    return after.day > before.day
