"""`tasklark service NAME`: alive at once, ready with its sidecar, and ended in order."""

import asyncio
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from services import SERVICES
from tasklark.cluster import PROCESSES
from tests.cluster.conftest import APP_TOKEN, Small, page


async def test_every_service_is_a_process_and_every_process_is_declared() -> None:
    assert {service.name for service in SERVICES} < PROCESSES.keys()
    assert PROCESSES.keys() - {service.name for service in SERVICES} == {
        "api", "agent", "mcp", "live", "relay",
    }  # fmt: skip


async def test_each_process_is_alive_without_its_sidecar_and_ready_with_it(small: Small) -> None:
    made = [small.process(name) for name in PROCESSES]
    for one in made:
        assert await one.says("/healthz", 200) == "ok"
        assert await one.says("/readyz", 503) == "waiting for the sidecar"
    for one in made:
        await one.begin_sidecar()
    for one in made:
        assert await one.says("/readyz", 200) == "ok"
        assert "python_info" in await one.says("/metrics", 200)
    assert await asyncio.gather(*(one.end() for one in made)) == [0] * len(made)


async def test_only_the_sidecar_may_push_and_only_the_page_may_ask(small: Small) -> None:
    api, recurring = await small.ready("api", "recurring")
    async with httpx.AsyncClient(trust_env=False) as anybody:
        for path in ("/dapr/events/recurring", "/job/reminders"):
            answer = await anybody.post(f"{recurring.url}{path}", json={})
            assert answer.status_code == 401
        token = {"dapr-api-token": APP_TOKEN}
        pushed = await anybody.get(f"{recurring.url}/dapr/subscribe", headers=token)
        assert pushed.json() == []
        assert (await anybody.get(f"{recurring.url}/anything")).status_code == 404
        stranger = {"host": "evil.example"}
        assert (await anybody.get(f"{api.url}/api/me", headers=stranger)).status_code >= 400
    async with page(api) as mine:
        assert (await mine.get("/api/me")).status_code == 200


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("nonsense", {}, "There is no process “nonsense”. Say one of api, agent,"),
        ("api", {"TASKLARK_RUNTIME": ""}, "TASKLARK_RUNTIME is not dapr. Set TASKLARK_RUNTIME"),
        ("api", {"APP_API_TOKEN": ""}, "DAPR_API_TOKEN and APP_API_TOKEN are not both set."),
        ("api", {"TASKLARK_TOKEN_KEY": ""}, "TASKLARK_TOKEN_KEY is not set."),
        ("api", {"TASKLARK_HOST": "everywhere"}, "without login only this computer is served"),
    ],
)
async def test_what_cannot_be_served_is_said_in_one_line(
    small: Small, name: str, settings: dict[str, str], words: str, tmp_path: Path
) -> None:
    env = {"PATH": "/usr/bin", "HOME": str(tmp_path), "TASKLARK_DATA": str(tmp_path / "data")}
    told = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "tasklark", "service", name, "--port", "0"],
        env={**env, **small.settings, **settings}, cwd=tmp_path,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 1
    assert words in told.stderr
    assert "Traceback" not in told.stderr
