"""The full-text table: fed by the store, asked with folded words, forgiving typos."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

import orjson

from tasklark.domain.task import Task
from tasklark.store.order import OLD
from tasklark.store.tokens import Term, Words, stem, stems_of, words_of
from tasklark.store.typos import likeliest, may_be_mistyped, near, slips
from tasklark.store.where import Where

# The words alone: the texts stand in the tasks, and how long they are nobody asks. So whoever
# changes what `_words` makes of a task changes this text, too (a space will do), for what is
# taken out must be what was put in; all is then put in anew.
_TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, content = '', columnsize = 0,"
    " tokenize = 'ascii', prefix = '1 2')"
)
_VOCABULARY = "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, row)"
_INSERT = "INSERT INTO search (rowid, title, body) VALUES (?,?,?)"
_REMOVE = "INSERT INTO search (search, rowid, title, body) VALUES ('delete',?,?,?)"
_SOURCE = "SELECT id, title, notes, tags, project FROM task"
_APART = " ¦ "
"""Stands before each stem, so that none of them is part of a phrase; no query has it."""
_STALE = "search is behind"


class SearchTable:
    """The words of every task. Without FTS5 in SQLite nothing is kept and `full_text` is off."""

    def __init__(self, *, full_text: bool) -> None:
        self.full_text = full_text

    def ensure(self, connection: sqlite3.Connection) -> None:
        """Make the table, or fill it again after a program without FTS5 wrote."""
        behind = connection.execute("SELECT 1 FROM counter WHERE name = ?", (_STALE,)).fetchone()
        if not self.full_text:
            connection.execute(
                "INSERT OR IGNORE INTO counter (name, next) VALUES (?, 0)", (_STALE,)
            )
            return
        there = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()
        if there == (_TABLE,) and not behind:
            return
        connection.execute("DROP TABLE IF EXISTS vocabulary")
        connection.execute("DROP TABLE IF EXISTS search")
        connection.execute(_TABLE)
        connection.execute(_VOCABULARY)
        rows = connection.execute(_SOURCE).fetchall()
        kept = (
            _words(id_, title, notes, orjson.loads(tags), project)
            for id_, title, notes, tags, project in rows
        )
        connection.executemany(_INSERT, kept)
        self.settle(connection)
        connection.execute("DELETE FROM counter WHERE name = ?", (_STALE,))

    def feed(self, connection: sqlite3.Connection, task: Task, before: Task | None = None) -> None:
        """Keep the words of a task, in the transaction that writes it, for those it had before."""
        if self.full_text:
            if before is not None:
                connection.execute(_REMOVE, _words_of(before))
            connection.execute(_INSERT, _words_of(task))

    def settle(self, connection: sqlite3.Connection) -> None:
        """Put together the words of many tasks that came at once; later writes would have to."""
        if self.full_text:
            connection.execute("INSERT INTO search (search) VALUES ('optimize')")

    def forget(self, connection: sqlite3.Connection, tasks: Iterable[Task]) -> None:
        """Drop the words of tasks that are gone for good."""
        if self.full_text:
            connection.executemany(_REMOVE, map(_words_of, tasks))


def has_full_text(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite was built with FTS5."""
    (used,) = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
    return bool(used)


def _words_of(task: Task) -> tuple[int, str, str]:
    return _words(task.id, task.title, task.notes, task.tags, task.project)


def _words(
    id_: int, title: str, notes: str, tags: Iterable[str], project: str | None
) -> tuple[int, str, str]:
    return id_, _indexed(title), _indexed(f"{notes} {' '.join(tags)} {project or ''}")


def _indexed(text: str) -> str:
    words = words_of(text)
    return _APART.join((" ".join(words), *stems_of(words)))


def expression(terms: Sequence[Term]) -> str:
    """Terms as an FTS5 query, all of them wanted. Words hold letters and digits alone."""
    return " AND ".join(_term(term) for term in terms)


def _term(term: Term) -> str:
    if len(term.words) > 1 or term.exact:
        return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'
    (word,) = term.words
    asked = [f'"{word}" *' if term.prefix else f'"{word}"']
    if (bare := stem(word)) != word:
        asked.append(f'"{bare}"')
    return f"({' OR '.join(asked)})"


def in_title(words: Words) -> str:
    """The query that only a title meets."""
    return f"{{title}} : ({expression(words.terms)})"


def score(words: Words, floor: int) -> str:
    """How likely a match is meant, the likeliest first: by its title, then by the rest of it.

    Matches below `floor` are not told apart. Words of ours need no escaping.
    """
    titled = f"SELECT rowid FROM search WHERE search MATCH '{in_title(words)}' AND rowid >= {floor}"
    return f"iif(search.rowid < {floor}, {OLD}, iif(search.rowid IN ({titled}), 0, 1))"


def excluding(terms: Sequence[Term]) -> str:
    """Terms as an FTS5 query, any of them enough."""
    return " OR ".join(_term(term) for term in terms)


def corrected(connection: sqlite3.Connection, words: Words) -> Words:
    """The query with each unknown word replaced by the likeliest known one."""
    terms = tuple(_known(connection, term) for term in words.terms)
    return replace(words, terms=terms)


def _known(connection: sqlite3.Connection, term: Term) -> Term:
    if not may_be_mistyped(term):
        return term
    if connection.execute(
        "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (_term(term),)
    ).fetchone():
        return term
    better = _likeliest(connection, term.words[0])
    return term if better is None else Term((better,))


def _likeliest(connection: sqlite3.Connection, word: str) -> str | None:
    """The nearest known word, the commonest of equals; most slips leave the first letter right."""
    first = _known_words(connection, word[0], word)
    if (found := likeliest(near(word, first), first)) is not None:
        return found
    rest = _known_words(connection, word[1], word) or _known_words(connection, "", word)
    return likeliest(near(word, rest), rest)


def _known_words(connection: sqlite3.Connection, first: str, word: str) -> dict[str, int]:
    rows = connection.execute(
        "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?"
        " AND length(term) BETWEEN ? AND ?",
        (first, f"{first}\U0010ffff", len(word) - slips(word), len(word) + slips(word)),
    )
    return dict(rows.fetchall())


def likeness(words: Words) -> tuple[list[str], list[object]]:
    """The query as plain comparisons, for a SQLite without FTS5."""
    conditions: list[str] = []
    parameters: list[object] = []
    for terms, negation in ((words.terms, ""), (words.without, "NOT ")):
        for term in terms:
            conditions.append(
                f"{negation}contains(task.title, task.notes, task.tags, task.project, ?)"
            )
            ends = " " if term.exact else ""
            parameters.append(f" {' '.join(term.words)}{ends}")
    return conditions, parameters


def contains(title: str, notes: str, tags: str, project: str | None, wanted: str) -> bool:
    """Whether the words stand in a task, as the database's own function."""
    words = words_of(" ".join((title, notes, tags, project or "")))
    return wanted in f" {' '.join(words)} "


def search_by_index(found: Where, words: Words, owner: int) -> None:
    """The conditions for words, by the full-text table."""
    del owner
    if words.terms:
        found.match = expression(words.terms)
    if words.without:
        found.add(
            "task.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)",
            excluding(words.without),
        )


def search_by_likeness(found: Where, words: Words, owner: int) -> None:
    """The conditions for words, without that table."""
    del owner
    conditions, parameters = likeness(words)
    found.conditions += conditions
    found.parameters += parameters
