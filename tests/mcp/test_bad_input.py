"""Nonsense, too much, and clients that go away: a plain refusal, and never half a write."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.mcp.test_stdio import HELLO, ask, request
from tests.running import Tasklark

pytestmark = [pytest.mark.timeout(120), pytest.mark.slow]
DEEP, VERY_DEEP = 200, 100_000
WRONG: dict[str, tuple[str, Any, str]] = {
    "a title of a megabyte": (
        "add_tasks", {"tasks": [{"title": "x" * 1_000_000}]}, "longer than 500 characters",
    ),
    "ten thousand ids": (
        "delete_tasks", {"ids": [str(n) for n in range(10_000)]}, "more than 50 items",
    ),
    "ten thousand tasks": ("add_tasks", {"tasks": [{"title": "x"}] * 10_000}, "more than 50 items"),
    "a task in a task, and so on": (
        "add_tasks", {"tasks": [json.loads('{"parent":' * DEEP + "1" + "}" * DEEP)]}, "",
    ),
    "what is no number": ("search_tasks", {"limit": float("nan")}, "must be a whole number"),
    "more than any number": ("get_agenda", {"days": float("inf")}, "must be a whole number"),
    "a huge number": ("get_agenda", {"days": 10**400}, "“days” must be"),
    "text for a list of tasks": ("add_tasks", {"tasks": "milk"}, "“tasks[0]” must be an object"),
    "a number for text": ("add_tasks", {"tasks": [{"title": 5}]}, "“tasks[0].title” must be text"),
    "half a letter": ("add_tasks", {"tasks": [{"title": "\ud83d"}]}, ""),
    "a list for a flag": (
        "add_tasks", {"tasks": [{"title": "x"}], "skip_existing": ["no"]}, "must be true or false",
    ),
    "an object for a request id": (
        "add_tasks", {"tasks": [{"title": "x"}], "request_id": {"a": 1}}, "must be text",
    ),
}  # fmt: skip


@contextmanager
def _greeted(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """`tasklark mcp --stdio` after the handshake; however it ends, that is waited for."""
    program = Tasklark(folder / "data")
    with subprocess.Popen(
        program.command("mcp", "--stdio"),
        env=program.environment(),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        ask(process, 0, "initialize", HELLO)
        say(process, '{"jsonrpc": "2.0", "method": "notifications/initialized"}')
        yield process


@contextmanager
def on_stdio(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """The same, and it ends well when nobody speaks to it any more."""
    with _greeted(folder) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def say(process: "subprocess.Popen[str]", line: str) -> None:
    """Send a line."""
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def told(
    process: "subprocess.Popen[str]", id: int, tool: str, **arguments: Any
) -> tuple[str, bool]:
    """The text of a call's result, and whether it was refused."""
    answer = ask(process, id, "tools/call", {"name": tool, "arguments": arguments})
    return said(answer)


def said(answer: dict[str, Any]) -> tuple[str, bool]:
    """What an answer says, be it a result or an error of the protocol."""
    if "error" in answer:
        return str(answer["error"]["message"]), True
    result = answer["result"]
    return result["content"][0]["text"], bool(result.get("isError"))


def plain(text: str) -> None:
    """Two lines at most, and nothing of what is inside."""
    assert len(text) < 1000
    assert text.count("\n") <= 1
    for word in ("Traceback", "pydantic", "Recursion", "sqlite", "Something went wrong"):
        assert word not in text


def test_nonsense_on_stdio_is_refused_in_words_and_the_next_call_works(tmp_path: Path) -> None:
    with on_stdio(tmp_path) as process:
        for id, (tool, arguments, wanted) in enumerate(WRONG.values(), 1):
            text, refused = told(process, id, tool, **arguments)
            assert refused, text
            assert wanted in text
            plain(text)
        found, _ = told(process, 90, "search_tasks", filter={"status": "any"})
        assert found.endswith("nothing matches")
        assert "added 1" in told(process, 91, "add_tasks", tasks=[{"title": "milk"}])[0]


def test_a_line_that_no_parser_follows_ends_nothing(tmp_path: Path) -> None:
    deep = '{"a":' * VERY_DEEP + "1" + "}" * VERY_DEEP
    with on_stdio(tmp_path) as process:
        for line in ("{", "[]", "\x00", deep, '{"jsonrpc": "2.0", "id": 1}', "5"):
            say(process, line)
        say(process, request(7, "tools/call", {"name": "get_agenda", "arguments": {}}))
        assert process.stdout is not None
        answer: dict[str, Any] = {}
        while answer.get("id") != 7:
            answer = json.loads(process.stdout.readline())
        assert said(answer)[0].startswith("now ")


