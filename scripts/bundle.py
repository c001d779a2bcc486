"""`make bundle`: one file that a client such as Claude Desktop installs with a click (MCPB).

It holds the wheel and which versions of other packages go with it; the client's uv installs them.
Nothing in it depends on the machine that made it, and the same sources give the same bytes.
"""

import hashlib
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from mcp_server.prompts import PROMPTS
from mcp_server.server import listed_tools
from scripts.progress import ROOT, run

ICON = ROOT / "web" / "public" / "icons" / "512.png"
ENTRY = "server/main.py"
_PIN = re.compile(r"^([A-Za-z0-9_.-]+(?:\[[\w,-]+\])?==[^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: a file's own is another on each machine."""
_LONG = (
    "Dates, repeats and reminders in your own words, on this computer alone: no account, no key. "
    "Every change has an undo. `tasklark up` shows the same tasks in a page."
)
_SERVER = {
    "type": "uv",
    "entry_point": ENTRY,
    "mcp_config": {
        "command": "uv",
        "args": ["run", "--directory", "${__dirname}", ENTRY],
        "env": {"TASKLARK_DATA": "${user_config.data}"},
    },
}
_FOLDER = {
    "type": "directory",
    "title": "Folder of your tasks",
    "description": "Where tasks are kept. Leave it empty for the usual place, which the page of "
    "“tasklark up” shares.",
    "required": False,
}
_MAIN = '''"""Starts Tasklark's MCP server for the client that installed this bundle."""

import os
import sys

from tasklark.cli import main

FOLDER = "TASKLARK_DATA"
# A client puts nothing, or the placeholder, where the person chose no folder.
if not os.environ.get(FOLDER, "").strip() or os.environ[FOLDER].startswith("${"):
    os.environ.pop(FOLDER, None)
sys.argv = ["tasklark", "mcp", "--stdio"]
main()
'''


def manifest(project: Mapping[str, object]) -> dict[str, object]:
    """The bundle's manifest, by MCPB 0.4: what a client shows before it installs anything."""
    return {
        "manifest_version": "0.4",
        "name": str(project["name"]),
        "display_name": "Tasklark",
        "version": str(project["version"]),
        "description": str(project["description"]),
        "long_description": _LONG,
        "author": {"name": "The Tasklark maintainers"},
        "license": str(project["license"]),
        "keywords": project["keywords"],
        "icon": "icon.png",
        "server": _SERVER,
        "tools": [
            {"name": tool.name, "description": tool.description} for tool in listed_tools().tools
        ],
        "prompts": list(_prompts()),
        "compatibility": {
            "platforms": ["darwin", "win32", "linux"],
            "runtimes": {"python": str(project["requires-python"])},
        },
        "user_config": {"data": _FOLDER},
    }


def _prompts() -> Iterator[dict[str, object]]:
    for name, one in PROMPTS.items():
        said = one.says.replace("{text}", f"${{arguments.{one.argument}}}")
        arguments = {"arguments": [one.argument]} if one.argument else {}
        yield {"name": name, "description": one.description, **arguments, "text": said}


def project_file(project: Mapping[str, object], wheel: str, pins: list[str]) -> str:
    """What uv installs: the wheel beside it, and everything else in the versions tried with it."""
    listed = "\n".join(f"    {json.dumps(pin)}," for pin in pins)
    return f"""[project]
name = "tasklark-bundle"
version = "{project["version"]}"
requires-python = "{project["requires-python"]}"
dependencies = ["tasklark"]

[tool.uv]
package = false
constraint-dependencies = [
{listed}
]

[tool.uv.sources]
tasklark = {{ path = "wheels/{wheel}" }}
"""


def pins(lock: str) -> list[str]:
    """The requirements of a lock file, without hashes."""
    found = (_PIN.match(line) for line in lock.splitlines())
    return [one[1] + (f" ; {one[2]}" if one[2] else "") for one in found if one]


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of the bundle by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = pins((ROOT / "requirements.lock").read_text("utf-8"))
    shown = json.dumps(manifest(project), indent=2, ensure_ascii=False) + "\n"
    return {
        "manifest.json": shown.encode(),
        "pyproject.toml": project_file(project, wheel.name, locked).encode(),
        ENTRY: _MAIN.encode(),
        "icon.png": ICON.read_bytes(),
        f"wheels/{wheel.name}": wheel.read_bytes(),
    }


def pack(wheel: Path, folder: Path) -> Path:
    """Write the bundle of a wheel into a folder."""
    out = folder / f"{'-'.join(wheel.name.split('-')[:2])}.mcpb"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in contents(wheel).items():
            bundle.writestr(zipfile.ZipInfo(name, _BEGINNING), content, zipfile.ZIP_DEFLATED)
    return out


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, in a folder."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    run("bundle-wheel", command, "The wheel could not be built.")
    return max(folder.glob("*.whl"), key=lambda wheel: wheel.stat().st_mtime)


def main() -> None:
    """Build the wheel and its bundle into dist/."""
    out = pack(build_wheel(ROOT / "dist"), ROOT / "dist")
    print(f"{out.relative_to(ROOT)}: SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
