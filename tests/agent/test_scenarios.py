"""The scenarios' own judge: it passes what is right and says what is wrong."""

import json
from pathlib import Path

from evals.agent.run import SCENARIOS, judged

SKIP = json.loads((SCENARIOS / "12-skip-one-pause-another.json").read_text())


async def test_a_scenario_whose_tasks_end_as_expected_passes(tmp_path: Path) -> None:
    assert await judged(SKIP, tmp_path) == []


async def test_a_task_that_ends_otherwise_is_told_with_the_conversation(tmp_path: Path) -> None:
    gym = {**SKIP["expect"]["open"][0], "due": "2026-12-09T18:00"}
    wrong = await judged({**SKIP, "expect": {"open": [gym, *SKIP["expect"]["open"][1:]]}}, tmp_path)
    assert wrong[0] == "#1 gym: due is '2026-12-02T18:00', expected '2026-12-09T18:00'"
    assert wrong[1] == "> Skip gym this week, and pause the newsletter until January"


async def test_a_task_too_many_is_told_by_its_title(tmp_path: Path) -> None:
    wrong = await judged({**SKIP, "expect": {"open": []}}, tmp_path)
    assert wrong[0] == "0 open expected, there are 2: gym, read the newsletter"


def test_every_request_has_a_scenario_with_a_sentence_about_it() -> None:
    scenarios = {path.stem: json.loads(path.read_text()) for path in SCENARIOS.glob("*.json")}
    assert {name[:2] for name in scenarios} == {f"{n:02}" for n in range(1, 16)}
    assert all(scenario["about"] for scenario in scenarios.values())
