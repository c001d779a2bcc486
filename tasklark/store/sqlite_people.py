"""People's rows: settings kept in memory by their version, and the counters of each write."""

import sqlite3
from typing import Literal

from tasklark.domain.errors import Refusal
from tasklark.domain.person import Person
from tasklark.store.rows import person_of, settings_json
from tasklark.store.staged import Counters

ZoneSource = Literal["default", "browser", "person", "environment"]


class People:
    """Settings of people, read again only when their version is another."""

    def __init__(self) -> None:
        self._known: dict[int, Person] = {}

    def person(self, connection: sqlite3.Connection, id_: int) -> Person:
        """The person as of this snapshot. Raises Refusal of kind `unknown`."""
        return self.with_counters(connection, id_)[0]

    def with_counters(self, connection: sqlite3.Connection, id_: int) -> tuple[Person, Counters]:
        """The person and where the counters stand. Raises Refusal of kind `unknown`."""
        row = connection.execute(
            "SELECT settings_version, seq, next_number, next_change FROM person WHERE id = ?",
            (id_,),
        ).fetchone()
        if row is None:
            raise Refusal("There is no such person.", kind="unknown")
        version, *counters = row
        known = self._known.get(id_)
        if known is None or known.settings_version != version:
            known = self._known[id_] = _read(connection, id_, version)
        return known, Counters(*counters)

    def forget(self) -> None:
        """A transaction was rolled back: what was read in it may never have been."""
        self._known.clear()


def _read(connection: sqlite3.Connection, id_: int, version: int) -> Person:
    (settings,) = connection.execute("SELECT settings FROM person WHERE id = ?", (id_,)).fetchone()
    return person_of(id_, settings, version)


def ensure_person(connection: sqlite3.Connection, person: Person) -> None:
    """Add the person if there is none of that id yet."""
    connection.execute(
        "INSERT OR IGNORE INTO person"
        " (id, settings, settings_version, seq, next_number, next_change)"
        " VALUES (?, ?, ?, 0, 1, 1)",
        (person.id, settings_json(person), person.settings_version),
    )
