"""A judge of the bundle: the official packer reads it, uv installs it, the inspector calls it."""

import json
from collections.abc import Iterator

from scripts.bundle import ENTRY, build_wheel, pack
from scripts.judged import HOME, PYTHON, Ground
from scripts.tools import BIN, UV

_PACKER = HOME / "node_modules" / ".bin" / "mcpb"
_INSPECTOR = HOME / "node_modules" / ".bin" / "mcp-inspector"


def bundle(ground: Ground) -> Iterator[tuple[str, float]]:
    """As a client does it: look at the manifest, unpack, install, start, ask."""
    folder = ground.folder / "bundle"
    folder.mkdir()
    packed, unpacked = pack(build_wheel(folder), folder), folder / "unpacked"
    said = ground.told(BIN / "node", _PACKER, "unpack", packed, unpacked, log="bundle-unpack")
    manifest = unpacked / "manifest.json"
    if not manifest.is_file():
        print(f"  bundle: it cannot be unpacked: {said}")
        yield "bundle: valid, installs, answers", 0.0
        return
    valid = ground.told(BIN / "node", _PACKER, "validate", manifest, log="bundle-manifest")
    ground.told(UV, "sync", "--python", PYTHON, "--directory", unpacked, log="bundle-install")
    answer = ground.told(
        *(BIN / "node", _INSPECTOR, "--cli", UV, "run", "--directory", unpacked, ENTRY),
        *("-e", f"TASKLARK_DATA={ground.folder / 'bundle-data'}", "--method", "tools/call"),
        *("--tool-name", "add_tasks", "--tool-args-json"),
        json.dumps({"tasks": [{"title": "milk", "when": "tomorrow"}]}),
        log="bundle-answer",
    )
    steps = {
        "the manifest": "validation passes" in valid,
        "the first call": "added 1" in answer,
    }
    for step, good in steps.items():
        if not good:
            print(f"  bundle: {step} failed")
    yield "bundle: valid, installs, answers", 100.0 * sum(steps.values()) / len(steps)
