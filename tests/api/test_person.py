"""The person, their settings, tags and projects by REST."""

from typing import Any

import pytest

from tests.api.door import Door


async def test_the_person_comes_with_everything_the_rail_shows(door: Door) -> None:
    await door.add("rent today #home @House")
    await door.add("someday")
    me: Any = await door.get("/api/me")
    assert me["zone"] == "Europe/Madrid"
    assert me["today"] == "2026-11-25"
    assert me["now"] == "2026-11-25T11:00:00.000Z"
    assert me["day_start"] == "04:00"
    assert me["named_times"]["noon"] == "12:00"
    assert me["counts"] == {"today": 1, "inbox": 1}
    assert me["tags"] == [{"name": "home", "open": 1}]
    assert me["projects"] == [{"name": "House", "open": 1}]
    assert me["connected"] == {"Claude Desktop": "2026-11-25T10:00:00.000Z"}
    assert "id" not in me


async def test_settings_change_by_value_and_can_be_taken_back(door: Door) -> None:
    values = {
        "zone": "Asia/Tokyo",
        "away": {"zone": "Europe/Paris", "until": "2026-12-04"},
        "week_start": 6,
        "day_start": "05:00",
        "clock24": False,
        "theme": "dark",
        "shortcuts": False,
        "quiet": ["22:00", "07:00"],
        "named_times": {"Lunch": "13:00"},
        "holidays": "ES-MD",
        "default_reminder": 10,
        "plain_words": ["may"],
        "readings": {"next fri": "coming"},
        "pinned": [{"name": "Late", "q": "overdue #home"}, {"name": "Ana", "q": "ana"}],
    }
    me: Any = await door.send("PATCH", "/api/me", values)
    for name, value in values.items():
        assert me[name] == ({"lunch": "13:00"} if name == "named_times" else value), name
    assert me["zone_source"] == "person"
    assert me["said"]
    await door.send("POST", f"/api/undo/{me['undo']}", {})
    back: Any = await door.get("/api/me")
    assert (back["zone"], back["quiet"], back["away"]) == ("Europe/Madrid", None, None)
    assert back["pinned"] == []


async def test_the_first_browser_says_where_the_person_is(door: Door) -> None:
    body = {"zone": "America/New_York", "zone_source": "browser"}
    me: Any = await door.send("PATCH", "/api/me", body)
    assert (me["zone"], me["zone_source"]) == ("America/New_York", "browser")


async def test_settings_are_said_in_words(door: Door) -> None:
    me: Any = await door.send("PATCH", "/api/me", {"words": ["quiet 22 to 7"]})
    assert me["quiet"] == ["22:00", "07:00"]


async def test_a_project_is_listed_once(door: Door) -> None:
    added: Any = await door.send("POST", "/api/projects", {"name": "Work"})
    assert added["said"] == "Added the project “Work”"
    assert added["tasks"] == []
    again: Any = await door.send("POST", "/api/projects", {"name": "work"})
    assert again["undo"] is None
    assert await door.get("/api/projects") == {"projects": [{"name": "Work", "open": 0}]}


async def test_tags_come_with_their_open_tasks(door: Door) -> None:
    await door.add("rent #home")
    await door.add("milk #home #shop")
    found: Any = await door.get("/api/tags")
    assert found == {"tags": [{"name": "home", "open": 2}, {"name": "shop", "open": 1}]}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"zone": "Mars/Olympus"}, "“zone” must be an IANA time zone"),
        ({"zone": "../etc/passwd"}, "“zone” must be"),
        ({"day_start": "25:00"}, "“day_start” must be a clock time"),
        ({"quiet": ["22:00"]}, "“quiet” must be two clock times"),
        ({"quiet": ["late", "07:00"]}, "“quiet” must be two clock times"),
        ({"week_start": 9}, "“week_start” must be 0 (Monday)"),
        ({"theme": "pink"}, "“theme” must be system, light or dark"),
        ({"named_times": {"lunch": "noonish"}}, "“named_times” must be"),
        ({"away": {"zone": "Europe/Paris", "until": "soon"}}, "“away” must be"),
        ({"default_reminder": "ten"}, "“default_reminder” must be"),
        ({"pinned": [{"name": "x"}]}, "“pinned” must be a list of up to 50 searches"),
        ({"pinned": [{"name": "", "q": "x"}]}, "“pinned” must be"),
        ({"pinned": [{"name": "x", "q": "x"}] * 51}, "“pinned” must be"),
        ({"colour": "red"}, "“colour” is not a field here"),
        ({"words": ["quiet 22 to 7"], "theme": "dark"}, "“words” goes alone"),
        ({}, "There is nothing to change"),
    ],
)
async def test_a_setting_that_cannot_be_is_refused_by_name(
    door: Door, body: Any, told: str
) -> None:
    problem = await door.refused("PATCH", "/api/me", 422, json=body)
    assert told in str(problem["detail"])


async def test_who_it_is_is_told_without_counting_anything(door: Door) -> None:
    whole, short = await door.get("/api/me"), await door.get("/api/me", rail="false")
    assert set(whole) - set(short) == {"projects", "tags", "counts"}
