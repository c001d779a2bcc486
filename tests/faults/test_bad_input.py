"""What cannot be done, at the REST door and at the MCP door of the running program.

Each is refused with one sentence what and one how, and nothing is half done.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from mcp import Client
from mcp_types import TextContent

from tests.running import Tasklark

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]

LONG = "x" * 10_000
NEVER = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tasklark]:
    with Tasklark(tmp_path_factory.mktemp("bad") / "data") as running:
        with running.client() as client:
            for title in ("buy milk", "milk the cow"):
                assert client.post("/api/tasks", json={"text": title}).status_code == 201
        yield running
        assert "Traceback" not in running.log


@pytest.fixture
def page(program: Tasklark) -> Iterator[httpx.Client]:
    """A client of the routes; after each test every task is as it was."""
    with program.client() as client:
        before = everything(client)
        yield client
        assert everything(client) == before


def everything(client: httpx.Client) -> Any:
    tasks = client.get("/api/tasks", params={"view": "all"}).json()
    changes = client.get("/api/changes").json()
    return tasks["tasks"], tasks["seq"], changes["changes"]


def post(path: str, **body: Any) -> tuple[str, str, Any]:
    return "POST", path, body


BY_REST = {
    "an empty title": (post("/api/tasks", text="  "), 422, "title"),
    "a long title": (post("/api/tasks", title=LONG), 413, "500"),
    "a long line among good ones": (post("/api/tasks", text=f"good\n{LONG}"), 413, "500"),
    "an unreadable date": (post("/api/tasks", title="a", due={"words": "yore"}), 422, "“yore”"),
    "a date that is none": (post("/api/tasks", title="a", due={"date": "2026-13-01"}), 422, "2026"),
    "a rule that never matches": (
        post("/api/tasks", title="a", repeat={"rule": NEVER}),
        422,
        "never comes to a date",
    ),
    "an unknown field": (post("/api/tasks", text="a", wehn="today"), 422, "“wehn”"),
    "an unknown task": (post("/api/tasks/999/complete"), 404, "task"),
    "one unknown of two": (post("/api/tasks/bulk", ids=[1, 999], do="delete"), 404, "task"),
    "a body that is no object": (("POST", "/api/tasks", [1]), 422, "JSON object"),
    "an unknown address": (("GET", "/api/nothing", None), 404, "nothing at this address"),
    "an unknown method": (("PUT", "/api/tasks", {}), 405, "method"),
    "an unknown setting": (("PATCH", "/api/me", {"zome": "UTC"}), 422, "“zome”"),
    "an unknown zone": (("PATCH", "/api/me", {"zone": "Mars/Base"}), 422, "such as Europe/Madrid"),
    "an unknown undo code": (post("/api/undo/zzzzz"), 404, "zzzzz"),
}


@pytest.mark.parametrize(("request_", "status", "words"), BY_REST.values(), ids=BY_REST)
def test_rest_refuses_with_a_sentence_and_a_way_out(
    request_: tuple[str, str, Any], status: int, words: str, page: httpx.Client
) -> None:
    method, path, body = request_
    answer = page.request(method, path, json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert words in problem["detail"] + problem["hint"]
    assert_told(problem["detail"])
    assert problem["hint"] == "" or problem["hint"].endswith((".", "”?", "”."))


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"text": "\\ud800"}', b"[" * 5000])
def test_rest_refuses_what_is_no_json(body: bytes, page: httpx.Client) -> None:
    answer = page.post("/api/tasks", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422), answer.text
    assert_told(answer.json()["detail"])


def test_rest_refuses_a_body_that_is_too_large(page: httpx.Client) -> None:
    answer = page.post("/api/tasks", json={"text": "x" * 1_100_000})
    assert answer.status_code == 413
    assert_told(answer.json()["detail"])


def test_another_host_and_another_page_are_refused(page: httpx.Client) -> None:
    for headers in ({"host": "evil.example"}, {"origin": "http://evil.example"}):
        answer = page.post("/api/tasks", json={"text": "a"}, headers=headers)
        assert answer.status_code == 403
        assert_told(answer.json()["detail"])


def new(**fields: Any) -> dict[str, Any]:
    return {"tasks": [{"title": "kept out too"}, {"title": "x", **fields}]}


BY_TOOL = {
    "an empty title": ("add_tasks", new(title=" "), "title"),
    "a long title": ("add_tasks", new(title=LONG), "500"),
    "an unreadable date": ("add_tasks", new(when="the day of yore"), "“the day of yore”"),
    "a rule that never matches": ("add_tasks", new(repeat=NEVER), "never comes to a date"),
    "an unknown argument": ("add_tasks", new(wehn="today"), "“wehn”"),
    "an unknown number": ("complete_tasks", {"ids": ["1", "77"]}, "#77"),
    "two where one was meant": (
        "complete_tasks",
        {"filter": {"text": "the milk one"}, "expect": 1},
        "#1 buy milk",
    ),
    "an unknown undo code": ("undo", {"codes": ["zzzzz"]}, "zzzzz"),
    "an impossible snooze": ("set_reminder", {"action": "snooze", "when": "1 h"}, "remind"),
}


@pytest.fixture
async def tools(program: Tasklark) -> AsyncIterator[Client]:
    async with Client(f"{program.url}/mcp") as client:
        yield client


@pytest.mark.parametrize(("tool", "arguments", "words"), BY_TOOL.values(), ids=BY_TOOL)
async def test_a_tool_refuses_with_a_sentence_and_a_way_out(
    tool: str, arguments: dict[str, Any], words: str, tools: Client, page: httpx.Client
) -> None:
    result = await tools.call_tool(tool, arguments)
    assert result.is_error, result
    text = "\n".join(part.text for part in result.content if isinstance(part, TextContent))
    assert words in text
    assert_told(text)
    assert len(text) < 500


def test_an_event_of_every_kind_of_nonsense_leaves_the_program_serving(
    page: httpx.Client, program: Tasklark
) -> None:
    for path in ("/live", "/mcp", "/agui", "/%00", "/..%2f..%2fetc/passwd", "/api/tasks/1e9"):
        answer = page.post(path, content=b"\0" * 100)
        assert 400 <= answer.status_code < 500, (path, answer.text)
    assert page.get("/healthz").text == "ok"


def assert_told(sentence: str) -> None:
    assert sentence
    assert sentence[0].isupper() or sentence[0] in "“#" or sentence[0].isdigit(), sentence
    assert sentence.rstrip().endswith((".", "?", "”.")), sentence
    for raw in ("Traceback", "Error:", "pydantic", "sqlite3", "None"):
        assert raw not in sentence, sentence
