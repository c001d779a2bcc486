"""The answer of every route keeps its shape."""

from typing import Any

from tests.api.door import Door
from tests.api.shapes import held, merge, shape
from tests.pushing.service import push_service


async def _tasks(door: Door) -> dict[str, Any]:
    """Tasks of every kind, and what their routes answer."""
    add = "POST /api/tasks"
    text = "rent every month on the 30th at 9 #home @House p1, remind 10 minutes before"
    repeat: Any = await door.send("POST", "/api/tasks", {"text": text})
    plain: Any = await door.send("POST", "/api/tasks", {"text": "rent"})
    task, path = repeat["tasks"][0], f"/api/tasks/{repeat['tasks'][0]['id']}"
    parent = {"title": "ask Ana", "parent": plain["tasks"][0]["number"], "due": {"words": "today"}}
    child: Any = await door.send("POST", "/api/tasks", parent)
    # The number stays, the date moves: what a person sees of a repeat that was skipped.
    written = shape(repeat)
    for answer in (plain, child):
        written = merge(written, shape(answer))
    shapes = {add: written}
    for name, body in {
        "skip": {"missed": False},
        "snooze": {"when": "in 10 minutes"},
        "move": {"rank": 1.5},
        "complete": {"occurrence": "2026-12-30T09:00"},
        "reopen": {},
    }.items():
        shapes[f"POST /api/tasks/{{id}}/{name}"] = shape(
            await door.send("POST", f"{path}/{name}", body)
        )
    shapes["PATCH /api/tasks/{id}"] = shape(await door.send("PATCH", path, {"notes": "x"}))
    bulk = {"ids": [plain["tasks"][0]["id"]], "do": "update", "fields": {"tags": ["a"]}}
    shapes["POST /api/tasks/bulk"] = shape(await door.send("POST", "/api/tasks/bulk", bulk))
    gone: Any = await door.send("DELETE", f"/api/tasks/{plain['tasks'][0]['id']}")
    shapes["DELETE /api/tasks/{id}"] = shape(gone)
    restored = f"/api/tasks/{plain['tasks'][0]['id']}/restore"
    shapes["POST /api/tasks/{id}/restore"] = shape(await door.send("POST", restored, {}))
    undone: Any = await door.send("POST", f"/api/undo/{gone['undo']}", {})
    shapes["POST /api/undo/{code}"] = shape(undone)
    shapes["GET /api/tasks/{id}"] = merge(
        shape(await door.get(path)), shape(await door.get(path.replace(str(task["id"]), "1")))
    )
    shapes["GET /api/tasks"] = await _lists(door, task["number"])
    shapes["GET /api/history"] = shape(await door.get("/api/history", task=task["number"]))
    return shapes


async def _lists(door: Door, number: int) -> Any:
    pages = [
        await door.get("/api/tasks", view="all", limit=1),
        await door.get("/api/tasks", view="all"),
        await door.get("/api/tasks", view="upcoming", **{"from": "2026-12-01", "to": "2027-03-01"}),
        await door.get("/api/tasks", number=number),
    ]
    found = shape(pages[0])
    for page in pages[1:]:
        found = merge(found, shape({**page, "subtasks": pages[1]["subtasks"]}))
    # By the parent's id, which is no part of the shape.
    found["subtasks"] = {"(id)": next(iter(found["subtasks"].values()))}
    return found


async def _person(door: Door) -> dict[str, Any]:
    values = {
        "quiet": ["22:00", "07:00"],
        "away": {"zone": "Europe/Paris", "until": "2026-12-04"},
        "plain_words": ["may"],
        "readings": {"next fri": "coming"},
        "pinned": [{"name": "Late", "q": "overdue"}],
    }
    saved: Any = await door.send("PATCH", "/api/me", values)
    for me in (saved,):
        me["named_times"] = {"(word)": "09:00"}
        me["readings"], me["connected"] = {"(words)": "coming"}, {"(client)": "an instant"}
    seen = {**(await door.get("/api/me")), **{k: saved[k] for k in ("named_times", "readings")}}
    return {
        "PATCH /api/me": shape(saved),
        "GET /api/me": shape({**seen, "connected": saved["connected"]}),
        "GET /api/tags": shape(await door.get("/api/tags")),
        "GET /api/projects": shape(await door.get("/api/projects")),
        "POST /api/projects": shape(await door.send("POST", "/api/projects", {"name": "W"})),
    }


async def _names(door: Door) -> dict[str, Any]:
    await door.add("dust #dust @Attic")
    return {
        "PATCH /api/tags/{name}": shape(
            await door.send("PATCH", "/api/tags/dust", {"name": "clean"})
        ),
        "DELETE /api/tags/{name}": merge(
            shape(await door.send("DELETE", "/api/tags/clean")),
            shape({"tags": [{"name": "x", "open": 1}]}),
        ),
        "PATCH /api/projects/{name}": shape(
            await door.send("PATCH", "/api/projects/Attic", {"rank": 0})
        ),
        "DELETE /api/projects/{name}": shape(await door.send("DELETE", "/api/projects/Attic")),
    }


