"""The second net (C2): a statement that forgets whose rows it wants gets one person's, or none."""

import psycopg
import pytest

from tasklark.domain.identity import Principal
from tasklark.domain.person import Person
from tasklark.domain.query import Filter
from tasklark.domain.reminder import RingBefore
from tasklark.store.port import Need
from tasklark.store.postgres import PostgresStore
from tests.contract.builders import ME, NOON, add, change, reminding, setting
from tests.contract.servers import ROLE, Servers

OTHER = Principal(2, "web")
TENANT = (
    "person", "project", "task", "task_tag", "word", "reminder", "change", "change_task",
    "request", "outbox", "audit", "access_token", "dead_letter",
)  # fmt: skip
UNGUARDED = {"task_search", "counter", "migration", "lease"}
"""No person's, or with the owner in every word; see the migration."""


@pytest.fixture
async def two(store: PostgresStore) -> PostgresStore:
    """Two people with a task each."""
    await store.add_person(Person(2))
    for who, title in ((ME, "mine"), (OTHER, "theirs")):
        task = await add(store, title, who=who, tags=("x",))
        ring = reminding(trigger=RingBefore(0), fire_at=NOON)
        await store.change(who, Need(ids=(task.id,)), ring)
    return store


async def test_c2_the_programs_role_owns_nothing_and_passes_by_no_policy(address: str) -> None:
    with psycopg.connect(address) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        assert rights == (False, False, False, False)
        owned = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"
        ).fetchone()
        assert owned == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("ALTER TABLE task DISABLE ROW LEVEL SECURITY")


async def test_c2_every_table_of_people_forces_its_policy(address: str) -> None:
    with psycopg.connect(address) as connection:
        rows = connection.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        views = connection.execute(
            "SELECT count(*) FROM pg_views WHERE schemaname = 'public'"
        ).fetchone()
    assert {name for name, forced in rows if forced} == set(TENANT)
    assert {name for name, forced in rows if not forced} == UNGUARDED
    assert views == (0,)


async def test_c2_every_unique_key_of_people_names_the_owner(address: str) -> None:
    """Ids and series are handed out by us and belong to one person; nothing else may clash."""
    with psycopg.connect(address) as connection:
        rows = connection.execute(
            "SELECT c.relname, i.relname, array_agg(a.attname ORDER BY a.attnum)"
            " FROM pg_index AS x JOIN pg_class AS c ON c.oid = x.indrelid"
            " JOIN pg_class AS i ON i.oid = x.indexrelid"
            " JOIN pg_attribute AS a ON a.attrelid = i.oid"
            " WHERE x.indisunique AND c.relnamespace = 'public'::regnamespace"
            " GROUP BY 1, 2"
        ).fetchall()
    shared = {(table, *names) for table, _, names in rows if "owner" not in names}
    assert shared == {
        ("person", "id"), ("task", "id"), ("reminder", "id"), ("outbox", "id"),
        ("counter", "name"), ("migration", "phase", "number"), ("lease", "name"),
    }  # fmt: skip


@pytest.mark.parametrize("table", TENANT)
async def test_c2_without_a_person_no_row_is_seen_and_with_one_only_theirs(
    two: PostgresStore, address: str, table: str
) -> None:
    column = "id" if table == "person" else "owner"
    with psycopg.connect(address) as connection:
        select = f"SELECT DISTINCT {column} FROM {table}".encode()
        assert connection.execute(select).fetchall() == []
        connection.execute("SELECT set_config('tasklark.person', '1', true)")
        assert connection.execute(select).fetchall() in ([(1,)], [])
        connection.commit()
        # After a transaction the setting is empty text, which is nobody.
        assert connection.execute(select).fetchall() == []
        for nobody in ("", "x", "-1", "1 OR true"):
            connection.rollback()
            connection.execute("SELECT set_config('tasklark.person', %s, true)", (nobody,))
            try:
                assert connection.execute(select).fetchall() == []
            except psycopg.errors.InvalidTextRepresentation:
                continue


async def test_c2_nothing_can_be_written_for_somebody_else(
    two: PostgresStore, address: str
) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("SELECT set_config('tasklark.person', '1', true)")
        touched = connection.execute("UPDATE task SET title = 'stolen' WHERE owner = 2").rowcount
        assert touched == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO project (owner, name, rank) VALUES (2, 'x', 0)")
    assert (await two.find(OTHER, Filter())).tasks[0].title == "theirs"


async def test_c2_words_of_others_are_not_found_though_their_table_has_no_policy(
    two: PostgresStore,
) -> None:
    assert (await two.find(ME, Filter(text="theirs"))).total == 0
    assert [t.title for t in (await two.find(OTHER, Filter(text="thiers"))).tasks] == ["theirs"]
    assert (await two.find(ME, Filter(text="thiers"))).total == 0


async def test_services_look_after_everybodys_reminders(two: PostgresStore) -> None:
    due = await two.reminders_due(NOON)
    assert sorted(one.person for one in due) == [1, 2]
    assert await two.next_fire_at() == NOON
    assert await two.reminders_ahead() == 2


async def test_a_connection_keeps_nobodys_name(two: PostgresStore) -> None:
    """What one question is asked for does not hold for the next on the same connection."""
    seen = await two.pool.rows(1, "SELECT current_setting('tasklark.person', true)")
    assert seen == [("1",)]
    await two.reminders_due(NOON)
    async with two.pool._connection() as connection:
        rows = await connection.execute(
            "SELECT current_setting('tasklark.person', true), current_user"
        )
        assert await rows.fetchone() in ((None, ROLE), ("", ROLE))


async def test_the_owner_of_the_tables_is_held_by_the_policy_too(servers: Servers) -> None:
    """FORCE: migrations run as the owner, and a program that does by mistake sees nothing."""
    owner = await servers.owner()
    await servers.empty()
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE ROLE plain_owner NOLOGIN NOSUPERUSER NOBYPASSRLS")
        connection.execute("ALTER TABLE project OWNER TO plain_owner")
        connection.execute("INSERT INTO project (owner, name, rank) VALUES (1, 'x', 0)")
        connection.execute("SET LOCAL ROLE plain_owner")
        assert connection.execute("SELECT * FROM project").fetchall() == []
        connection.rollback()
    assert ROLE != "postgres"


async def test_an_update_moves_no_task_to_somebody_else(two: PostgresStore) -> None:
    (mine,) = (await two.find(ME, Filter())).tasks
    await change(two, mine, setting(title="still mine"))
    assert (await two.find(ME, Filter())).tasks[0].owner == 1
