"""Matches of words, the likeliest first: by title, then the newest; the oldest by age alone."""

from collections.abc import Sequence

from tasklark.store.order import OLD, Part
from tasklark.store.rows import Row
from tasklark.store.sqlite_asked import Asked
from tasklark.store.sqlite_search import in_title, score
from tasklark.store.tokens import COUNTED, NEWEST
from tasklark.store.where import Where

_NEWEST = "SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
_TITLED = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= (SELECT min(id) FROM newest)"
_BEYOND = "WHERE score > ? OR (score = ? AND id < ?)"


def likeliest(
    asked: Asked, found: Where, after: Sequence[object] | None, limit: int
) -> tuple[list[Row], int | None]:
    """Rows of ids and the values of `BY_LIKENESS`; and how many there are, or more than counted.

    Only the newest matches are ranked: those whose title has the words come first. When they are
    used up the older ones follow, by age.
    """
    if after is not None and after[0] == OLD:
        return _older(asked, found, after[1], limit), None
    beyond = "" if after is None else _BEYOND
    further = () if after is None else (after[0], after[0], after[1])
    sql = (
        f"WITH newest AS MATERIALIZED ({_NEWEST}), fitting AS MATERIALIZED (SELECT task.id,"
        f" iif(task.id IN ({_TITLED}), 0, 1) AS score"
        f" FROM newest CROSS JOIN task ON task.id = newest.id WHERE {found.sql})"
        " SELECT page.*, facts.* FROM (SELECT (SELECT count(*) FROM newest),"
        " (SELECT min(id) FROM newest), (SELECT count(*) FROM fitting)) AS facts"
        f" LEFT JOIN (SELECT id, score, id AS place FROM fitting {beyond}"
        " ORDER BY score, id DESC LIMIT ?) AS page ORDER BY page.score, page.place DESC"
    )
    values = (found.match, NEWEST, in_title(found.words), *found.parameters, *further, limit)
    ranked = asked.connection.execute(sql, values).fetchall()
    matches, floor, fitting = ranked[0][-3:]
    rows = [row[:-3] for row in ranked if row[0] is not None]
    every = matches < NEWEST
    if not every and len(rows) < limit:
        rows += _older(asked, found, floor, limit - len(rows))
    return rows, fitting if every or fitting > COUNTED else None


def _older(asked: Asked, found: Where, than: object, limit: int) -> list[Row]:
    older = found.copy()
    older.add("search.rowid < ?", than)
    return asked.rows(
        f"task.id, {OLD}, task.id", older, "ORDER BY search.rowid DESC LIMIT ?", limit
    )


def ranked(asked: Asked, found: Where) -> tuple[Part, ...]:
    """Likeness as one part of an order among others."""
    if found.match is None:
        return ()
    row = asked.connection.execute(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        (found.match, NEWEST - 1),
    ).fetchone()
    return ((score(found.words, 0 if row is None else int(row[0])), False),)
