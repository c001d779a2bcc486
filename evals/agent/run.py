"""The requests a task system must handle, carried out and judged by what is in the database.

`python -m evals.agent.run [scenario.json …]` uses the built-in planner, or the model that
TASKLARK_MODEL, TASKLARK_MODEL_URL and TASKLARK_MODEL_KEY name.
"""

import asyncio
import json
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.model import ModelChoice, choose
from evals.agent.house import ZONE, Json, house
from evals.agent.judging import differences, take

SCENARIOS = Path(__file__).with_name("scenarios")


async def judged(scenario: Json, folder: Path, choice: ModelChoice | None = None) -> list[str]:
    """Carry a scenario out; what is not as it should be, in words."""
    start = datetime.fromisoformat(scenario["now"]).replace(tzinfo=ZoneInfo(ZONE))
    async with house(folder, start, choice) as home:
        wrong: list[str] = []
        for step in [*scenario["steps"], {"expect": scenario["expect"]}]:
            if "expect" in step:
                await home.settled()
                wrong += await differences(home, step["expect"])
            else:
                wrong += await take(home, step)
        return [*wrong, *home.said()] if wrong else []


def model() -> ModelChoice:
    """The model that the environment names, else the built-in planner."""
    known = os.environ
    return choose(
        known.get("TASKLARK_MODEL", ""),
        known.get("TASKLARK_MODEL_URL", ""),
        known.get("TASKLARK_MODEL_KEY"),
    )


async def run(paths: Sequence[Path]) -> int:
    """Carry scenarios out and print how they went; the number that failed."""
    failed = 0
    for path in paths:
        scenario = json.loads(path.read_text())
        with tempfile.TemporaryDirectory() as folder:
            wrong = await judged(scenario, Path(folder), model())
        failed += bool(wrong)
        print(f"{'FAILED' if wrong else 'passed'}  {path.stem}: {scenario['about']}")
        for line in wrong:
            print(f"        {line}")
    print(f"{len(paths) - failed} of {len(paths)} passed with {model().label}")
    return failed


def main() -> int:
    """0 when every scenario passed."""
    # What a run died of is among what is wrong with its scenario.
    logging.disable()
    given = [Path(name) for name in sys.argv[1:]]
    return min(1, asyncio.run(run(given or sorted(SCENARIOS.glob("*.json")))))


if __name__ == "__main__":
    sys.exit(main())
