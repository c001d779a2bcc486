"""How a PostgreSQL database is: what `tasklark doctor` tells about it."""

from dataclasses import dataclass

from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import EVERYONE

_FACTS = (
    "SELECT current_setting('server_version'), session_user,"
    " rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user"
)
_COUNTS = (
    "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM task),"
    " (SELECT count(*) FROM outbox), pg_database_size(current_database())"
)
_INVALID = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"


@dataclass(frozen=True, slots=True)
class Health:
    """What was found."""

    version: str
    role: str
    unguarded: bool
    """Whether the role passes by row security."""
    people: int
    tasks: int
    waiting: int
    """Events that are not published yet."""
    size: int
    """Bytes."""
    broken: tuple[str, ...]
    """Indexes whose building was broken off."""


async def health(store: PostgresStore) -> Health:
    """Look at it as the role in its address.

    Raises:
        StoreError: If it cannot be used.
    """
    ((version, role, unguarded),) = await store.pool.rows(0, _FACTS)
    ((people, tasks, waiting, size),) = await store.pool.rows(EVERYONE, _COUNTS)
    broken = await store.pool.rows(EVERYONE, _INVALID)
    return Health(
        version=version,
        role=role,
        unguarded=unguarded,
        people=people,
        tasks=tasks,
        waiting=waiting,
        size=size,
        broken=tuple(name for (name,) in broken),
    )
