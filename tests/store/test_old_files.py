"""A file of an earlier schema comes along with all that is in it; its words are kept exactly."""

import sqlite3
from pathlib import Path

from tasklark.domain.query import Filter, Sort, Span
from tasklark.domain.task import Task
from tasklark.store import sqlite_file
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import ME, NOON, StillClock, add, change, on, open_sqlite, setting

FIRST = 5
"""The schema before lists were kept for open tasks alone and words without their texts."""
THEIR_SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'ascii', prefix = '2 3')",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, row)",
    "INSERT INTO search (rowid, title, body) SELECT id, title, notes FROM task",
)


async def fill(store: SqliteStore) -> list[Task]:
    """Tasks of every kind."""
    return [
        await add(store, "call Ana", due=on("2026-11-26"), tags=("Phone", "home"), priority="high"),
        await add(store, "pay rent", due=on("2026-11-25", "09:00"), project="Home"),
        await add(store, "paint", notes="the fence", tags=("home",)),
        await add(store, "paid", status="done", tags=("money",)),
        await add(store, "gone", status="deleted", tags=("phone",)),
    ]


def aged(new: Path, old: Path) -> None:
    """The content of a file as an earlier program would have it."""
    connection = sqlite3.connect(old, isolation_level=None)
    steps = list(sqlite_file._steps())[:FIRST]
    for step in steps:
        connection.executescript(step)
    connection.execute("ATTACH ? AS new", (str(new),))
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    for statement in THEIR_SEARCH:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FIRST}")
    connection.close()


async def answers(store: SqliteStore) -> list[list[str]]:
    """What a few questions find."""
    asked: list[tuple[Filter, tuple[Sort, ...]]] = [
        (Filter(), ()),
        (Filter(tags=("phone",)), (Sort("priority"), Sort("title"))),
        (Filter(text="fenc"), ()),
        (Filter(text="home"), (Sort("created", descending=True),)),
        (Filter(status="done", done=Span(NOON)), (Sort("completed", descending=True),)),
        (Filter(status="deleted"), (Sort("created", descending=True),)),
        (Filter(status="any", tags=("phone",)), (Sort("title"),)),
    ]
    return [[task.title for task in (await store.find(ME, *one)).tasks] for one in asked]


async def test_an_old_file_answers_as_it_would_have(tmp_path: Path) -> None:
    new, old = tmp_path / "new.sqlite3", tmp_path / "old.sqlite3"
    async with await open_sqlite(new, StillClock()) as store:
        first, *_ = await fill(store)
        wanted = await answers(store)
    aged(new, old)
    async with await open_sqlite(old, StillClock()) as store:
        assert await answers(store) == wanted
        assert all(wanted)
        await change(store, first, setting(tags=("garden",), title="call Eva"))
        assert (await store.find(ME, Filter(tags=("phone",)))).total == 0
        assert (await store.find(ME, Filter(text="ana"))).total == 0
        assert (await store.find(ME, Filter(tags=("garden",), text="eva"))).total == 1


async def words(store: SqliteStore) -> list[tuple[str, int, int]]:
    """Every word that is kept, in how many tasks and how often."""
    return await store.read(lambda c: c.execute("SELECT * FROM vocabulary ORDER BY 1").fetchall())


async def test_words_are_let_go_of_exactly_as_they_were_kept(tmp_path: Path) -> None:
    path, clock = tmp_path / "t.sqlite3", StillClock()
    async with await open_sqlite(path, clock) as store:
        tasks = await fill(store)
        await add(store, 'Straße “ñandú” 日本語 "x"', notes="a\nb", tags=('say "hi"', "Größe"))
        for task in tasks:
            await change(
                store, task, setting(notes="other words", tags=("new", "New"), project="P")
            )
        await change(store, tasks[0], setting(title="painted fences"))
        clock.passes(days=40)
        await store.tidy()
        kept = await words(store)
        left = await store.read(lambda c: c.execute("SELECT count(*) FROM task_tag").fetchone())
        await store.write(lambda c: c.execute("INSERT INTO counter VALUES ('search is behind', 0)"))
    async with await open_sqlite(path, clock) as store:
        assert await words(store) == kept
        assert left == (6,)
