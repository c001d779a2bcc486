"""The official conformance suite, twice: our server beside a baseline, and it with fixtures.

What the suite asks for by name (`test_simple_text` …) no server for tasks has. The production
server is therefore run with a baseline whose every entry is such a fixture that is absent. The
same server, app, middleware and guard with these fixtures beside them (tests/conformance, in no
wheel) has to pass every required scenario with no baseline at all.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.judged import HERE, HOME, Ground, equipped
from scripts.tools import BIN

NODE = BIN / "node"
REVISIONS = ("2026-07-28", "2025-11-25")
EXCUSE = "fixture absent"
"""How the reason of each entry of a baseline begins."""
_SUITE = HOME / "node_modules" / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"


def conformance(ground: Ground) -> Iterator[tuple[str, float]]:
    """Both requirement sets; what the baseline excuses is no failure, anything else is."""
    for revision in REVISIONS:
        baseline = HERE / f"conformance-{revision}.yml"
        text = _run(ground, revision, ground.folder / revision, "--expected-failures", baseline)
        excused = _excused(baseline)
        checks = list(_checks(ground.folder / revision))
        failed = [name for name, status in checks if status == "FAILURE"]
        beside = [name for name in failed if not {name, name.split(":")[0]} & excused]
        failing = {part for name in failed for part in (name, name.split(":")[0])}
        stale = sorted(excused - failing)
        for name in beside:
            print(f"  conformance {revision}: {name} fails and is not in the baseline")
        for name in stale:
            print(f"  conformance {revision}: {name} is in the baseline and does not fail")
        passed = sum(status == "SUCCESS" for _, status in checks)
        wrong = len(beside) + len(stale)
        figure = 100.0 * passed / (passed + wrong) if passed and "Total:" in text else 0.0
        yield f"conformance {revision} beside its baseline", figure
        yield f"conformance {revision}, checks passed", float(passed)


def conformance_with_fixtures(ground: Ground) -> Iterator[tuple[str, float]]:
    """Every scenario that a revision requires, without a baseline."""
    with equipped(ground.folder) as url:
        server = Ground(url, ground.folder)
        for revision in REVISIONS:
            text = _run(server, revision, ground.folder / f"fixtures-{revision}")
            yield f"conformance {revision} with fixtures", _required(text, revision)


def _run(ground: Ground, revision: str, out: Path, *more: str | Path) -> str:
    return ground.told(
        *(NODE, _SUITE, "server", "--url", ground.url, "--requirements", revision),
        *("-o", out, *more),
        log=f"conformance-{out.name}",
    )


def _required(text: str, revision: str) -> float:
    """The share of checks passed in the scenarios that count; what failed is told."""
    summary, _, rest = text.partition("=== SUMMARY ===")[2].partition("Not scored")
    unscored = set(re.findall(r"[✓✗] ([\w-]+) \(", rest))
    rows = re.findall(r"[✓✗] ([\w-]+): (\d+) passed, (\d+) failed", summary)
    scored = [(name, int(good), int(bad)) for name, good, bad in rows if name not in unscored]
    for name, _, bad in scored:
        if bad:
            print(f"  conformance {revision} with fixtures: {name} fails")
    good, bad = sum(row[1] for row in scored), sum(row[2] for row in scored)
    return 100.0 * good / (good + bad) if good else 0.0


def _checks(folder: Path) -> Iterator[tuple[str, str]]:
    """`scenario:check` and its status, of a run's files."""
    for file in sorted(folder.glob("server-*/checks.json")):
        scenario = re.sub(r"-\d{4}-\d\d-\d\dT[\d-]+Z$", "", file.parent.name)
        for check in json.loads(file.read_text("utf-8")):
            yield f"{scenario.removeprefix('server-')}:{check['id']}", str(check["status"])


def _excused(file: Path) -> set[str]:
    """The entries of a baseline."""
    return set(excuses(file))


def excuses(file: Path) -> dict[str, str]:
    """The entries of a baseline, each with its reason."""
    found = {}
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("- "):
            entry, _, reason = line.removeprefix("- ").partition("#")
            found[entry.strip()] = reason.strip()
    return found
