"""The wheel is what people install: it holds the page, and starts in a bare environment."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from scripts.setup import PAGE, lock_file
from scripts.tools import UV, environment

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.wheel, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not PAGE.is_file():
        pytest.skip("the web app is not built: make web")
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_it_holds_our_packages_and_the_page_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"tasklark", "mcp_server", "agent", "api", "services"}
    assert "api/static/index.html" in names
    assert "mcp_server/static/board.html" in names
    assert "tasklark/py.typed" in names


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bare")
    python = home / "bin" / "python"
    pip = [UV, "pip", "install", "--quiet", "--python", python]
    for step in (
        [UV, "venv", "--quiet", "--python", sys.executable, home],
        [*pip, "--require-hashes", "--requirement", lock_file("run")],
        [*pip, "--no-deps", wheel],
    ):
        subprocess.run([str(word) for word in step], env=environment(), check=True)
    return home / "bin" / "tasklark"


@pytest.fixture
def served(command: Path, tmp_path: Path) -> Iterator[str]:
    env = {"PATH": os.defpath, "HOME": str(tmp_path), "TASKLARK_DATA": str(tmp_path / "data")}
    server = subprocess.Popen(
        [command, "up", "--port", "0", "--no-open"],
        cwd=tmp_path,
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found, "the first line says where it serves"
    yield found.group()
    server.terminate()
    assert server.wait(60) == 0
    server.stdout.close()


def test_it_serves_the_page_and_keeps_a_task(served: str) -> None:
    with httpx.Client(base_url=served) as client:
        assert "<title>Tasklark" in client.get("/").text
        added = client.post("/api/tasks", json={"text": "oat milk tomorrow #home"})
        assert added.json()["tasks"][0]["tags"] == ["home"]
