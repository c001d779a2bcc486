"""A question about one person's tasks, as conditions for PostgreSQL."""

from dataclasses import dataclass, replace

from tasklark.domain.person import Person
from tasklark.domain.query import Filter, Sort
from tasklark.store.order import OLD, order_of
from tasklark.store.postgres_likeliest import JOINED, MATCHING
from tasklark.store.postgres_pool import Ask
from tasklark.store.postgres_search import in_title, search_words
from tasklark.store.tokens import COUNTED, Words, read_query
from tasklark.store.totals import Totals
from tasklark.store.where import NO_WORDS, OF_MANY, Dialect, Where, where

USUAL = (Sort("due"), Sort("priority"))
# Not coalesce: under row security PostgreSQL would not look a range of it up in an index.
LACKING = "CASE WHEN {0} IS NULL THEN {1} ELSE {0} END"
_DIALECT = Dialect("task.owner = ?", LACKING, "= ANY(?::bigint[])", list, search_words)
_WALKING = replace(_DIALECT, tagged=OF_MANY)
_IN_USUAL_ORDER = order_of(USUAL, (), LACKING).sql
_MANY = 40
"""How often the square of a tag's tasks has all of the person's when a walk finds a page first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions as worked out; `title` is what makes a match one of the first.

    `alike` says that one plan is good for all values: an index of the order finds the rows. So it
    does with the conditions `met`, where a page of the usual order is soon met on a walk in it.
    """

    where: Where
    words: Words
    title: str
    alike: bool
    met: Where | None = None

    def in_order(self, ordering: str) -> tuple[Where, bool]:
        """The conditions for rows in an order, and whether one plan is good for all values."""
        if self.met is not None and ordering == _IN_USUAL_ORDER:
            return self.met, True
        return self.where, self.alike


def words_of(filter: Filter) -> Words:
    """The words of a filter's text, as typed."""
    return read_query(filter.text) if filter.text.strip() else Words(())


def asking(filter: Filter, words: Words, person: Person, totals: Totals) -> Asked:
    """The conditions of `filter`; `words` stand for its text, `totals` tell what is common."""
    found = where(filter, person, words, _DIALECT)
    title = in_title(words.terms, person.id)
    return Asked(found, words, title, _alike(filter), _met(filter, found, person, totals))


def _alike(filter: Filter) -> bool:
    rest = replace(filter, due=None, status="open")
    return rest in (Filter(), Filter(no_project=True, top_level=True))


def _met(filter: Filter, found: Where, person: Person, totals: Totals) -> Where | None:
    if not filter.tags or filter != Filter(tags=filter.tags):
        return None
    # The person's tasks are no more than their changes.
    changes, count = totals.last(person.id, *count_of(found)) or (0, 0)
    return where(filter, person, NO_WORDS, _WALKING) if count * count > _MANY * changes else None


def counting(asked: Asked) -> Ask:
    """How many there are."""
    return Ask(*count_of(asked.where), fresh=asked.where.match is not None, generic=asked.alike)


def count_of(found: Where) -> tuple[str, list[object]]:
    """How many tasks match; of words one more than are told at most."""
    source, values = source_of(found)
    if found.match is None:
        return f"SELECT count(*) FROM {source}", values
    return f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {COUNTED + 1}) AS matches", values


def source_of(found: Where) -> tuple[str, list[object]]:
    """Where rows come from, with the conditions on them."""
    if found.match is None:
        return f"task WHERE {found.sql}", found.parameters
    return (
        f"{JOINED} WHERE {MATCHING} AND {found.sql}",
        [found.match, *found.parameters],
    )


def score_of(title: str, floor: int) -> str:
    """How likely a match is meant, the likeliest first. A tsquery of ours needs no escaping."""
    quoted = title.replace("'", "''")
    return (
        f"CASE WHEN task_search.task < {floor} THEN {OLD}"
        f" WHEN task_search.words @@ '{quoted}'::tsquery THEN 0 ELSE 1 END"
    )
