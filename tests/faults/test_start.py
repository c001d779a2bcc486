"""A start that cannot work: exit code 1 and one line that says what to do, whatever the door."""

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.running import Tasklark

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]

DOORS = {
    "up": ("up", "--port", "0", "--no-open"),
    "mcp": ("mcp", "--stdio"),
    "list": ("list",),
    "migrate": ("migrate",),
}


@pytest.fixture
def program(tmp_path: Path) -> Tasklark:
    return Tasklark(tmp_path / "data")


def complaint(program: Tasklark, *words: str) -> str:
    """The one line on stderr of a command that ends with exit code 1."""
    ran = program.run(*words)
    assert ran.returncode == 1, ran
    assert ran.stdout == ""
    (line,) = ran.stderr.splitlines()
    return line


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_file_where_the_data_folder_should_be(door: tuple[str, ...], program: Tasklark) -> None:
    program.data.write_text("mine")
    line = complaint(program, *door)
    assert line == (
        f"The data folder {program.data} is a file."
        " Choose another with --data or TASKLARK_DATA."
    )  # fmt: skip
    assert program.data.read_text() == "mine"


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_database_that_a_newer_program_wrote_is_left_alone(
    door: tuple[str, ...], program: Tasklark
) -> None:
    program.data.mkdir()
    path = program.data / "tasklark.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE task (id)")
        connection.execute("PRAGMA user_version = 99")
    line = complaint(program, *door)
    assert line.startswith("A newer Tasklark wrote this database (schema 99; this one knows ")
    assert line.endswith("Update Tasklark, or choose another folder with --data.")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("task",)]


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_file_that_is_no_database_is_left_alone(door: tuple[str, ...], program: Tasklark) -> None:
    program.data.mkdir()
    path = program.data / "tasklark.sqlite3"
    path.write_bytes(b"\0garbage" * 1000)
    line = complaint(program, *door)
    assert line == (
        "The file is not a Tasklark database."
        " Choose another folder with --data or TASKLARK_DATA."
    )  # fmt: skip
    assert path.read_bytes() == b"\0garbage" * 1000


def test_a_port_that_another_program_uses_is_named_with_a_way_out(program: Tasklark) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        line = complaint(program, "up", "--port", str(port), "--no-open")
    assert line == (
        f"Port {port} on 127.0.0.1 is used by another program."
        f" Choose another: tasklark up --port {port + 1}."
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--port", "99999"), "must be a port number, 0 to 65535"),
        (("--host", "0.0.0.0"), "without login only this computer is served"),
    ],
)
def test_an_address_that_cannot_be_served_is_refused(
    words: tuple[str, ...], told: str, program: Tasklark
) -> None:
    assert told in complaint(program, "up", *words)


def test_an_unknown_setting_is_refused_with_the_one_that_was_meant(tmp_path: Path) -> None:
    line = complaint(Tasklark(tmp_path / "data", prot="7401"), "up", "--no-open")
    assert line == (
        "TASKLARK_PROT in the environment is not a setting of Tasklark."
        " Did you mean TASKLARK_PORT?"
    )  # fmt: skip


def test_a_second_up_on_the_same_data_says_where_the_first_one_is(program: Tasklark) -> None:
    with program:
        for port in ("0", str(program.port)):
            second = program.run("up", "--port", port, "--no-open")
            assert (second.returncode, second.stderr) == (0, "")
            assert second.stdout == f"Tasklark already runs on {program.data}: {program.url}\n"
        with program.client() as client:
            assert client.get("/healthz").status_code == 200
    assert program.start().stop() == 0


def test_ctrl_c_says_how_many_reminders_will_not_ring(program: Tasklark) -> None:
    program.start()
    with program.client() as client:
        client.post("/api/tasks", json={"text": "call Ana in 3 days at 9:00"})
    assert program.stop() == 0
    assert program.farewell.endswith("1 reminder rings only while Tasklark runs.\n")
    assert program.log == ""
