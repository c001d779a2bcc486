"""A model that refuses, hangs or is gone, and an assistant that cannot be loaded."""

import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import httpx
import pytest

from agent.model import choose
from tasklark import compose, settings
from tasklark.compose import Core
from tasklark.domain.errors import TasklarkError
from tasklark.talking import talk
from tasklark.whole import everything
from tests.agent.endpoints import Endpoint, endpoint
from tests.agent.pages import message
from tests.faults.watching import until
from tests.running import Tasklark

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def loaded(tmp_path: Path) -> settings.Loaded:
    return settings.load({"data": tmp_path / "data", "zone": "Europe/Madrid"})


@pytest.mark.slow
async def test_a_wrong_key_is_one_line_from_a_terminal(tmp_path: Path) -> None:
    async with endpoint(status=401) as model:
        program = Tasklark(tmp_path / "data", model="m", model_url=model.url, model_key="sk-wrong")
        ran = await anyio.to_thread.run_sync(program.run, "ask", "add buy milk")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == (
        f"The model at {model.url[7:-3]} refused the key."
        " Set the right one in Settings or TASKLARK_MODEL_KEY.\n"
    )
    assert program.run("list", "all").stdout == "Nothing here.\n"


async def test_an_endpoint_that_hangs_is_given_up_with_one_line(loaded: settings.Loaded) -> None:
    async with endpoint(hangs=True) as model:
        choice = choose("m", model.url, "k", wait_s=0.2)

        async def ask(core: Core) -> None:
            await talk(core, "add buy milk", choice)

        with pytest.raises(TasklarkError) as told:
            await compose.once(loaded, ask)
    assert str(told.value) == (
        f"The model at {model.url[7:-3]} did not answer within 0.2 s."
        " Try again, or choose the built-in planner in Settings."
    )


@pytest.mark.slow
async def test_a_model_that_hangs_holds_nothing_up_but_its_own_answer(tmp_path: Path) -> None:
    async with endpoint(hangs=True) as model:
        program = Tasklark(tmp_path / "data", model="m", model_url=model.url, model_key="k")
        program.start()
        async with (
            httpx.AsyncClient(base_url=program.url, timeout=60) as client,
            anyio.create_task_group() as group,
        ):
            group.start_soon(_ask_in_vain, client)
            await until(partial(_asked, model))
            added = await client.post("/api/tasks", json={"text": "buy milk"})
            assert added.status_code == 201
            # Ctrl-C does not wait for the model either.
            assert await anyio.to_thread.run_sync(program.stop) == 0
    assert program.log == ""


async def _asked(model: Endpoint) -> bool:
    return bool(model.requests)


async def _ask_in_vain(client: httpx.AsyncClient) -> None:
    try:
        await client.post("/api/model/test")
    except httpx.TransportError:
        return


@pytest.mark.slow
async def test_a_wrong_key_is_told_in_settings(tmp_path: Path) -> None:
    async with endpoint(status=401) as model:
        program = Tasklark(tmp_path / "data", model="m", model_url=model.url, model_key="sk-wrong")
        with program:
            async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:
                tried = await client.post("/api/model/test")
        assert tried.json()["ok"] is False
        assert "refused the key" in tried.json()["said"]
        assert "sk-wrong" not in program.log


@pytest.mark.slow
async def test_what_is_said_while_the_assistant_loads_is_done_though_the_page_left(
    tmp_path: Path,
) -> None:
    program = Tasklark(tmp_path / "data")
    await anyio.to_thread.run_sync(program.start)
    async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:
        with _said(program.url, "add buy milk"):
            # What came later has an answer: so this has been taken in.
            assert await _titles(client) == []
        assert await until(partial(_titles, client)) == ["buy milk"]
        events = (await client.get("/agui/threads/t/events")).text
    await anyio.to_thread.run_sync(program.stop)
    assert "RUN_FINISHED" in events
    assert program.log == ""


@pytest.mark.slow
async def test_a_page_that_leaves_in_the_middle_of_a_message_is_no_error(tmp_path: Path) -> None:
    program = Tasklark(tmp_path / "data")
    await anyio.to_thread.run_sync(program.start)
    async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:
        assert (await client.get("/agui/threads")).json() == {"threads": []}
        with _said(program.url, "add buy milk", but=10):
            assert await _titles(client) == []
        assert (await client.get("/agui/threads")).json() == {"threads": []}
    await anyio.to_thread.run_sync(program.stop)
    assert program.log == ""


async def _titles(client: httpx.AsyncClient) -> list[str]:
    tasks = (await client.get("/api/tasks", params={"view": "all"})).json()["tasks"]
    return [task["title"] for task in tasks]


def _said(url: str, text: str, but: int = 0) -> socket.socket:
    """A connection on which a message to the thread `t` was sent, but for its last bytes.

    Nobody waits for its answer.
    """
    body = json.dumps(message(text)).encode()
    address = urlsplit(url)
    head = (
        f"POST /agui HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    connection = socket.create_connection((address.hostname, address.port))
    connection.sendall(head.encode() + body[: len(body) - but])
    return connection


@asynccontextmanager
async def served(loaded: settings.Loaded) -> AsyncIterator[httpx.AsyncClient]:
    url = "http://127.0.0.1:7400"
    async with everything(loaded, url) as whole:
        transport = httpx.ASGITransport(whole.app)
        async with httpx.AsyncClient(transport=transport, base_url=url) as client:
            yield client


async def test_an_assistant_that_cannot_be_loaded_is_said_and_tried_again(
    loaded: settings.Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a half-installed package would: the import fails.
    monkeypatch.setitem(sys.modules, "agent.chat", None)
    async with served(loaded) as client:
        for _ in range(2):
            answer = await client.get("/agui/threads")
            assert answer.status_code == 503
            assert answer.json()["detail"] == "The assistant could not be loaded."
            assert answer.headers["content-type"] == "application/problem+json"
        assert (await client.get("/api/tasks")).status_code == 200
        assert (await client.get("/readyz")).text == "waiting for the assistant"
        monkeypatch.undo()
        assert (await client.get("/agui/threads")).status_code == 200
        assert (await client.get("/readyz")).text == "ok"
