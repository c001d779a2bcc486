"""`tasklark mcp --stdio`: one client, nothing but the protocol on stdout, a quick end."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.running import Tasklark

HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "Claude Desktop", "version": "1"},
}


@pytest.mark.timeout(60)
def test_a_client_is_served_and_the_process_ends_with_its_stdin(tmp_path: Path) -> None:
    program = Tasklark(tmp_path / "data")
    with subprocess.Popen(
        program.command("mcp", "--stdio"),
        env=program.environment(),
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        ready = ask(process, 1, "initialize", HELLO)
        assert ready["result"]["instructions"].startswith("A person's tasks.")
        task = {"title": "Buy milk", "when": "tomorrow at 9:00"}
        told = ask(process, 2, "tools/call", {"name": "add_tasks", "arguments": {"tasks": [task]}})
        assert "#1 Buy milk" in told["result"]["content"][0]["text"]
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


@pytest.mark.timeout(60)
def test_what_was_asked_is_answered_although_stdin_has_ended(tmp_path: Path) -> None:
    program = Tasklark(tmp_path / "data")
    calls = [
        request(1, "initialize", HELLO),
        '{"jsonrpc": "2.0", "method": "notifications/initialized"}',
        request(2, "tools/call", {"name": "add_tasks", "arguments": {"tasks": [{"title": "A"}]}}),
        "this is no message",
        request(3, "tools/call", {"name": "get_agenda", "arguments": {}}),
    ]
    ran = program.run("mcp", "--stdio", given="\n".join(calls) + "\n")
    answers = {answer["id"]: answer for answer in map(json.loads, ran.stdout.splitlines())}
    assert ran.returncode == 0
    assert "added 1" in answers[2]["result"]["content"][0]["text"]
    assert answers[3]["result"]["content"][0]["text"].startswith("now ")


def request(id: int, method: str, params: Any) -> str:
    """A request on a line."""
    return json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params})


def ask(process: "subprocess.Popen[str]", id: int, method: str, params: Any) -> dict[str, Any]:
    """Send a request and read the line that answers it."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(request(id, method, params) + "\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    assert answer["id"] == id
    return answer


def test_nothing_is_loaded_that_the_first_answer_does_not_need() -> None:
    needless = ("httpx2", "cryptography", "uvicorn", "mcp.client", "mcp.server.mcpserver")
    loads = (
        "import sys, mcp_server.stdio\n"
        f"print([name for name in {needless} if name in sys.modules])\n"
        "from mcp import Client\n"
        "import mcp.server\n"
        "print(Client.__name__, mcp.server.MCPServer.__name__)"
    )
    ran = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", "Client MCPServer"]
