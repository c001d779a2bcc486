"""The commands about the database, on PostgreSQL and from a laptop's file to it and back."""

import sqlite3
from pathlib import Path

import anyio
import psycopg
import pytest

from tasklark.moving import pack
from tasklark.settings import Settings
from tasklark.store.opening import DATABASE, open_named
from tests.cli.terminal import Terminal
from tests.contract.builders import StillClock, no_holidays
from tests.contract.servers import ROLE, Servers

pytestmark = pytest.mark.timeout(60)
"""Several commands in a test, each with a database to open."""

PASSWORD = "only-for-tests"
DOWN = "postgresql://somebody:secret@127.0.0.1:1/tasks"


@pytest.fixture
def owner(servers: Servers) -> str:
    """The owner's address of a database with nothing in it."""
    address = anyio.run(servers.owner)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS commands")
        connection.execute("CREATE DATABASE commands")
    return address.rpartition("/")[0] + "/commands"


@pytest.fixture
def cluster(terminal: Terminal, owner: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The program's role's address of a migrated database, which the settings name."""
    monkeypatch.setenv("TASKLARK_ROLE_PASSWORD", PASSWORD)
    monkeypatch.setenv("TASKLARK_DATABASE_URL", owner)
    assert terminal("migrate", "--role", ROLE).code == 0
    address = owner.replace("postgres@", f"{ROLE}:{PASSWORD}@")
    monkeypatch.setenv("TASKLARK_DATABASE_URL", address)
    return address


def everything(folder: Path, address: str = "") -> bytes:
    """What an export of the store that these settings name holds."""
    chosen = Settings(data=folder, database_url=address)  # type: ignore[arg-type]
    file = folder / "seen.tasklark"

    async def work() -> None:
        async with await open_named(chosen, StillClock(), no_holidays) as store:
            await pack(store, file)

    anyio.run(work)
    content = file.read_bytes()
    file.unlink()
    return content


def lived_in(terminal: Terminal) -> None:
    """Tasks with something of everything that a terminal can make."""
    terminal("add", "water the plants every day at 9", "#home")
    terminal("add", "call Ana tomorrow at 10, remind me an hour before")
    terminal("add", "gone soon")
    terminal("done", "1")
    assert terminal("call", "delete_tasks", '{"ids": [3]}').code == 0


def test_the_schema_is_looked_at_made_in_phases_and_used_by_a_role_without_rights(
    terminal: Terminal, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASKLARK_DATABASE_URL", owner)
    looked = terminal("migrate", "--check")
    assert looked.code == 1
    assert "PostgreSQL commands at 127.0.0.1:" in looked.out
    assert "pre/0001_begin.sql" in looked.out
    assert "migrate" in terminal("export", "x.tasklark").complaint
    assert "pre/0001_begin.sql" in terminal("migrate", "--phase", "pre").out
    done = terminal("migrate")
    assert "It has this program's schema." in done.out
    assert terminal("migrate", "--check").code == 0
    assert "needs a password" in terminal("migrate", "--role", ROLE).complaint
    monkeypatch.setenv("TASKLARK_ROLE_PASSWORD", PASSWORD)
    assert f"The role {ROLE} may use it." in terminal("migrate", "--role", ROLE).out
    monkeypatch.setenv("TASKLARK_DATABASE_URL", owner.replace("postgres@", f"{ROLE}:{PASSWORD}@"))
    assert "owns the database" in terminal("migrate", "--role", "another").complaint
    assert terminal("doctor").code == 0


def test_a_laptops_tasks_go_to_a_cluster_and_come_back_the_same(
    terminal: Terminal, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TASKLARK_DATABASE_URL")
    lived_in(terminal)
    out, back = tmp_path / "all.tasklark", tmp_path / "back.tasklark"
    assert terminal("export", str(out)).out.startswith(f"Written to {out}: ")
    assert out.stat().st_mode & 0o077 == 0
    before = everything(terminal.data)
    assert out.read_bytes() == before
    monkeypatch.setenv("TASKLARK_DATABASE_URL", cluster)
    assert terminal("import", str(out)).out.startswith(f"Everything of {out} is here: ")
    assert everything(terminal.data, cluster) == before
    assert "tasks already" in terminal("import", str(out)).complaint
    assert everything(terminal.data, cluster) == before
    assert terminal("export", "--to", "tasklark", str(back)).code == 0
    monkeypatch.delenv("TASKLARK_DATABASE_URL")
    monkeypatch.setenv("TASKLARK_DATA", str(tmp_path / "new laptop"))
    assert terminal("import", str(back)).code == 0
    assert everything(tmp_path / "new laptop") == before
    assert [task["title"] for task in terminal.tasks("bin")] == ["gone soon"]
    assert terminal("call", "undo").code == 0


def test_one_persons_tasks_come_among_those_of_others(
    terminal: Terminal, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TASKLARK_DATABASE_URL")
    lived_in(terminal)
    out = tmp_path / "all.tasklark"
    terminal("export", str(out))
    assert "Leave --person out" in terminal("export", "y.tasklark", "--person", "1").complaint
    monkeypatch.setenv("TASKLARK_DATABASE_URL", cluster)
    for person in ("7", "8"):
        assert terminal("import", str(out), "--person", person).code == 0
    assert "tasks already" in terminal("import", str(out), "--person", "7").complaint
    assert "no such person" in terminal("export", "y.tasklark", "--person", "9").complaint
    assert not Path("y.tasklark").exists()
    csv = terminal("export", "--to", "csv", "--person", "8").out
    assert "call Ana" in csv
    assert "2 people" in terminal("doctor").out


@pytest.mark.parametrize("words", [("migrate",), ("migrate", "--check"), ("export", "x.tasklark")])
def test_a_database_that_is_down_is_one_line_without_its_password(
    words: tuple[str, ...], terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASKLARK_DATABASE_URL", DOWN)
    line = terminal(*words).complaint
    assert "cannot be reached" in line
    assert "TASKLARK_DATABASE_URL" in line
    assert "secret" not in line
    assert not terminal.data.exists()
    found = terminal("doctor")
    assert found.code == 1
    assert "!!  database     PostgreSQL tasks at 127.0.0.1:1: " in found.out
    assert "secret" not in found.out


def test_what_a_file_cannot_do_or_a_database_need_not_is_said(
    terminal: Terminal, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not a phase" in terminal("migrate", "--phase", "later").complaint
    assert "pg_dump" in terminal("backup", "copy.sqlite3").complaint
    assert "pg_dump" in terminal("restore", "copy.sqlite3").complaint
    assert "TASKLARK_DATABASE_URL" in terminal("add", "milk").complaint
    assert "Name one" in terminal("export", "--to", "tasklark").complaint
    monkeypatch.delenv("TASKLARK_DATABASE_URL")
    assert "neither phases nor roles" in terminal("migrate", "--phase", "pre").complaint
    assert "neither phases nor roles" in terminal("migrate", "--role", "x").complaint


def test_a_database_of_a_newer_program_is_named(terminal: Terminal, cluster: str) -> None:
    with psycopg.connect(cluster.replace(f"{ROLE}:{PASSWORD}@", "postgres@")) as connection:
        connection.execute("INSERT INTO migration VALUES ('post', 99, 'later')")
    for words in (("migrate",), ("migrate", "--check"), ("export", "x.tasklark")):
        assert "Update Tasklark." in terminal(*words).complaint
    assert "Update Tasklark." in terminal("doctor").out


def test_the_doctor_warns_of_a_role_that_sees_everybodys_rows(
    terminal: Terminal, cluster: str, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASKLARK_DATABASE_URL", owner)
    found = terminal("doctor")
    assert found.code == 1
    assert "passes by row security" in found.out
    assert "migrate --role" in found.out


def test_a_broken_export_changes_nothing_in_either_database(
    terminal: Terminal, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TASKLARK_DATABASE_URL")
    lived_in(terminal)
    out = tmp_path / "all.tasklark"
    terminal("export", str(out))
    assert "is there already" in terminal("export", str(out)).complaint
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:-2]))
    monkeypatch.setenv("TASKLARK_DATA", str(tmp_path / "empty"))
    assert "not complete" in terminal("import", str(out)).complaint
    assert terminal.tasks("all") == []
    monkeypatch.setenv("TASKLARK_DATABASE_URL", cluster)
    assert "not complete" in terminal("import", str(out)).complaint
    assert "--dry-run" in terminal("import", str(out), "--dry-run").complaint
    with psycopg.connect(cluster.replace(f"{ROLE}:{PASSWORD}@", "postgres@")) as connection:
        assert connection.execute("SELECT count(*) FROM task").fetchone() == (0,)


def test_a_backup_comes_back_as_it_was_and_never_over_something(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived_in(terminal)
    copy = tmp_path / "copy.sqlite3"
    assert terminal("backup", str(copy)).code == 0
    before = everything(terminal.data)
    terminal("add", "after the copy")
    assert "is there already" in terminal("restore", str(copy)).complaint
    monkeypatch.setenv("TASKLARK_DATA", str(tmp_path / "restored"))
    assert terminal("restore", str(copy)).code == 0
    assert everything(tmp_path / "restored") == before
    monkeypatch.setenv("TASKLARK_DATA", str(tmp_path / "third"))
    _version(copy, 999)
    assert "newer Tasklark" in terminal("restore", str(copy)).complaint
    _version(copy, 0)
    assert "not a copy" in terminal("restore", str(copy)).complaint
    copy.write_bytes(b"no database at all" * 500)
    assert "Tasklark database" in terminal("restore", str(copy)).complaint
    assert "cannot be opened" in terminal("restore", str(tmp_path / "gone")).complaint
    assert not (tmp_path / "third" / DATABASE).exists()


def _version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
