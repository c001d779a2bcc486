"""What stores and clients are told of the server: the bundle's manifest, the registry's file."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mcp_server.prompts import PROMPTS
from mcp_server.server import listed_tools
from scripts.bundle import ENTRY, manifest, pack, pins
from tasklark.settings import Settings

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A file that is called like a wheel; what is in one is tests/architecture's."""
    file = tmp_path / f"tasklark-{PROJECT['version']}-py3-none-any.whl"
    file.write_bytes(b"wheel")
    return file


def test_the_manifest_tells_of_every_tool_and_prompt() -> None:
    shown: dict[str, Any] = manifest(PROJECT)
    assert [tool["name"] for tool in shown["tools"]] == [t.name for t in listed_tools().tools]
    assert [prompt["name"] for prompt in shown["prompts"]] == list(PROMPTS)
    for prompt in shown["prompts"]:
        asked = re.findall(r"\$\{arguments\.(\w+)\}", prompt["text"])
        assert asked == prompt.get("arguments", [])
    assert shown["version"] == PROJECT["version"]
    assert shown["server"]["entry_point"] == ENTRY
    assert shown["user_config"].keys() == {"data"}


def test_a_bundle_holds_what_its_manifest_names_and_is_the_same_each_time(
    wheel: Path, tmp_path: Path
) -> None:
    first = pack(wheel, tmp_path).read_bytes()
    with zipfile.ZipFile(pack(wheel, tmp_path)) as bundle:
        names = set(bundle.namelist())
        project = tomllib.loads(bundle.read("pyproject.toml").decode())
    assert names == {"manifest.json", "pyproject.toml", ENTRY, "icon.png", f"wheels/{wheel.name}"}
    assert project["tool"]["uv"]["sources"]["tasklark"]["path"] in names
    assert (tmp_path / f"tasklark-{PROJECT['version']}.mcpb").read_bytes() == first


def test_every_package_that_is_needed_is_pinned_without_a_host() -> None:
    found = pins((ROOT / "requirements.lock").read_text("utf-8"))
    names = {re.split(r"[=\[]", pin)[0] for pin in found}
    wanted = {re.split(r"[>=<\[; ]", need)[0] for need in PROJECT["dependencies"]}
    assert wanted <= names
    assert [pin for pin in found if "://" in pin or "--" in pin] == []


@pytest.mark.timeout(120)
@pytest.mark.parametrize("folder", ["", "${user_config.data}"])
def test_a_folder_that_was_not_chosen_is_the_usual_one(
    folder: str, wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(pack(wheel, tmp_path)) as bundle:
        bundle.extract(ENTRY, tmp_path)
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "PATH": ""}
    ran = subprocess.run(
        [sys.executable, tmp_path / ENTRY],
        env={**home, "TASKLARK_DATA": folder},
        input=b"",
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, b""), ran.stderr
    assert (tmp_path / "data" / "tasklark" / "tasklark.sqlite3").is_file()


def test_the_registry_reads_the_versions_and_settings_that_there_are() -> None:
    told: dict[str, Any] = json.loads((ROOT / "server.json").read_text("utf-8"))
    (package,) = told["packages"]
    assert told["version"] == package["version"] == PROJECT["version"]
    assert package["identifier"] == PROJECT["name"]
    assert len(told["description"]) <= 100
    assert re.fullmatch(r"[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+", told["name"])
    assert f"mcp-name: {told['name']}" in (ROOT / "README.md").read_text("utf-8")
    settings = {f"TASKLARK_{name.upper()}" for name in Settings.model_fields}
    assert {one["name"] for one in package["environmentVariables"]} <= settings
    words = [one.get("value") or one["name"] for one in package["packageArguments"]]
    assert words == ["mcp", "--stdio"]
