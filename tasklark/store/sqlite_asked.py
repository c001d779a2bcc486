"""A question about one person's tasks, as conditions over one snapshot of the file."""

import sqlite3
from dataclasses import dataclass, replace

from tasklark.domain.person import Person
from tasklark.domain.query import Filter
from tasklark.store import sqlite_rows
from tasklark.store.order import IFNULL
from tasklark.store.rows import Row
from tasklark.store.sqlite_search import corrected, search_by_index, search_by_likeness
from tasklark.store.tokens import COUNTED, Words, fold, read_query
from tasklark.store.totals import Totals
from tasklark.store.where import Dialect, Where, where

# CROSS: the words lead; asking the full-text table for each task in turn would take for ever.
_JOINED = "search CROSS JOIN task ON task.id = search.rowid"
_OWNED = f"+task.{sqlite_rows.OWNED.removeprefix('+')}"
_BY_INDEX = Dialect(_OWNED, IFNULL, sqlite_rows.IN, sqlite_rows.listed, search_by_index)
_BY_LIKENESS = Dialect(_OWNED, IFNULL, sqlite_rows.IN, sqlite_rows.listed, search_by_likeness)
_TAGGED = "SELECT 1 FROM task_tag WHERE owner = ? AND tag = ? LIMIT ?"
_FEW = 1000
"""Tasks of a tag that are quicker found by it and sorted than met on a walk in their order."""
_OLD = 500
"""Changes after which it is looked again whether a tag has few tasks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and on what: `seq` is where the person's tasks stand in this snapshot."""

    connection: sqlite3.Connection
    person: Person
    seq: int
    full_text: bool
    totals: Totals

    def where(self, filter: Filter, words: Words | None = None, *, counted: bool = False) -> Where:
        """The filter's conditions; `words` stand for those of its text.

        For rows that are only `counted` no order has to be walked in: a tag always leads.
        """
        dialect = _BY_INDEX if self.full_text else _BY_LIKENESS
        if filter.tags and (counted or any(map(self._has_few, filter.tags))):
            dialect = replace(dialect, few=True)
        return where(filter, self.person, words_of(filter) if words is None else words, dialect)

    def _has_few(self, tag: str) -> bool:
        # A way to go, not an answer: it may be out of date by some rows.
        owner, about, values = self.person.id, self.seq // _OLD, (fold(tag),)
        few = self.totals.get(owner, about, _TAGGED, values)
        if few is None:
            found = self.connection.execute(_TAGGED, (owner, *values, _FEW)).fetchall()
            few = self.totals.keep(owner, about, _TAGGED, values, len(found) < _FEW)
        return bool(few)

    def corrected(self, filter: Filter) -> Words:
        """The words of the filter, typos corrected."""
        words = words_of(filter)
        return corrected(self.connection, words) if words.terms and self.full_text else words

    def settled(self, filter: Filter) -> Where:
        """The filter's conditions, typos of its text corrected."""
        return self.where(filter, self.corrected(filter))

    def rows(self, select: str, found: Where, rest: str, *more: object) -> list[Row]:
        """Rows of a SELECT over the tasks that the conditions leave."""
        source, match = ("task", ()) if found.match is None else (_JOINED, (found.match,))
        matching = "" if found.match is None else "search MATCH ? AND "
        sql = f"SELECT {select} FROM {source} WHERE {matching}{found.sql} {rest}"
        return self.connection.execute(sql, (*match, *found.parameters, *more)).fetchall()

    def count(self, found: Where) -> int:
        """How many tasks the conditions leave; of words one more than are counted at most."""
        if found.match is None:
            return int(self.rows("count(*)", found, "")[0][0])
        sql = (
            f"SELECT count(*) FROM (SELECT 1 FROM {_JOINED} WHERE search MATCH ? AND {found.sql}"
            " ORDER BY search.rowid DESC LIMIT ?)"
        )
        values = (found.match, *found.parameters, COUNTED + 1)
        return int(self.connection.execute(sql, values).fetchone()[0])


def words_of(filter: Filter) -> Words:
    """The words of a filter's text, as typed."""
    return read_query(filter.text) if filter.text else Words(())
