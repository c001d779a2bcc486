"""Files and the calendar link by REST."""

from typing import Any

import icalendar

from api.limit import FILE_LIMIT
from tests.api.door import Door

CSV = b"title,date,tags\nrent,2026-11-30,home\n,x,\nmilk,,\n"


async def _send(door: Door, content: bytes, **query: Any) -> Any:
    answer = await door.client.post("/api/import", params=query, content=content)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_file_is_looked_at_then_added_then_taken_back(door: Door) -> None:
    seen = await _send(door, CSV, dry_run=True, name="x.csv")
    assert (seen["kind"], seen["added"], seen["known"], seen["undo"]) == ("csv", 2, 0, None)
    assert seen["said"] == "Would add 2 tasks"
    assert seen["problems"] == ["Line 3: A line without a title is left out."]
    assert [one["title"] for one in seen["tasks"]] == ["rent", "milk"]
    assert (await door.get("/api/tasks", view="all"))["total"] == 0
    added = await _send(door, CSV, name="x.csv")
    assert added["said"] == "Added 2 tasks"
    again = await _send(door, CSV, name="x.csv")
    assert (again["undo"], again["said"]) == (None, "Nothing to add: 2 are here already")
    await door.send("POST", f"/api/undo/{added['undo']}", {})
    assert (await door.get("/api/tasks", view="all"))["total"] == 0


async def test_a_large_file_shows_its_first_tasks_and_its_size_is_limited(door: Door) -> None:
    content = b"title\n" + b"".join(b"task %d\n" % n for n in range(100)) + b"x" * 2_000_000
    seen = await _send(door, content, dry_run=True)
    assert (seen["added"], len(seen["tasks"])) == (101, 20)
    problem = await door.refused("POST", "/api/import", 413, content=b"x" * (FILE_LIMIT + 1))
    assert problem["hint"] == "Send at most 10 MB."


async def test_what_is_no_file_of_tasks_is_a_problem(door: Door) -> None:
    await door.refused("POST", "/api/import", 422, content=b"")
    await door.refused("POST", "/api/import", 422, content=b"\x00\x01")
    await door.refused("POST", "/api/import?kind=xls", 422, content=CSV)
    await door.refused("POST", "/api/import?kind=ics", 422, content=CSV)
    await door.refused("GET", "/api/export?to=xls", 422)


async def test_everything_goes_out_as_a_file(door: Door) -> None:
    await door.add("rent every month on the 30th at 9 #home, remind 10 minutes before")
    for to, media in (("ics", "text/calendar"), ("csv", "text/csv"), ("json", "application/json")):
        answer = await door.client.get("/api/export", params={"to": to})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        name = f'attachment; filename="tasklark-2026-11-25.{to}"'
        assert answer.headers["content-disposition"] == name
        assert "rent" in answer.text


async def test_a_calendar_is_followed_by_a_secret_that_can_be_renewed(door: Door) -> None:
    await door.add("rent tomorrow at 9")
    assert await door.get("/api/calendar") == {"path": None}
    first: Any = await door.send("POST", "/api/calendar", {})
    assert await door.get("/api/calendar") == first
    answer = await door.client.get(first["path"])
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    [todo] = icalendar.Calendar.from_ical(answer.text).walk("VTODO")
    assert todo["SUMMARY"] == "rent"
    second: Any = await door.send("POST", "/api/calendar", {})
    assert (await door.client.get(first["path"])).status_code == 404
    assert (await door.client.get(second["path"])).status_code == 200
    assert await door.send("DELETE", "/api/calendar") == {"path": None}
    assert (await door.client.get(second["path"])).status_code == 404


async def test_a_secret_that_is_none_opens_nothing(door: Door) -> None:
    for secret in ("x", "a" * 100, "..%2F..", "%00"):
        await door.refused("GET", f"/api/calendar/{secret}.ics", 404)
