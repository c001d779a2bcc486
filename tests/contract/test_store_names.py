"""Projects in their order and completions by day, the same in every store."""

from datetime import timedelta

from tasklark.domain.changes import ChangeSet, ProjectChange
from tasklark.domain.query import Filter, Span
from tasklark.store.port import Need
from tests.contract.builders import ME, NOON, Kept, add


async def _list(store: Kept, *changes: ProjectChange) -> list[str]:
    await store.change(ME, Need(), lambda _: ChangeSet(projects=changes))
    return [name for name, _ in await store.projects(ME)]


async def test_a_renamed_project_keeps_its_place(store: Kept) -> None:
    await _list(store, *(ProjectChange(None, name) for name in "cab"))
    assert await _list(store, ProjectChange("a", "z")) == ["c", "z", "b"]


async def test_places_are_given_to_new_and_old_names(store: Kept) -> None:
    await _list(store, *(ProjectChange(None, name) for name in "ab"))
    places = (
        ProjectChange(None, "c", (None, 0)),
        ProjectChange("b", "b", (1, 1)),
        ProjectChange("a", "a", (0, 2)),
    )
    assert await _list(store, *places) == ["c", "b", "a"]
    assert await _list(store, ProjectChange(None, "d")) == ["c", "b", "a", "d"]


async def test_one_taken_off_and_put_on_again_stands_where_it_was(store: Kept) -> None:
    await _list(store, *(ProjectChange(None, name) for name in "abc"))
    assert await _list(store, ProjectChange("a", None, (0, None))) == ["b", "c"]
    assert await _list(store, ProjectChange(None, "a", (None, 0))) == ["a", "b", "c"]


async def test_a_name_that_is_taken_is_not_given_twice(store: Kept) -> None:
    await _list(store, ProjectChange(None, "a"), ProjectChange(None, "b"))
    assert await _list(store, ProjectChange("a", "b")) == ["a", "b"]


async def test_the_history_keeps_places(store: Kept) -> None:
    change = ProjectChange(None, "a", (None, 3))
    await _list(store, change)
    found, _ = await store.history(ME, limit=1)
    assert found[0].projects == (change,)


async def test_finished_tasks_are_counted_by_the_persons_day(store: Kept) -> None:
    for title in ("a", "b"):
        await add(store, title, status="done")
    await add(store, "open")
    since = Filter(status="done", done=Span(NOON - timedelta(days=1)))
    assert list(await store.count_by(ME, since, "finished")) == [("2026-11-25", 2)]
    assert list(await store.count_by(ME, Filter(), "finished")) == [("", 1)]
