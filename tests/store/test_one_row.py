"""A change of one row goes as values and not as JSON: every text arrives as it is."""

import pytest

from tasklark.domain.query import Filter
from tasklark.store.port import Need
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import EVERYONE
from tests.contract.builders import ME, add, setting

ODD = [
    "NULL",
    'a "quote"',
    "back\\slash",
    "{braces}",
    "a, comma",
    "''",
    " \\u0041 ",
    "%(id)s",
    "$1",
]
_TOLD = "SELECT data -> 'task_data' FROM outbox ORDER BY id DESC LIMIT 1"


@pytest.mark.parametrize("text", ODD)
async def test_an_odd_text_is_kept_told_and_found(store: PostgresStore, text: str) -> None:
    task = await add(store, text, notes=text, tags=(text, "plain"))
    (kept,) = (await store.find(ME, Filter(tags=(text,)))).tasks
    assert (kept.id, kept.title, kept.notes, kept.tags) == (task.id, text, text, (text, "plain"))
    ((told,),) = await store.pool.rows(EVERYONE, _TOLD)
    assert (told["title"], told["tags"]) == (text, [text, "plain"])
    assert (told["number"], told["seq"]) == (task.number, task.seq)


async def test_nul_is_kept_as_the_sign_for_what_cannot_be_shown(store: PostgresStore) -> None:
    task = await add(store, "a\0b")
    await store.change(ME, Need(ids=(task.id,)), setting(notes="e\0f"))
    (kept,) = (await store.tasks(ME, ids=[task.id])).tasks
    assert (kept.title, kept.notes) == ("a\ufffdb", "e\ufffdf")


async def test_missing_values_make_no_other_statement(store: PostgresStore) -> None:
    for n in range(4):
        await add(store, f"task {n}", project="Home" if n % 2 else None, rank=float(n))
    sql = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'WITH taken%'"
    assert await store.pool.rows(ME.person, sql) == [(1,)]
