"""Tasks that a list shows without reading them again are always as they are now."""

from collections.abc import Sequence
from pathlib import Path

from tasklark.domain.query import Filter
from tasklark.domain.task import Task
from tasklark.store import remembered
from tasklark.store.remembered import Remembered
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import ME, StillClock, add, change, open_sqlite, setting


async def titles(store: SqliteStore) -> list[str]:
    return [task.title for task in (await store.find(ME, Filter())).tasks]


async def test_a_change_by_another_process_is_seen_in_the_next_list(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite3"
    async with (
        await open_sqlite(path, StillClock()) as one,
        await open_sqlite(path, StillClock()) as other,
    ):
        task = await add(one, "before")
        assert await titles(one) == await titles(other) == ["before"]
        await change(other, task, setting(title="after"))
        assert await titles(one) == await titles(other) == ["after"]


def task_of(id_: int, seq: int) -> Task:
    now = StillClock()()
    return Task(id_, 1, f"{id_} at {seq}", now, now, seq=seq)


def test_only_what_is_not_known_as_it_is_now_is_read() -> None:
    known, read = Remembered(), list[list[int]]()
    seqs = {1: 5, 2: 6}

    def reading(ids: Sequence[int]) -> list[Task]:
        read.append(list(ids))
        return [task_of(id_, seqs[id_]) for id_ in ids]

    known.tasks([(1, 5), (2, 6)], reading)
    known.tasks([(2, 6), (1, 5)], reading)
    seqs[1] = 7
    assert [t.title for t in known.tasks([(2, 6), (1, 7)], reading)] == ["2 at 6", "1 at 7"]
    assert read == [[1, 2], [1]]


def test_more_than_is_kept_is_still_answered() -> None:
    known, many = Remembered(), remembered._KEPT + 10
    keys = [(n, n) for n in range(1, many + 1)]
    assert len(known.tasks(keys, lambda ids: [task_of(id_, id_) for id_ in ids])) == many
    assert len(known._known) == remembered._KEPT


async def test_what_was_known_of_a_file_is_forgotten_when_another_content_fills_it(
    tmp_path: Path,
) -> None:
    async with await open_sqlite(tmp_path / "t.sqlite3", StillClock()) as store:
        task = await add(store, "as it was")
        assert await titles(store) == ["as it was"]
        await store.write_alone(
            lambda connection: connection.execute(
                "UPDATE task SET title = 'as it came' WHERE id = ?", (task.id,)
            )
        )
        assert await titles(store) == ["as it came"]
