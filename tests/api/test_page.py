"""The web app is served at all its addresses, and only there."""

import httpx
import pytest

from tests.api.door import Door, moved


@pytest.mark.parametrize(
    "path",
    ["/", "/today", "/tag/home", "/project/a%2Fb", "/task/131", "/search?q=x", "/chat/a1", "/add"],
)
async def test_every_address_of_the_app_is_its_page(door: Door, path: str) -> None:
    answer = await door.client.get(path)
    assert answer.status_code == 200
    assert "Tasklark" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert (await door.client.head(path)).status_code == 200


@pytest.mark.parametrize(
    "path", ["/favicon.ico", "/wp-admin", "/assets/nope.js", "/.env", "/%2e%2e/x"]
)
async def test_another_address_is_not(door: Door, path: str) -> None:
    await door.refused("GET", path, 404)


async def test_built_files_may_be_kept_for_ever(door: Door) -> None:
    answer = await door.client.get("/assets/index-D2QC.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert "javascript" in answer.headers["content-type"]


async def test_the_worker_stands_at_the_root_and_is_asked_for_again(door: Door) -> None:
    answer = await door.client.get("/sw.js")
    assert answer.headers["cache-control"] == "no-cache"
    assert "javascript" in answer.headers["content-type"]
    again = await door.client.get("/sw.js", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code in (200, 304)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/icons/192.png", "image/png"),
        ("/icon.svg", "image/svg+xml"),
    ],
)
async def test_what_a_browser_needs_to_install_the_app_is_there(
    door: Door, path: str, kind: str
) -> None:
    answer = await door.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/icons/1024.png", "/icons/..%2findex.png", "/icons/A.png"])
async def test_no_other_icon_is(door: Door, path: str) -> None:
    answer = await door.client.get(path)
    assert answer.status_code in (404, 422)


async def test_without_a_built_page_the_answer_says_what_to_do(door: Door) -> None:
    async with moved(door, "nothing-here") as client:
        answer: httpx.Response = await client.get("/")
    assert answer.status_code == 503
    assert "make web" in answer.json()["hint"]


async def test_the_document_of_the_routes_names_their_problems(door: Door) -> None:
    document = (await door.client.get("/api/openapi.json")).json()
    edit = document["paths"]["/api/tasks/{id}"]["patch"]
    assert {"400", "401", "403", "404", "409", "413", "422", "429"} <= set(edit["responses"])
    assert "application/problem+json" in edit["responses"]["422"]["content"]
    assert not [path for path in document["paths"] if not path.startswith("/api/")]
