"""A Filter as conditions of an SQL statement over `task`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tasklark.domain.clock import DAY, day_begins
from tasklark.domain.person import Person
from tasklark.domain.query import DueSpan, Filter, Span
from tasklark.store.codec import micros
from tasklark.store.rows import rank_of
from tasklark.store.tokens import Words, fold

NOTHING = "task.id IS NULL"
_NEVER = "9223372036854775807"
_LONG_AGO = "-9223372036854775808"
NO_WORDS = Words(())
_TAGGED = (
    "EXISTS (SELECT 1 FROM task_tag WHERE task_tag.owner = ? AND task_tag.tag = ?"
    " AND task_tag.task = task.id)"
)
# OFFSET: PostgreSQL asks it of each task that it meets, and does not begin with the tag's.
OF_MANY = f"{_TAGGED[:-1]} OFFSET 0)"
"""How a tag is asked for that so many tasks have that they are soon met on a walk in any order."""
_OF_FEW = "task.id IN (SELECT task FROM task_tag WHERE owner = ? AND tag = ?)"
_STATUS = {
    "open": "task.status = 'open'",
    "done": "task.status = 'done'",
    "deleted": "task.status = 'deleted'",
}
"""Said in so many words, so that an index of open tasks alone, or of done ones, can be used."""
_HAS = {
    "repeat": "task.repeat IS NOT NULL",
    "notes": "task.notes <> ''",
    "reminder": (
        "EXISTS (SELECT 1 FROM reminder WHERE reminder.task = task.id"
        " AND reminder.state <> 'cancelled')"
    ),
    "subtasks": (
        "EXISTS (SELECT 1 FROM task AS sub WHERE sub.parent = task.id AND sub.status <> 'deleted')"
    ),
}


@dataclass(slots=True)
class Where:
    """Conditions with their parameters; `match` is the full-text query that drives, if one does."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)
    match: str | None = None
    words: Words = NO_WORDS

    def add(self, condition: str, *parameters: object) -> None:
        """One more condition that must hold."""
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    def copy(self) -> "Where":
        """The same conditions, to add others to."""
        return Where([*self.conditions], [*self.parameters], self.match, self.words)

    @property
    def sql(self) -> str:
        """All conditions."""
        return " AND ".join(self.conditions)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the databases say differently.

    `lacking` says what stands for a value that is not there, `among` is the condition for a list
    as one parameter, which `listed` makes. `search` adds the conditions for words. `owned` says
    whose rows, where few of theirs are asked for and the owner is no way to find them; `few` that
    it is known to be so because few tasks have the tag.
    """

    owned: str
    lacking: str
    among: str
    listed: Callable[[Iterable[object]], object]
    search: Callable[[Where, Words, int], None]
    few: bool = False
    tagged: str = _TAGGED

    @property
    def late(self) -> str:
        """When a task is late, no date last; a timed one at its time, a dated one after its day."""
        return self.lacking.format("task.late_at", _NEVER)


def where(filter: Filter, person: Person, words: Words, dialect: Dialect) -> Where:
    """The conditions of `filter` for `person`; `words` is its text as read."""
    found = Where(words=words)
    few = dialect.few or filter.parent is not None or filter.series is not None
    found.add(dialect.owned if few else "task.owner = ?", person.id)
    if filter.status != "any":
        found.add(_STATUS[filter.status])
    for add in _PARTS:
        add(found, filter, person, dialect)
    if filter.text.strip():
        if words.empty:
            # Only signs were typed: no task has such words.
            found.add(NOTHING)
        else:
            dialect.search(found, words, person.id)
    return found


def _due(found: Where, filter: Filter, person: Person, dialect: Dialect) -> None:
    due = filter.due
    if due is None:
        return
    ranges = list(_span(due, person, dialect.late))
    conditions = [condition for condition, _ in ranges]
    if due.undated and not conditions:
        # Said twice: the one is what an index has them for, the other where they stand in the rest.
        found.add(f"task.due_day IS NULL AND {dialect.late} >= {_NEVER}")
        return
    if due.high is None:
        # With an end there is none without a date: they stand behind all ends.
        conditions.insert(0, "task.due_day IS NOT NULL")
    dated = " AND ".join(conditions)
    whole = f"(task.due_day IS NULL OR ({dated}))" if due.undated else f"({dated})"
    found.add(whole, *(value for _, values in ranges for value in values))


def _span(due: DueSpan, person: Person, late: str) -> Iterator[tuple[str, Sequence[object]]]:
    # A dated task is late when its next day begins, so both bounds can use the index on that;
    # only at the very edge a dated task must be told from a timed one, by looking at the row.
    if due.low is not None:
        low = micros(day_begins(due.low, person))
        yield f"{late} >= ? AND ({late} > ? OR task.due_at IS NOT NULL)", (low, low)
    if due.high is not None:
        high = micros(day_begins(due.high + DAY, person))
        yield f"{late} <= ? AND ({late} < ? OR task.due_at IS NULL)", (high, high)
    if due.from_instant is not None:
        yield "task.due_at >= ?", (micros(due.from_instant),)
    if due.to_instant is not None:
        yield "task.due_at < ?", (micros(due.to_instant),)


def _tags(found: Where, filter: Filter, person: Person, dialect: Dialect) -> None:
    for tag in filter.tags:
        found.add(_OF_FEW if dialect.few else dialect.tagged, person.id, fold(tag))
    for tag in filter.without_tags:
        found.add(f"NOT {_TAGGED}", person.id, fold(tag))
    if filter.untagged:
        found.add("task.tags = '[]'")


def _place(found: Where, filter: Filter, person: Person, dialect: Dialect) -> None:
    del person, dialect
    if filter.project is not None:
        found.add("task.project = ?", filter.project)
    if filter.no_project:
        found.add("task.project IS NULL")
    if filter.parent is not None:
        found.add("task.parent = ?", filter.parent)
    if filter.top_level:
        found.add("task.parent IS NULL")
    if filter.series is not None:
        found.add("task.series = ?", filter.series)


def _kind(found: Where, filter: Filter, person: Person, dialect: Dialect) -> None:
    del person
    if filter.priorities:
        ranks = dialect.listed(rank_of(priority) for priority in filter.priorities)
        found.add(f"task.priority {dialect.among}", ranks)
    for what in filter.has:
        found.add(_HAS[what])


def _stamps(found: Where, filter: Filter, person: Person, dialect: Dialect) -> None:
    del person
    if filter.added is not None:
        _between(found, "task.created_at", filter.added)
    if filter.done is None:
        return
    completed = "task.completed_at"
    if filter.status == "done":
        # As an index of what is done has it.
        completed = dialect.lacking.format(completed, _LONG_AGO)
    if filter.status != "done" or filter.done.low is None:
        found.add("task.completed_at IS NOT NULL")
    _between(found, completed, filter.done)


def _between(found: Where, stamp: str, span: Span) -> None:
    if span.low is not None:
        found.add(f"{stamp} >= ?", micros(span.low))
    if span.high is not None:
        found.add(f"{stamp} < ?", micros(span.high))


_PARTS: tuple[Callable[[Where, Filter, Person, Dialect], None], ...] = (
    _due,
    _tags,
    _place,
    _kind,
    _stamps,
)
