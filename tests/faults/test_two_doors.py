"""`tasklark up` and `tasklark mcp --stdio` on the same file at the same time."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import httpx
import pytest
from mcp import Client
from websockets.asyncio.client import ClientConnection, connect

from tests.faults.desks import call, desktop
from tests.faults.watching import check_daily, check_file, occurrences, rows, until
from tests.running import Tasklark

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

EACH = 200
AT_ONCE = 4


async def updates(socket: ClientConnection) -> AsyncIterator[dict[str, object]]:
    """What an open page hears."""
    async for message in socket:
        told = json.loads(message)
        if told["type"] == "update":
            yield told


async def by_rest(program: Tasklark) -> None:
    async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:

        async def some(writer: int) -> None:
            for n in range(EACH // AT_ONCE):
                text = f"page {writer}-{n}"
                added = await client.post("/api/tasks", json={"title": text})
                assert added.status_code == 201

        async with anyio.create_task_group() as group:
            for writer in range(AT_ONCE):
                group.start_soon(some, writer)


async def by_tools(client: Client) -> None:
    async def some(writer: int) -> None:
        for n in range(EACH // AT_ONCE):
            await call(client, "add_tasks", tasks=[{"title": f"desk {writer}-{n}"}])

    async with anyio.create_task_group() as group:
        for writer in range(AT_ONCE):
            group.start_soon(some, writer)


async def test_the_page_and_a_desktop_client_write_at_once_and_a_page_hears_all_of_it(
    tmp_path: Path,
) -> None:
    with Tasklark(tmp_path / "data") as program:
        live = program.url.replace("http://", "ws://") + "/live?since=0"
        async with desktop(program) as client, connect(live) as socket:
            async with anyio.create_task_group() as group:
                group.start_soon(by_rest, program)
                group.start_soon(by_tools, client)
            heard = []
            with anyio.fail_after(20):
                async for update in updates(socket):
                    heard.append(update)
                    if len(heard) == 2 * EACH:
                        break
    assert [update["seq"] for update in heard] == list(range(1, 2 * EACH + 1))
    causes = [update["cause"] for update in heard]
    assert causes.count("added by Claude Desktop") == EACH
    kept = rows(tmp_path / "data", "SELECT number, title FROM task ORDER BY number")
    assert [number for number, _ in kept] == list(range(1, 2 * EACH + 1))
    wanted = {f"{who} {w}-{n}" for who in ("page", "desk")
              for w in range(AT_ONCE) for n in range(EACH // AT_ONCE)}  # fmt: skip
    assert {title for _, title in kept} == wanted
    check_file(tmp_path / "data")


async def test_when_the_program_dies_a_desktop_client_takes_its_background_work_over(
    tmp_path: Path,
) -> None:
    with Tasklark(tmp_path / "data") as program:
        async with desktop(program) as client:
            await call(client, "add_tasks", tasks=[{"title": "stretch", "repeat": "every day"}])
            program.kill()
            await call(client, "complete_tasks", ids=["1"])

            async def following() -> list[tuple[str, str]]:
                found = occurrences(program.data, "stretch")
                return found if len(found) == 2 else []

            check_daily(await until(following))
        program.start()
        with program.client() as page:
            (task,) = page.get("/api/tasks", params={"number": 1}).json()["tasks"]
        assert task["status"] == "open"
    check_daily(occurrences(tmp_path / "data", "stretch"))
