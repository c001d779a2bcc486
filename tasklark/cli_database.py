"""The commands about the database itself: its schema, a safe copy, and the copy back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tasklark import settings
from tasklark.cli_options import Data
from tasklark.domain.errors import Refusal
from tasklark.settings import Loaded

if TYPE_CHECKING:
    from tasklark.compose import Core


def migrate(
    data: Data = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only say what is missing; exit code 1 if anything is.")
    ] = False,
    phase: Annotated[
        str, typer.Option(help="PostgreSQL: pre (before a roll-out) or post (after); none: both.")
    ] = "",
    role: Annotated[
        str, typer.Option(help="PostgreSQL: make this role for the program to run as.")
    ] = "",
) -> None:
    """Bring the database to this program's schema (a file: every start does it too)."""
    from tasklark import compose, migrating, terminal

    loaded = settings.load({"data": data, **_asked_for(role)})
    compose.log(loaded, compose.QUIET)
    if check:
        found = compose.run(migrating.look(loaded.settings))
    else:
        found = compose.run(migrating.migrate(loaded.settings, compose.now, phase, role))
    terminal.say(found.says)
    if not found.whole:
        raise typer.Exit(1)


def _asked_for(role: str) -> dict[str, object]:
    """The new role's password, typed unseen where none is set and there is somebody to type."""
    if not role or settings.load().settings.role_password is not None or not sys.stdin.isatty():
        return {}
    return {"role_password": typer.prompt(f"Password of {role}", hide_input=True, err=True)}


def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; nothing may be there.")],
    data: Data = None,
) -> None:
    """Copy the database file safely, also while it is in use."""
    from tasklark import compose, terminal
    from tasklark.store import sqlite_transfer

    loaded = _of_a_file(data)

    async def work(core: "Core") -> Path:
        return await sqlite_transfer.backup(core.store, file.absolute())

    with terminal.console.status("Copying"):
        made = compose.run(compose.once(loaded, work, follow=False))
    terminal.say(f"{made} is a sound copy. `tasklark restore` brings it into a data folder.")


def restore(
    file: Annotated[Path, typer.Argument(help="A copy that `tasklark backup` made.")],
    data: Data = None,
) -> None:
    """Put a copy into a data folder that has no database yet."""
    from tasklark import terminal
    from tasklark.store import opening, sqlite_transfer

    to = opening.data_folder(_of_a_file(data).settings) / opening.DATABASE
    with terminal.console.status("Copying"):
        sqlite_transfer.restore(file.absolute(), to)
    terminal.say(f"{to} holds what {file} held.")


def _of_a_file(data: Path | None) -> Loaded:
    from tasklark.store.opening import on_postgres

    loaded = settings.load({"data": data})
    if on_postgres(loaded.settings):
        raise Refusal(
            "TASKLARK_DATABASE_URL is set: the tasks are in PostgreSQL, not in a file.",
            "Copy it with pg_dump, or use `tasklark export all.tasklark`.",
        )
    return loaded
