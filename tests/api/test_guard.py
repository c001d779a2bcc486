"""A5, A7: Host and Origin of every request are checked, and the page keeps to itself."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api.app import build_app
from api.guard import guard
from tests.api.door import Door

HOME = "http://127.0.0.1:7400"


@pytest.fixture
async def guarded(door: Door) -> AsyncIterator[httpx.AsyncClient]:
    app: Any = guard(build_app(door.deps), ["127.0.0.1:7400"], [HOME])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME) as client:
        yield client


async def test_a5_the_page_is_served_at_its_own_address(guarded: httpx.AsyncClient) -> None:
    for headers in ({}, {"Origin": HOME}):
        answer = await guarded.get("/api/me", headers=headers)
        assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/me", "/agui", "/mcp", "/assets/index-D2QC.js"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:7401"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:7401"},
        {"Host": "localhost:7400", "Origin": "http://evil.example"},
    ],
)
async def test_a5_a_foreign_host_or_origin_is_refused_everywhere(
    guarded: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    answer = await guarded.get(path, headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert HOME in answer.json()["hint"]


async def test_a7_a_write_from_a_foreign_page_changes_nothing(
    door: Door, guarded: httpx.AsyncClient
) -> None:
    headers = {"Origin": "http://evil.example"}
    answer = await guarded.post("/api/tasks", json={"text": "milk"}, headers=headers)
    assert answer.status_code == 403
    page: Any = await door.get("/api/tasks", view="all")
    assert page["total"] == 0


async def test_localhost_goes_to_the_one_address(guarded: httpx.AsyncClient) -> None:
    answer = await guarded.get("/task/1?x=%20y", headers={"Host": "localhost:7400"})
    assert answer.status_code == 307
    assert answer.headers["location"] == f"{HOME}/task/1?x=%20y"


@pytest.mark.parametrize(
    "header",
    [(b"host", b"evil.example"), (b"origin", b"http://evil.example"), (b"host", b"localhost:7400")],
)
async def test_a5_a_socket_from_elsewhere_is_closed_before_it_opens(
    door: Door, header: tuple[bytes, bytes]
) -> None:
    app: Any = guard(build_app(door.deps), ["127.0.0.1:7400"], [HOME])
    headers = dict([(b"host", b"127.0.0.1:7400"), header])
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/live", "headers": list(headers.items())}
    await app(scope, receive, send)
    assert [message["type"] for message in sent] == ["websocket.close"]


async def test_b8_nothing_foreign_may_load_and_no_page_may_frame_it(
    guarded: httpx.AsyncClient,
) -> None:
    for path in ("/", "/api/me"):
        answer = await guarded.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "object-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
