"""`make judges`: what other people's programs say of our MCP server, beside floors and goals.

Conformance suite, inspector, probe, fuzzer, shield, scanner, guard: pinned in
evals/judges/versions.json, kept under .cache/judges, run one at a time against a `tasklark up` on
an empty folder. A figure below its floor fails; `FLOORS=raise make judges` lifts the floors, and
`PINS=renew make judges` takes the tools as they are for those that were agreed to.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scripts.bundled import bundle
from scripts.conformance import NODE, conformance, conformance_with_fixtures
from scripts.judged import HERE, HOME, PYTHON, Ground, served, set_up
from scripts.progress import StepFailed
from scripts.tools import CACHE, ensure_tools

_INSPECTOR = HOME / "node_modules" / ".bin" / "mcp-inspector"
_PATIENCE_S = 60
"""How long a server may take to start before a judge gives up."""
_PLACE = HERE / "floors.json"
Figures = dict[str, float]
GOALS: Figures = {
    "conformance 2026-07-28 beside its baseline": 100.0,
    "conformance 2025-11-25 beside its baseline": 100.0,
    "conformance 2026-07-28 with fixtures": 100.0,
    "conformance 2025-11-25 with fixtures": 100.0,
    "inspector --strict, both eras": 100.0,
    "probe: tools that work": 100.0,
    "fuzzer: runs without a crash": 100.0,
    "fuzzer: unknown arguments refused": 100.0,
    "shield": 95.0,
    "scanner: safe items": 100.0,
    "guard: tools as they were agreed to": 100.0,
    "bundle: valid, installs, answers": 100.0,
}
"""Shield takes nine points off for the name `delete_tasks` alone, so that 91 is its most."""


def inspector(ground: Ground) -> Iterator[tuple[str, float]]:
    """The official client with its strict view of schemas, in both protocol eras."""
    good = 0
    for era in ("modern", "legacy"):
        text = ground.told(
            *(NODE, _INSPECTOR, "--cli", "--server-url", ground.url, "--transport", "http"),
            *("--protocol-era", era, "--method", "tools/list", "--strict"),
            log=f"inspector-{era}",
        )
        good += '"name": "preferences"' in text and "portability" not in text
    yield "inspector --strict, both eras", 50.0 * good


def probe(ground: Ground) -> Iterator[tuple[str, float]]:
    """Every tool called for real; a warning counts as a failure."""
    text = ground.told(
        *(_program("probe", "amagi-mcp-probe"), "--url", ground.url, "--allow-destructive"),
        *("--strict", "--args", HERE / "arguments.json"),
        log="probe",
    )
    found = re.search(r"(\d+) tools?: (\d+) passed", text)
    yield "probe: tools that work", 100.0 * int(found[2]) / int(found[1]) if found else 0.0


def fuzzer(ground: Ground) -> Iterator[tuple[str, float]]:
    """Nonsense in tools and protocol: nothing may crash, no unknown argument may pass."""
    text = ground.told(
        *(_program("fuzzer", "mcp-fuzzer"), "--mode", "all", "--phase", "both"),
        *("--protocol", "streamablehttp", "--endpoint", ground.url, "--runs", "20"),
        *("--seed", "1", "--output-dir", ground.folder / "fuzz"),
        log="fuzzer",
    )
    rows = re.findall(r"(\d+) transport/protocol anomalies, (\d+) crashes", text)
    runs = sum(int(count) for count in re.findall(r"(\d+) runs", text))
    bad = sum(int(anomalies) + int(crashes) for anomalies, crashes in rows)
    yield "fuzzer: runs without a crash", 100.0 * (runs - bad) / runs if runs and rows else 0.0
    findings = _report(ground.folder / "fuzz" / "findings.json")["findings"]
    passed = [one for one in findings if _unknown_passed(one)]
    yield "fuzzer: unknown arguments refused", 0.0 if passed else 100.0
    yield "fuzzer: findings in tools", float(sum(one["kind"] == "tool" for one in findings))


def _unknown_passed(finding: dict[str, object]) -> bool:
    """Whether a call with an argument that no tool has was taken."""
    from mcp_server.server import TOOLS

    evidence = finding.get("evidence")
    given = evidence.get("input") if isinstance(evidence, dict) else None
    tool = TOOLS.get(str(finding.get("target")))
    if (
        finding.get("category") != "accepted_malformed"
        or tool is None
        or not isinstance(given, dict)
    ):
        return False
    return bool(given.keys() - tool.schema["properties"].keys())


def shield(ground: Ground) -> Iterator[tuple[str, float]]:
    """Security and compliance of the stdio server; it wants an older protocol library."""
    data = ground.folder / "shield-data"
    server = f"{PYTHON} -m tasklark mcp --stdio --data {data}"
    report = ground.folder / "shield.json"
    ground.told(
        *(_program("shield", "mcp-shield"), "test", server, "--format", "json"),
        *("--output", report),
        log="shield",
    )
    yield "shield", float(_report(report)["summary"]["score"])


def scanner(ground: Ground) -> Iterator[tuple[str, float]]:
    """Patterns of attacks in names, descriptions and schemas."""
    text = ground.told(
        *(_program("scanner", "mcp-scanner"), "--analyzers", "yara", "--format", "summary"),
        *("remote", "--server-url", ground.url),
        log="scanner",
    )
    every, safe = (
        re.search(rf"{what}: (\d+)", text) for what in ("Items matching filters", "Safe items")
    )
    yield "scanner: safe items", 100.0 * int(safe[1]) / int(every[1]) if every and safe else 0.0


def guard(ground: Ground) -> Iterator[tuple[str, float]]:
    """Fingerprints of all that a client is shown, beside those that were agreed to."""
    data = ground.folder / "guard-data"
    command = [str(PYTHON), *("-m", "tasklark", "mcp", "--stdio", "--data", str(data))]
    config, lock = ground.folder / "guard.json", ground.folder / "guard.lock"
    server = {"command": command[0], "args": command[1:]}
    config.write_text(json.dumps({"mcpServers": {"tasklark": server}}), "utf-8")
    guard = _program("guard", "mcp-guard-audit")
    patience = ("--timeout", str(_PATIENCE_S))
    ground.told(guard, "lock", config, "--live", "--yes", *patience, "-o", lock, log="guard")
    found = _pins(_report(lock))
    place = HERE / "pins.json"
    if os.environ.get("PINS") == "renew":
        place.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    agreed = json.loads(place.read_text("utf-8"))
    other = [name for name in {**agreed, **found} if agreed.get(name) != found.get(name)]
    for name in other:
        print(f"  guard: {name} is not what was agreed to; look, then PINS=renew make judges")
    same = len(found) - len(other)
    yield "guard: tools as they were agreed to", max(0.0, 100.0 * same / len(found))


def _pins(lock: dict[str, Any]) -> dict[str, object]:
    """The fingerprints of a lock that are the same on every machine."""
    tools = {tool["name"]: _pinned(tool) for tool in lock["tools"]}
    return {"instructions": lock["servers"]["tasklark"]["instructions"], **tools}


def _pinned(tool: dict[str, Any]) -> dict[str, str]:
    from mcp_server.board import SHOWS

    # The metadata of a tool with a board holds the board's hash, which changes with the page.
    metadata = () if tool["name"] in SHOWS else ("metadata",)
    return {part: tool[part] for part in ("description", "input_schema", *metadata, "annotations")}


def tokens(ground: Ground) -> Iterator[tuple[str, float]]:
    """What a model reads before its first question, by o200k_base."""
    del ground
    from tests.mcp.test_surface import texts
    from tests.mcp.tokens import counted

    yield "tokens of the surface", float(sum(counted(texts())))


Judge = Callable[[Ground], Iterator[tuple[str, float]]]
JUDGES: tuple[Judge, ...] = (
    conformance,
    conformance_with_fixtures,
    inspector,
    probe,
    fuzzer,
    shield,
    scanner,
    guard,
    bundle,
    tokens,
)


def _report(file: Path) -> dict[str, Any]:
    """What a judge wrote.

    Raises:
        StepFailed: If it came to no end; its log says why.
    """
    if not file.is_file():
        raise StepFailed(f"The judge wrote no {file.name}; see {file.parent}.")
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def _program(home: str, name: str) -> Path:
    return HOME / home / "bin" / name


def main() -> int:
    """Print the table; 1 when a figure is below its floor or, under CI, a judge is absent."""
    only = set(sys.argv[1:])
    ensure_tools()
    missing = set_up()
    folder = Path(tempfile.mkdtemp(prefix="judges-", dir=_logs()))
    figures: Figures = {}
    for judge in JUDGES:
        name = judge.__name__
        if name in missing:
            print(f"{name}: not there ({missing[name]})")
        elif not only or name in only:
            figures |= _judged_twice(judge, folder)
    absent = bool(missing) and os.environ.get("CI") == "true"
    return _compared(figures, folder) or int(absent)


def _judged_twice(judge: Judge, folder: Path) -> Figures:
    """The figures of a judge; one below its floor is said, and asked again on a new server."""
    figures: Figures = {}
    for attempt in ("first", "second"):
        place = folder / f"{judge.__name__}-{attempt}"
        place.mkdir()
        with served(place) as url:
            figures = _judged(judge, Ground(url, place))
        low = _below(figures)
        if not low:
            break
        print(f"  {attempt} time below its floor: {', '.join(low)}")
    return figures


def _floors() -> Figures:
    floors: Figures = json.loads(_PLACE.read_text("utf-8")) if _PLACE.is_file() else {}
    return floors


def _below(figures: Figures) -> list[str]:
    """What is below its floor; what has none must be more than nothing."""
    floors = _floors()
    return [name for name, figure in figures.items() if figure < floors.get(name, 0.01)]


def _judged(judge: Judge, ground: Ground) -> Figures:
    """The figures of a judge, as many as it came to."""
    began = time.monotonic()
    figures: Figures = {}
    try:
        figures.update(judge(ground))
    except (StepFailed, subprocess.TimeoutExpired) as error:
        print(f"  {judge.__name__} came to no end: {error}")
        figures[f"{judge.__name__} came to its end"] = 0.0
    print(f"{judge.__name__}: {time.monotonic() - began:.0f} s")
    return figures


def _logs() -> Path:
    logs = CACHE / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    return logs


def _compared(figures: Figures, folder: Path) -> int:
    floors = _floors()
    print(f"{'judge':<46} | figure |  floor |   goal")
    for name, figure in figures.items():
        floor = f"{floors[name]:6.1f}" if name in floors else "     –"
        goal = f"{GOALS[name]:6.1f}" if name in GOALS else "     –"
        mark = "  below the goal" if figure < GOALS.get(name, 0.0) else ""
        print(f"{name:<46} | {figure:6.1f} | {floor} | {goal}{mark}")
    print(f"what they said: {folder}")
    if os.environ.get("FLOORS") == "raise":
        kept = {n: f for n, f in figures.items() if n in GOALS or "passed" in n}
        risen = {name: max(figure, floors.get(name, 0.0)) for name, figure in kept.items()}
        _PLACE.write_text(json.dumps({**floors, **risen}, indent=2) + "\n", "utf-8")
    low = _below(figures)
    for name in low:
        print(f"below its floor: {name}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
