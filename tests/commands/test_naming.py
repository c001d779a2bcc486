"""Names of tags and projects: renamed, merged, deleted, put in order; each one undo."""

import pytest

from tasklark.asks import Target
from tasklark.domain.errors import Refusal
from tests.commands.conftest import Desk


async def test_a_renamed_tag_is_renamed_everywhere_and_back_by_one_undo(desk: Desk) -> None:
    one = await desk.add("rent #home #money")
    two = await desk.add("milk #Home")
    await desk.done(two.number)
    named = await desk.naming.rename(desk.call(), "tag", "#home", "house")
    assert (named.after, named.merged, len(named.applied.tasks)) == ("house", False, 2)
    assert (await desk.now(one.number)).tags == ("house", "money")
    assert (await desk.now(two.number)).tags == ("house",)
    await desk.undo(named.applied.code)
    assert (await desk.now(one.number)).tags == ("home", "money")
    assert (await desk.now(two.number)).tags == ("Home",)


async def test_a_tag_renamed_into_another_is_merged_under_the_spelling_that_is_there(
    desk: Desk,
) -> None:
    both = await desk.add("rent #home #House")
    one = await desk.add("milk #home")
    named = await desk.naming.rename(desk.call(), "tag", "home", "house")
    assert (named.after, named.merged) == ("House", True)
    assert (await desk.now(both.number)).tags == ("House",)
    assert (await desk.now(one.number)).tags == ("House",)
    await desk.undo(named.applied.code)
    assert (await desk.now(both.number)).tags == ("home", "House")


async def test_only_the_capitals_of_a_tag_can_change(desk: Desk) -> None:
    task = await desk.add("milk #home")
    named = await desk.naming.rename(desk.call(), "tag", "home", "Home")
    assert not named.merged
    assert (await desk.now(task.number)).tags == ("Home",)


async def test_a_deleted_tag_leaves_its_tasks(desk: Desk) -> None:
    task = await desk.add("rent #home #money")
    named = await desk.naming.delete(desk.call(), "tag", "home")
    assert (await desk.now(task.number)).tags == ("money",)
    assert await desk.titles(tags=["home"]) == []
    await desk.undo(named.applied.code)
    assert await desk.titles(tags=["home"]) == ["rent"]


async def test_what_is_in_the_bin_keeps_its_names_and_comes_back_whole(desk: Desk) -> None:
    task = await desk.add("rent #home")
    await desk.commands.delete(desk.call(), Target(ids=[task.number]))
    await desk.add("milk #home")
    await desk.naming.rename(desk.call(), "tag", "home", "house")
    await desk.commands.restore(desk.call(), Target(ids=[task.number]))
    assert (await desk.now(task.number)).tags == ("home",)


async def test_a_renamed_project_keeps_its_place_and_its_tasks(desk: Desk) -> None:
    for name in ("Work", "Home", "Garden"):
        await desk.commands.add_project(desk.call(), name)
    task = await desk.add("rent @Home")
    named = await desk.naming.rename(desk.call(), "project", "home", "House")
    assert (named.before, named.after, named.merged) == ("Home", "House", False)
    assert (await desk.now(task.number)).project == "House"
    assert await desk.queries.projects(desk.who) == [("Work", 0), ("House", 1), ("Garden", 0)]
    await desk.undo(named.applied.code)
    assert await desk.queries.projects(desk.who) == [("Work", 0), ("Home", 1), ("Garden", 0)]


async def test_two_projects_become_one_and_two_again(desk: Desk) -> None:
    for name in ("Home", "Garden", "House"):
        await desk.commands.add_project(desk.call(), name)
    task = await desk.add("rent @Home")
    named = await desk.naming.rename(desk.call(), "project", "Home", "house")
    assert (named.after, named.merged) == ("House", True)
    assert await desk.queries.projects(desk.who) == [("Garden", 0), ("House", 1)]
    await desk.undo(named.applied.code)
    assert (await desk.now(task.number)).project == "Home"
    assert await desk.queries.projects(desk.who) == [("Home", 1), ("Garden", 0), ("House", 0)]


async def test_a_deleted_project_leaves_its_tasks_without_one(desk: Desk) -> None:
    await desk.commands.add_project(desk.call(), "Home")
    task = await desk.add("rent @Home")
    named = await desk.naming.delete(desk.call(), "project", "Home")
    assert (await desk.now(task.number)).project is None
    assert await desk.queries.projects(desk.who) == []
    await desk.undo(named.applied.code)
    assert await desk.queries.projects(desk.who) == [("Home", 1)]


async def test_a_project_takes_its_place_also_when_it_was_only_used(desk: Desk) -> None:
    await desk.commands.add_project(desk.call(), "Work")
    await desk.commands.add_project(desk.call(), "Home")
    await desk.add("dig @Garden")
    moved = await desk.naming.place(desk.call(), "Garden", 1)
    names = [name for name, _ in await desk.queries.projects(desk.who)]
    assert names == ["Work", "Garden", "Home"]
    await desk.naming.place(desk.call(), "Home", 0)
    names = [name for name, _ in await desk.queries.projects(desk.who)]
    assert names == ["Home", "Work", "Garden"]
    await desk.undo()
    await desk.undo(moved.applied.code)
    names = [name for name, _ in await desk.queries.projects(desk.who)]
    assert names == ["Work", "Home", "Garden"]


async def test_a_name_that_is_not_there_is_refused(desk: Desk) -> None:
    for kind in ("tag", "project"):
        with pytest.raises(Refusal, match=f"There is no {kind} “x”"):
            await desk.naming.rename(desk.call(), kind, "x", "y")
    with pytest.raises(Refusal, match="There is no project"):
        await desk.naming.place(desk.call(), "x", 0)


async def test_an_empty_or_endless_name_is_refused(desk: Desk) -> None:
    await desk.add("rent #home")
    with pytest.raises(Refusal, match="needs a name"):
        await desk.naming.rename(desk.call(), "tag", "home", " # ")
    with pytest.raises(Refusal, match="101 characters"):
        await desk.naming.rename(desk.call(), "tag", "home", "x" * 101)


async def test_the_same_name_again_changes_nothing(desk: Desk) -> None:
    await desk.add("rent #home")
    named = await desk.naming.rename(desk.call(), "tag", "home", "home")
    assert named.applied.code is None
