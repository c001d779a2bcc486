"""What `tasklark doctor` says of a PostgreSQL database."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tasklark.domain.errors import TasklarkError
from tasklark.finding import Finding
from tasklark.settings import Loaded

if TYPE_CHECKING:
    from tasklark.store.postgres_health import Health

FAR_BEHIND = 1000
"""Events that no working relay leaves waiting."""
_MB = 1024 * 1024


async def examined(loaded: Loaded) -> list[Finding]:
    """Where it is, whether it fits, how it is."""
    from tasklark import compose, migrating
    from tasklark.holiday import on_holiday
    from tasklark.store.opening import open_cluster
    from tasklark.store.postgres_health import health

    compose.log(loaded, compose.QUIET)
    place = migrating.place_of(loaded.settings.database_url)
    try:
        schema = await migrating.look(loaded.settings)
        if not schema.whole:
            return [Finding("database", schema.says, "Run `tasklark migrate`.")]
        async with await open_cluster(loaded.settings, compose.now, on_holiday) as store:
            found = await health(store)
    except TasklarkError as error:
        return [Finding("database", f"{place}: {error.what}", error.hint or "See its log.")]
    return [_standing(place, found), *_faults(found)]


def _standing(place: str, found: "Health") -> Finding:
    return Finding(
        "database",
        f"{place} ({found.version}) as {found.role}: {_many(found.people, 'person', 'people')},"
        f" {_many(found.tasks, 'row', 'rows')}, {found.size // _MB:,} MB; this program's schema",
    )


def _faults(found: "Health") -> Iterator[Finding]:
    if found.unguarded:
        yield Finding(
            "database",
            f"The role {found.role} passes by row security",
            "Make one with `tasklark migrate --role NAME` and use that in TASKLARK_DATABASE_URL.",
        )
    if found.broken:
        yield Finding("database", f"Not whole: {_listed(found.broken)}", "REINDEX INDEX each.")
    waiting = f"{found.waiting:,} wait to be published"
    far = found.waiting > FAR_BEHIND
    yield Finding("events", waiting, "Look whether the outbox process runs." if far else "")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
