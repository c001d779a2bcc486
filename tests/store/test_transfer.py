"""Everything goes from one database to the other and back, and nothing is lost on the way."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tasklark.domain.changes import ChangeSet, ProjectChange, World
from tasklark.domain.errors import Refusal, StoreError
from tasklark.domain.identity import Principal
from tasklark.domain.person import Person
from tasklark.domain.query import Filter
from tasklark.domain.task import Repeat
from tasklark.store import tables
from tasklark.store.port import Need, Request
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_transfer import export_postgres, import_postgres
from tasklark.store.sqlite import SqliteStore
from tasklark.store.sqlite_transfer import backup, check, export_sqlite, import_sqlite
from tasklark.store.transfer import STAYS, TABLES
from tests.contract.builders import (
    ME,
    NOON,
    Kept,
    StillClock,
    add,
    adding,
    change,
    on,
    open_sqlite,
    reminding,
    setting,
)

OTHER = Principal(7, "web")


async def lived_in(store: Kept, clock: StillClock) -> None:
    """A store with something of everything."""
    await store.change(ME, Need(), lambda _: ChangeSet(projects=(ProjectChange(None, "Work"),)))
    await store.change(ME, Need(), lambda _: ChangeSet(settings={"locale": ("en", "es")}))
    parent = await add(store, "Café – ☕ “move house”", notes="a\nb", tags=("Home", "#x"))
    await add(store, "boxes", parent=parent.id, project="Work", rank=1.5)
    rent = await add(
        store, "rent", due=on("2026-11-27", "09:00", "Asia/Tokyo"), series=90, priority="high",
        occurrence="2026-11-27T09:00", repeat=Repeat("FREQ=DAILY", "2026-11-27T09:00"),
    )  # fmt: skip
    await change(store, rent, reminding(fire_at=NOON + timedelta(hours=2), nag_minutes=5))
    clock.passes(hours=1)
    await change(store, parent, setting(title="move"), Request(id="k", fingerprint="f"))
    await change(store, parent, setting(parent=None, status="deleted"))


def test_every_table_goes_along_or_is_named_as_one_that_stays() -> None:
    assert TABLES.keys() & STAYS.keys() == set()
    assert {*TABLES, *STAYS} == set(tables.SQLModel.metadata.tables)


async def lines_of(store: SqliteStore | PostgresStore, person: int | None = None) -> list[bytes]:
    lines: list[bytes] = []
    if isinstance(store, SqliteStore):
        assert await export_sqlite(store, lines.append) == len(lines) - 2
    else:
        assert await export_postgres(store, lines.append, person) == len(lines) - 2
    return lines


@pytest.fixture
async def file(tmp_path: Path, clock: StillClock) -> SqliteStore:
    store = await open_sqlite(tmp_path / "one.sqlite3", clock)
    await lived_in(store, clock)
    return store


async def test_a_laptops_tasks_go_to_the_cluster_and_back_without_loss(
    file: SqliteStore, store: PostgresStore, tmp_path: Path, clock: StillClock
) -> None:
    lines = await lines_of(file)
    await import_postgres(store, lambda: lines)
    assert await lines_of(store) == lines
    async with file, await open_sqlite(tmp_path / "two.sqlite3", clock) as back:
        returned = await lines_of(store)
        assert await import_sqlite(back, lambda: returned) == len(lines) - 2
        assert await lines_of(back) == lines
        for reader in (file, store, back):
            page = await reader.find(ME, Filter(status="any", text="boxs"))
            assert [task.title for task in page.tasks] == ["boxes"]
            assert (await reader.find(ME, Filter(tags=("home",), status="any"))).total == 1
            assert (await reader.person(ME)).locale == "es"


async def test_numbers_ids_and_codes_go_on_where_they_ended(
    file: SqliteStore, store: PostgresStore, tmp_path: Path
) -> None:
    lines = await lines_of(file)
    await file.close()
    await import_postgres(store, lambda: lines)
    added = await store.change(ME, Need(), adding("after"))
    assert (added.tasks[0].number, added.tasks[0].seq, added.seq) == (4, 7, 7)
    known = await store.change(ME, Need(), adding("x"), Request(id="k", fingerprint="f"))
    assert known.replayed
    ids = [task.id for task in (await store.changed_since(ME, 0, 99)).tasks]
    assert len(set(ids)) == len(ids)


async def test_a_new_person_of_a_cluster_brings_their_tasks_among_others(
    file: SqliteStore, store: PostgresStore
) -> None:
    theirs = await add(store, "of somebody else")
    await store.add_person(Person(7))
    lines = await lines_of(file)
    await file.close()
    await import_postgres(store, lambda: lines, person=7)
    mine = (await store.changed_since(OTHER, 0, 99)).tasks
    assert theirs.id not in [task.id for task in mine]
    by_title = {task.title: task for task in mine}
    assert by_title["boxes"].parent == by_title["move"].id
    assert {task.owner for task in mine} == {7}
    changes, tasks = await store.history(OTHER, ids=[by_title["move"].id])
    assert [sorted(update.fields) for change in changes for update in change.updates] == [
        ["parent", "status"], ["title"],
    ]  # fmt: skip
    assert set(tasks) == {by_title["move"].id}
    seen: list[World] = []

    def look(world: World) -> ChangeSet:
        seen.append(world)
        return ChangeSet()

    await store.change(OTHER, Need(last_of="web"), look)
    assert set(seen[0].tasks) == {by_title["move"].id}
    ((rang, reminder),) = [
        (task, ring)
        for task in mine
        for ring in (await store.tasks(OTHER, ids=[task.id])).reminders.get(task.id, ())
    ]
    assert (rang.title, reminder.task) == ("rent", rang.id)
    assert (await store.find(ME, Filter())).tasks == (theirs,)


async def test_tasks_that_are_there_are_never_written_over(
    file: SqliteStore, store: PostgresStore
) -> None:
    lines = await lines_of(file)
    await add(store, "there already")
    for person in (None, 1):
        with pytest.raises(Refusal, match="tasks already"):
            await import_postgres(store, lambda: lines, person=person)
    with pytest.raises(Refusal, match="tasks already"):
        await import_sqlite(file, lambda: lines)
    assert await lines_of(file) == lines
    assert (await store.find(ME, Filter())).total == 1
    await file.close()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda lines: lines[:-1], "not complete"),
        (lambda lines: lines[:3] + lines[4:], "not complete"),
        (lambda _: [], "not complete"),
        (lambda _: [b"BEGIN:VCALENDAR\n"], "not an export"),
        (lambda _: [b"[]\n"], "not an export"),
        (lambda _: [b'{"tasklark":99,"columns":{}}\n'], "newer Tasklark"),
    ],
)
async def test_a_file_that_is_not_whole_changes_nothing(
    file: SqliteStore, store: PostgresStore, tmp_path: Path, clock: StillClock,
    spoil: object, told: str,
) -> None:  # fmt: skip
    lines = spoil(await lines_of(file))  # type: ignore[operator]
    await file.close()
    async with await open_sqlite(tmp_path / "empty.sqlite3", clock) as empty:
        with pytest.raises(Refusal, match=told):
            await import_sqlite(empty, lambda: lines)
    with pytest.raises(Refusal, match=told):
        await import_postgres(store, lambda: lines)
    assert (await store.find(ME, Filter(status="any"))).total == 0


async def test_a_backup_made_in_use_opens_as_the_same_tasks(
    file: SqliteStore, tmp_path: Path, clock: StillClock
) -> None:
    copy = await backup(file, tmp_path / "copy.sqlite3")
    lines = await lines_of(file)
    await add(file, "after the backup")
    with pytest.raises(Refusal, match="there already"):
        await backup(file, copy)
    await file.close()
    async with await open_sqlite(copy, clock) as restored:
        assert await lines_of(restored) == lines
        assert (await restored.find(ME, Filter(text="rent"))).total == 1


async def test_a_backup_that_cannot_be_written_or_is_damaged_is_said_plainly(
    file: SqliteStore, tmp_path: Path
) -> None:
    with pytest.raises(StoreError):
        await backup(file, tmp_path / "nowhere" / "copy.sqlite3")
    copy = await backup(file, tmp_path / "copy.sqlite3")
    await file.close()
    content = bytearray(copy.read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\xff" * (4096 * 4)
    copy.write_bytes(content)
    with pytest.raises((StoreError, sqlite3.Error)):
        check(copy)
