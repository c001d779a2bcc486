"""The whole program is killed in the middle of its work, and started again."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.faults.watching import check_daily, check_file, occurrences, quiet, rows, until
from tests.faults.wishing import Load
from tests.running import Tasklark

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

KILLS = 10
NAMES = ("anna", "bruno", "carla", "dario", "elena", "fabio")
SEED = random.SystemRandom().randrange(10_000)


async def test_nothing_is_lost_or_doubled_when_the_program_is_killed_ten_times_under_load(
    tmp_path: Path,
) -> None:
    dice, load = random.Random(SEED), Load(NAMES, SEED)
    with Tasklark(tmp_path / "data") as program:
        for _ in range(KILLS):
            await load.until_killed(program, after=dice.randrange(1, 80))
            check_file(program.data)
            program.start()
        await load.finish(program)
        await quiet(program)
        assert "Traceback" not in program.log
    check_file(tmp_path / "data")
    kept = rows(tmp_path / "data", "SELECT title, number FROM task WHERE occurrence IS NULL")
    added = {t: n for user in load.users for t, n in user.added.items() if "thing" in t}
    assert dict(kept) == added, f"seed {SEED}"
    assert len(kept) == len(added)
    for user in load.users:
        found = occurrences(tmp_path / "data", f"habit {user.name}")
        check_daily(found)
        done = [key for key, status in found if status == "done"]
        assert done == sorted(key for _, key in user.completed), f"seed {SEED}"
    assert sum(len(user.completed) for user in load.users) > KILLS


async def test_a_completion_acknowledged_just_before_the_program_is_killed_has_its_next_occurrence(
    tmp_path: Path,
) -> None:
    day = date.fromisoformat("2030-05-06")
    with Tasklark(tmp_path / "data") as program:
        with program.client() as client:
            text = f"water the plants every day from {day}"
            task = client.post("/api/tasks", json={"text": text}).json()["tasks"][0]
        for n in range(1, 4):
            with program.client() as client:
                done = client.post(f"/api/tasks/{task['id']}/complete")
                program.kill()
            assert done.json()["tasks"][0]["status"] == "done"
            program.start()
            with program.client() as client:

                async def following() -> dict[str, object] | None:
                    found = client.get("/api/tasks", params={"number": 1})
                    (open_one,) = found.json()["tasks"]
                    return open_one if open_one["status"] == "open" else None

                task = await until(following)
            assert task["occurrence"] == str(day + timedelta(days=n))
    check_daily(occurrences(tmp_path / "data", "water the plants"))
