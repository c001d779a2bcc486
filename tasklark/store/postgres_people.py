"""People's settings and lists, kept in memory by their versions."""

from dataclasses import dataclass

from tasklark.domain.errors import Refusal
from tasklark.domain.person import Person
from tasklark.store.postgres_pool import Pool, Row
from tasklark.store.rows import person_of, settings_json
from tasklark.store.staged import Counters

NOW = "SELECT settings_version, seq FROM person WHERE id = ?"
AS_NOW = "(SELECT settings_version FROM person WHERE id = ?), (SELECT seq FROM person WHERE id = ?)"
"""How the person stands, as columns of rows of theirs: read with them, in one look."""
_READ = (
    "SELECT settings, settings_version, lists_version, seq, next_number, next_change,"
    " ARRAY(SELECT name FROM project WHERE owner = person.id ORDER BY rank, name)"
    " FROM person WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A person as last read; writes are refused by the database when a version is another."""

    person: Person
    settings: str
    """The person's row as it was: while it is the same, so is the person."""
    projects: tuple[str, ...]
    lists_version: int
    counters: Counters

    @property
    def settings_version(self) -> int:
        """The version of the settings."""
        return self.person.settings_version


class People:
    """People as this process knows them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._known: dict[int, Standing] = {}

    async def standing(self, id_: int) -> Standing:
        """The person as known, else as read. Raises Refusal of kind `unknown`."""
        known = self._known.get(id_)
        return known if known is not None else await self.read(id_)

    async def read(self, id_: int) -> Standing:
        """The person as they are now. Raises Refusal of kind `unknown`."""
        rows = await self._pool.rows(id_, _READ, (id_,))
        if not rows:
            self._known.pop(id_, None)
            raise Refusal("There is no such person.", kind="unknown")
        standing = self._known[id_] = _standing(id_, rows[0], self._known.get(id_))
        return standing

    def moved(self, id_: int, before: Counters) -> None:
        """Remember that a change came after these counters; others may move them further."""
        known = self._known.get(id_)
        if known is not None:
            after = Counters(before.seq, before.next_number, before.next_change + 1)
            self._known[id_] = Standing(
                known.person, known.settings, known.projects, known.lists_version, after
            )

    def forget(self, id_: int) -> None:
        """Read this person again the next time."""
        self._known.pop(id_, None)

    async def ensure(self, person: Person) -> None:
        """Add the person if there is none of that id yet."""
        await self._pool.rows(
            person.id,
            "INSERT INTO person (id, settings, settings_version, lists_version, seq, next_number,"
            " next_change) VALUES (?, ?, ?, 0, 0, 1, 1) ON CONFLICT DO NOTHING",
            (person.id, settings_json(person), person.settings_version),
        )


def _standing(id_: int, row: Row, known: Standing | None) -> Standing:
    settings, version, lists_version, *counters, projects = row
    if known is not None and (known.settings_version, known.settings) == (version, settings):
        person = known.person
    else:
        person = person_of(id_, settings, version)
    return Standing(person, settings, tuple(projects), lists_version, Counters(*counters))