def test_a_call_that_is_cancelled_while_it_writes_is_done_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    titles = [{"title": f"task {n}", "when": "tomorrow at 9"} for n in range(50)]
    with on_stdio(tmp_path) as process:
        for id in range(1, 11):
            call = {"name": "add_tasks", "arguments": {"tasks": titles, "request_id": f"r{id}"}}
            say(process, request(id, "tools/call", call))
            cancel = {"requestId": id, "reason": "gone"}
            note = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancel}
            say(process, json.dumps(note))
        counts = []
        for id in range(20, 22):
            say(process, request(id, "tools/call", {"name": "search_tasks", "arguments": {}}))
            text, _ = said(_answer(process, id))
            counts.append(text.split("\n")[1])
        # The same requests again: each is done by now, and none of them twice.
        for id in range(31, 41):
            call = {
                "name": "add_tasks",
                "arguments": {"tasks": titles, "request_id": f"r{id - 30}"},
            }
            say(process, request(id, "tools/call", call))
            assert "added 50" in said(_answer(process, id))[0]
        say(process, request(50, "tools/call", {"name": "search_tasks", "arguments": {}}))
        last = said(_answer(process, 50))[0].split("\n")[1]
    assert all(_whole(count) for count in counts), counts
    assert "of 500 tasks" in last


def _answer(process: "subprocess.Popen[str]", id: int) -> dict[str, Any]:
    """The answer to a request, whatever else comes before it."""
    assert process.stdout is not None
    while True:
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        if answer.get("id") == id:
            return answer


def _whole(count: str) -> bool:
    """Whether it tells of no task, or of whole calls of fifty."""
    words = count.replace(",", "").split()
    return count.startswith("nothing") or int(words[words.index("tasks") - 1]) % 50 == 0


def test_a_client_that_is_killed_and_asks_again_has_one_task(tmp_path: Path) -> None:
    call = request(1, "tools/call", {"name": "add_tasks", "arguments": _ONCE})
    for _ in range(3):
        with _greeted(tmp_path) as process:
            say(process, call)
            process.kill()
    with on_stdio(tmp_path) as process:
        assert "added 1" in told(process, 2, "add_tasks", **_ONCE)[0]
        assert "\n1 task\n" in told(process, 3, "search_tasks")[0]


_ONCE: dict[str, Any] = {"tasks": [{"title": "milk"}], "request_id": "once"}


def test_over_http_it_is_the_same(tmp_path: Path) -> None:
    with Tasklark(tmp_path / "data") as program:
        with httpx.Client(base_url=program.url, headers=_HEADERS, timeout=60) as client:
            for tool, arguments, wanted in WRONG.values():
                answer = client.post("/mcp", content=_call(tool, arguments))
                if answer.status_code != 200:
                    assert answer.status_code in (400, 413), (tool, answer.text)
                    continue
                text, refused = said(answer.json())
                assert refused, text
                assert wanted in text
                plain(text)
            for body in (b"{", b"", b"\xff", b"[" * VERY_DEEP, b'{"a":' * VERY_DEEP):
                answer = client.post("/mcp", content=body)
                assert 400 <= answer.status_code < 500, answer.text
                assert "Traceback" not in answer.text
        assert _once_although_it_hangs_up(program) == "1 task"
        assert "Traceback" not in program.log


def _once_although_it_hangs_up(program: Tasklark) -> str:
    """Ask three times for one task, hanging up; how many tasks that is."""
    body = _call("add_tasks", _ONCE)
    for _ in range(3):
        with httpx.Client(base_url=program.url, headers=_HEADERS) as client:
            client.send(client.build_request("POST", "/mcp", content=body), stream=True).close()
    with httpx.Client(base_url=program.url, headers=_HEADERS, timeout=60) as client:
        assert "added 1" in said(client.post("/mcp", content=body).json())[0]
        found = client.post("/mcp", content=_call("search_tasks", {"filter": {"text": "milk"}}))
    return said(found.json())[0].split("\n")[1]


_HEADERS = {
    "Accept": "application/json, text/event-stream",
    "Content-Type": "application/json",
    "MCP-Protocol-Version": "2025-06-18",
}


def _call(tool: str, arguments: Any) -> bytes:
    return request(1, "tools/call", {"name": tool, "arguments": arguments}).encode()
