"""A full disk is said plainly, nothing is acknowledged that is not kept, and then it goes on."""

import sys
from pathlib import Path

import pytest

from tests.faults.watching import check_file, rows
from tests.running import Tasklark

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are Linux's")
def test_a_full_disk_is_said_and_when_there_is_space_again_everything_goes_on(
    tmp_path: Path,
) -> None:
    import resource

    with Tasklark(tmp_path / "data") as program:
        with program.client() as client:
            added: list[str] = []

            def add(title: str) -> int:
                answer = client.post("/api/tasks", json={"title": title, "notes": "x" * 5_000})
                if answer.status_code == 201:
                    added.append(title)
                else:
                    problem = answer.json()
                    assert answer.status_code == 503
                    assert "nothing was saved" in problem["detail"]
                    assert problem["hint"].endswith("then retry.")
                return answer.status_code

            add("before")
            # No file of the program may grow any more, as on a disk that is full.
            largest = max(path.stat().st_size for path in program.data.iterdir())
            unlimited = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (largest + 20_000, unlimited[1]))
            codes = [add(f"while full {n}") for n in range(40)]
            assert set(codes[-10:]) == {503}
            assert client.get("/api/tasks", params={"view": "all"}).status_code == 200
            assert program.run("list", "all").returncode == 0
            resource.prlimit(program.pid, resource.RLIMIT_FSIZE, unlimited)
            assert add("after") == 201
        program.kill()
        program.start()
    kept = [title for (title,) in rows(tmp_path / "data", "SELECT title FROM task ORDER BY number")]
    assert kept == added
    check_file(tmp_path / "data")