async def _files(door: Door) -> dict[str, Any]:
    content = b"title,date,project\nrug,soonish,Cellar\nrag,2026-11-30,\nrag,,\n"
    seen = (await door.client.post("/api/import?dry_run=true&name=x.csv", content=content)).json()
    added = (await door.client.post("/api/import?name=x.csv", content=content)).json()
    for answer in (seen, added):
        assert answer["problems"]
        answer["tasks"] = ["(a task)"]
    exported = (await door.client.get("/api/export?to=json")).json()
    tasks = {one["title"]: one for one in exported["tasks"]}
    exported["tasks"] = [tasks["rent"], tasks["rug"]]
    return {
        "POST /api/import": merge(shape(seen), shape(added)),
        "GET /api/export": shape(exported),
        "GET /api/calendar": merge(
            shape(await door.get("/api/calendar")), shape({"path": "an address"})
        ),
        "POST /api/calendar": shape(await door.send("POST", "/api/calendar", {})),
        "DELETE /api/calendar": shape(await door.send("DELETE", "/api/calendar")),
    }


async def _push(door: Door) -> dict[str, Any]:
    async with push_service() as service:
        browser, first = service.browser(), service.browser("first")
        for one in (first, browser):
            body = {"endpoint": one.endpoint, "keys": one.keys, "device": "x"}
            added: Any = await door.send("POST", "/api/push", body)
        service.answers["/a"] = [201, 500]
        path = f"/api/push/{added['id']}/test"
        tried = [shape(await door.send("POST", path, {})) for _ in range(2)]
        return {
            "POST /api/push": merge(shape(added), {"subscriptions": tried[1]["subscriptions"]}),
            "POST /api/push/{id}/test": merge(*tried),
            "GET /api/push": shape(await door.get("/api/push")),
            "DELETE /api/push/{id}": merge(
                shape(await door.send("DELETE", f"/api/push/{added['id']}")),
                {"subscriptions": tried[1]["subscriptions"]},
            ),
        }


async def _insights(door: Door) -> dict[str, Any]:
    task: Any = await door.add("slow tomorrow")
    for words in ("28 November", "30 November"):
        await door.send("PATCH", f"/api/tasks/{task['id']}", {"due": {"words": words}})
    done: Any = await door.add("done")
    await door.send("POST", f"/api/tasks/{done['id']}/complete", {})
    gone: Any = await door.send("DELETE", f"/api/tasks/{done['id']}")
    await door.send("POST", f"/api/undo/{gone['undo']}", {})
    found = shape(await door.get("/api/insights"))
    found["slipping"][0]["task"] = "(a task)"
    return {"GET /api/insights": found, "GET /api/changes": shape(await _all_changes(door))}


async def _all_changes(door: Door) -> Any:
    found: Any = await door.get("/api/changes", limit=200)
    for change in found["changes"]:
        # The fields are those of one task in its history.
        change["fields"] = {}
    return {**found, "next": 1}


async def _setup(door: Door) -> dict[str, Any]:
    client = "/api/connect/claude-desktop"
    text = "pay rent next fri 9am every friday p1 #home @House, remind 10 minutes before"
    return {
        "GET /api/model": shape(await door.get("/api/model")),
        "PATCH /api/model": shape(await door.send("PATCH", "/api/model", {"model": ""})),
        "POST /api/model/test": shape(await door.send("POST", "/api/model/test")),
        "GET /api/about": shape(await door.get("/api/about")),
        "GET /api/connect/{client}": shape(await door.get(client)),
        "POST /api/connect/{client}": shape(await door.send("POST", client, {})),
        "GET /api/preview": shape(await door.get("/api/preview", repeat="every friday at 9")),
        "GET /api/parse": merge(
            _valueless(await door.get("/api/parse", q=text)),
            _valueless(await door.get("/api/parse", q="delete rent")),
        ),
    }


async def _tokens(door: Door) -> dict[str, Any]:
    made: Any = await door.send("POST", "/api/tokens", {"name": "script"})
    await door.deps.tokens.recognised(made["token"])
    used = shape(await door.send("DELETE", f"/api/tokens/{made['id']}"))
    again = shape(await door.send("POST", "/api/tokens", {"name": "script", "scope": "write"}))
    return {
        "POST /api/tokens": merge(again, {"tokens": used["tokens"]}),
        "GET /api/tokens": shape(await door.get("/api/tokens")),
        "DELETE /api/tokens/{id}": merge(used, {"tokens": again["tokens"]}),
    }


def _valueless(parsed: Any) -> Any:
    """A span's value is of its own kind: the page shows its label."""
    return shape({**parsed, "spans": [{**span, "value": "(any)"} for span in parsed["spans"]]})


async def _problems(door: Door) -> dict[str, Any]:
    body = {"title": "x", "base": {"title": "y"}}
    conflict = await door.refused("PATCH", "/api/tasks/1", 409, json=body)
    return {
        "problem": shape(await door.refused("GET", "/api/nope", 404)),
        "problem of a conflict": shape(conflict),
    }


async def _everything(door: Door) -> dict[str, Any]:
    parts = (_tasks, _person, _names, _files, _push, _insights, _setup, _tokens)
    return {name: found for part in parts for name, found in (await part(door)).items()}


async def test_every_route_answers_in_the_shape_that_is_published(door: Door) -> None:
    shapes = await _everything(door)
    shapes |= await _problems(door)
    held("rest.json", shapes)


async def test_every_route_of_the_document_has_a_golden_shape(door: Door) -> None:
    document = (await door.client.get("/api/openapi.json")).json()
    routes = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
    }
    shapes = await _everything(door)
    # A receipt is answered by nothing, the feed by a calendar.
    plain = {"POST /api/receipts", "GET /api/calendar/{secret}.ics"}
    assert routes - set(shapes) == plain
