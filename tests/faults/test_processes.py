"""Several processes on one file, and processes that are killed in the middle of their work."""

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tasklark.domain.query import Filter
from tasklark.store.port import Need
from tests.contract.builders import ME, StillClock, adding, open_sqlite

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]


def start(*words: object) -> "subprocess.Popen[str]":
    """A process of `tests.faults.writing`."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writing", *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lines(process: "subprocess.Popen[str]", number: int | None = None) -> list[str]:
    """So many lines of what a process says, or all until its end."""
    assert process.stdout is not None
    if number is None:
        return [line.strip() for line in process.stdout]
    return [process.stdout.readline().strip() for _ in range(number)]


def tell(process: "subprocess.Popen[str]") -> None:
    """Let a process go on."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def end(process: "subprocess.Popen[str]", *, kill: bool) -> None:
    """Wait for its end, or bring it about as a crash would."""
    if kill:
        process.kill()
    process.wait(60)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:
                continue


def check(path: Path) -> None:
    """The file is sound, its numbers unique and its seqs without a gap."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    numbers = [n for (n,) in connection.execute("SELECT number FROM task ORDER BY number")]
    seqs = [s for (s,) in connection.execute("SELECT seq FROM task ORDER BY seq")]
    (seq,) = connection.execute("SELECT seq FROM person").fetchone()
    events = connection.execute("SELECT count(*), max(id) FROM outbox").fetchone()
    connection.close()
    assert numbers == list(range(1, len(numbers) + 1))
    assert seqs == list(range(1, len(seqs) + 1))
    assert (seq, events) == (len(seqs), (len(seqs), len(seqs)))


def test_two_processes_writing_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite3"
    both = [start("some", path, 200, 1) for _ in range(2)]
    for process in both:
        assert lines(process, 1) == ["ready"]
    for process in both:
        tell(process)
    said = [lines(process) for process in both]
    for process in both:
        end(process, kill=False)
        assert process.returncode == 0
    numbers = [int(line.split()[0]) for mine in said for line in mine]
    assert sorted(numbers) == list(range(1, 401))
    # Neither had to wait until the other was done.
    assert min(int(line.split()[0]) for line in said[0][100:]) < 400
    assert all(any(int(line.split()[0]) <= 250 for line in mine) for mine in said)
    check(path)


def test_nothing_acknowledged_is_lost_when_a_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite3"
    dice = random.Random(11)
    acknowledged: set[tuple[int, str]] = set()
    for _ in range(6):
        process = start("some", path, 100_000, 4)
        lines(process, 1)
        tell(process)
        said = lines(process, dice.randrange(1, 400))
        process.kill()
        # Whole lines only: the last may have been cut off by the kill.
        assert process.stdout is not None
        said += [line for line in process.stdout if line.endswith("\n")]
        end(process, kill=True)
        acknowledged |= {(int(n), title) for n, _, title in (line.split() for line in said)}
        check(path)
    connection = sqlite3.connect(path)
    kept = set(connection.execute("SELECT number, title FROM task"))
    connection.close()
    assert acknowledged <= kept
    assert len(acknowledged) > 100


async def test_a_consumer_killed_between_commit_and_effect_takes_effect_once(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.sqlite3"
    async with await open_sqlite(path, StillClock()) as store:
        await store.change(ME, Need(), adding(*(str(n) for n in range(120))))
    for dies_at in (1, 10, 40, 80, 120):
        process = start("consume", path, dies_at)
        assert len(lines(process)) == dies_at - 1
        end(process, kill=False)
        assert process.returncode == -signal.SIGKILL
    process = start("consume", path, 0)
    assert set(lines(process, 120)) == {str(n) for n in range(1, 121)}
    tell(process)
    end(process, kill=False)
    assert process.returncode == 0
    async with await open_sqlite(path, StillClock()) as store:
        page = await store.find(ME, Filter(), limit=500)
    assert [task.notes for task in page.tasks] == ["followed "] * 120
    assert {task.version for task in page.tasks} == {2}
