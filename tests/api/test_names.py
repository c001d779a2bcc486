"""Names of tags and projects by REST."""

from typing import Any

from tests.api.door import Door


async def test_a_tag_is_renamed_merged_and_deleted(door: Door) -> None:
    await door.add("rent #home")
    await door.add("milk #shop")
    renamed: Any = await door.send("PATCH", "/api/tags/home", {"name": "house"})
    assert renamed["said"] == "Renamed #home to #house in 1 task"
    assert renamed["tags"] == [{"name": "house", "open": 1}, {"name": "shop", "open": 1}]
    merged: Any = await door.send("PATCH", "/api/tags/shop", {"name": "House"})
    assert (merged["name"], merged["merged"], merged["changed"]) == ("house", True, 1)
    assert merged["said"] == "Merged #shop into #house in 1 task"
    gone: Any = await door.send("DELETE", "/api/tags/house")
    assert gone["said"] == "Deleted #house, off 2 tasks"
    assert gone["tags"] == []
    await door.send("POST", f"/api/undo/{gone['undo']}", {})
    await door.send("POST", f"/api/undo/{merged['undo']}", {})
    found: Any = await door.get("/api/tags")
    assert [one["name"] for one in found["tags"]] == ["house", "shop"]


async def test_a_project_is_renamed_moved_and_deleted(door: Door) -> None:
    for name in ("Work", "Home"):
        await door.send("POST", "/api/projects", {"name": name})
    renamed: Any = await door.send("PATCH", "/api/projects/Home", {"name": "A/B"})
    assert [one["name"] for one in renamed["projects"]] == ["Work", "A/B"]
    moved: Any = await door.send("PATCH", "/api/projects/A%2FB", {"rank": 0})
    assert moved["said"] == "Moved @A/B in the list"
    assert [one["name"] for one in moved["projects"]] == ["A/B", "Work"]
    gone: Any = await door.send("DELETE", "/api/projects/A%2FB")
    assert [one["name"] for one in gone["projects"]] == ["Work"]
    said = [one["said"] for one in (await door.get("/api/changes"))["changes"]]  # type: ignore[attr-defined]
    assert said[:3] == [
        "Removed the project A/B",
        "Moved the project A/B in the list",
        "Renamed the project Home to A/B",
    ]


async def test_what_cannot_be_is_a_problem(door: Door) -> None:
    await door.refused("PATCH", "/api/tags/none", 404, json={"name": "x"})
    await door.refused("DELETE", "/api/projects/none", 404)
    await door.refused("PATCH", "/api/projects/none", 422, json={})
    await door.refused("PATCH", "/api/projects/none", 422, json={"name": "x", "rank": 0})
    await door.refused("PATCH", "/api/projects/none", 422, json={"rank": -1})
    await door.refused("PATCH", "/api/tags/none", 422, json={"name": ""})


async def test_a_retry_with_the_same_key_is_the_same_change(door: Door) -> None:
    await door.add("rent #home")
    first: Any = await door.send("PATCH", "/api/tags/home", {"name": "house"}, key="k")
    again: Any = await door.send("PATCH", "/api/tags/home", {"name": "house"}, key="k")
    assert first["undo"] == again["undo"]
