"""`tasklark doctor`: what is wrong with this installation, and what to do about each thing."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr

from tasklark import connect, models, settings
from tasklark.cli_options import AsJson, Data
from tasklark.domain.errors import TasklarkError
from tasklark.finding import Finding
from tasklark.settings import Loaded
from tasklark.store.sqlite_file import standing

if TYPE_CHECKING:
    from tasklark.compose import Core

LITTLE_SPACE = 100 * 1024 * 1024
"""Bytes below which the next write may fail."""
FAR_BEHIND = 1000
"""Events that no working consumer leaves waiting."""


def doctor(
    data: Data = None,
    show_settings: Annotated[
        bool, typer.Option("--settings", help="Each setting, its value and where it comes from.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with data, settings, model, clients and events, and what to do."""
    from tasklark import compose, terminal  # what all commands load is kept small

    loaded = settings.load({"data": data})
    found = in_force(loaded) if show_settings else compose.run(examined(loaded))
    if as_json:
        terminal.say_json([{"about": f.about, "says": f.says, "do": f.do} for f in found])
    else:
        for one in found:
            _tell(one, plain=show_settings)
    if not all(one.well for one in found):
        raise typer.Exit(1)


def _tell(one: Finding, *, plain: bool) -> None:
    from tasklark import terminal

    mark = "" if plain else "ok  " if one.well else "!!  "
    terminal.say(f"{mark}{one.about:<12} {one.says}")
    if one.do:
        terminal.say(f"{'':<16} → {one.do}")


def in_force(loaded: Loaded) -> list[Finding]:
    """Every setting with its value and its source; a secret only as set or not."""
    found = []
    for name, source in loaded.sources.items():
        value = getattr(loaded.settings, name)
        shown = "(set)" if isinstance(value, SecretStr) else str(value)
        text = "–" if value is None or value == "" else shown
        found.append(Finding(f"{settings.PREFIX}{name.upper()}", f"{text}  ({source})"))
    return found


async def examined(loaded: Loaded) -> list[Finding]:
    """Everything there is to say, the ground first."""
    from tasklark import compose
    from tasklark.connections import Connections
    from tasklark.store.opening import on_postgres

    if on_postgres(loaded.settings):
        from tasklark import doctor_database

        found = await doctor_database.examined(loaded)
        return [*found, *_settings(loaded), await _model(loaded)]
    found = list(_ground(loaded))
    if all(one.well for one in found):
        try:
            async with compose.open_core(loaded, "CRITICAL") as core:
                found += await _events(core)
                seen = await Connections(core.runtime, compose.now).seen()
        except TasklarkError as error:
            found.append(Finding("data", error.what, error.hint or "See the log."))
            seen = {}
    else:
        seen = {}
    return [*found, *_settings(loaded), await _model(loaded), *_clients(loaded, seen)]


def _ground(loaded: Loaded) -> Iterator[Finding]:
    folder = loaded.settings.data
    source = loaded.sources["data"]
    if not folder.is_dir():
        yield Finding(
            "data",
            f"{folder} does not exist yet ({source})",
            "Nothing is wrong if Tasklark never ran: `tasklark up` makes it."
            if source == "default"
            else "`tasklark up` makes it; or correct TASKLARK_DATA.",
        )
        return
    if not os.access(folder, os.W_OK):
        yield Finding("data", f"{folder} cannot be written to", "Change its owner or its mode.")
    free = shutil.disk_usage(folder).free
    if free < LITTLE_SPACE:
        yield Finding("disk", f"{free // 1024 // 1024} MB are left", "Make room.")
    yield _database(folder)


def _database(folder: Path) -> Finding:
    from tasklark.store.opening import DATABASE

    path = folder / DATABASE
    try:
        before, wanted = standing(path)
        if not before:
            return Finding("data", f"{path} is not there", "Run `tasklark up` or `migrate`.")
        if before != wanted:
            what = f"{path} has schema {before}, this program writes {wanted}"
            newer = "Install the newer Tasklark that wrote it."
            return Finding("data", what, newer if before > wanted else "Run `tasklark migrate`.")
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            (health,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (tasks,) = connection.execute("SELECT count(*) FROM task").fetchone()
    except (TasklarkError, sqlite3.Error) as error:
        return Finding("data", f"{path} cannot be read: {error}", "Bring a backup back.")
    if health != "ok":
        return Finding("data", f"{path} is damaged: {health}", "Bring a backup back.")
    rows = "1 row" if tasks == 1 else f"{tasks:,} rows"
    return Finding("data", f"{path}, {rows}, schema {before}")


async def _events(core: "Core") -> list[Finding]:
    from tasklark.serving import running

    at = await core.runtime.standing()
    here = running(core.loaded.settings.data)
    served = f"served at {here.url}" if here else "`tasklark up` does not run"
    found = []
    far = [f"{name} by {lag:,}" for name, lag in at.consumers if lag > FAR_BEHIND]
    if far:
        do = "Look into its log." if here else "Start it: `tasklark up`; they catch up."
        found.append(Finding("events", f"{served}; behind: {', '.join(far)}", do))
    if at.dead_letters:
        what = f"{at.dead_letters:,} could not be handled"
        found.append(Finding("events", what, "Look into the log of `tasklark up` for why."))
    if not found:
        waiting = sum(lag for _, lag in at.consumers)
        found.append(Finding("events", f"{served}; {waiting:,} waiting, none given up"))
    return found


def _settings(loaded: Loaded) -> list[Finding]:
    said = [name for name, source in loaded.sources.items() if source != "default"]
    found = [Finding("settings", f"{len(said)} set; `tasklark doctor --settings` lists them")]
    if loaded.file.exists() and os.name == "posix" and loaded.file.stat().st_mode & 0o077:
        what = f"{loaded.file} can be read by others"
        found.append(Finding("settings", what, f"chmod 600 {loaded.file}"))
    return found


async def _model(loaded: Loaded) -> Finding:
    name = models.label(loaded.settings)
    if not loaded.settings.model:
        return Finding("model", f"{name}: no key, no network")
    works, said = await models.try_out(loaded)
    do = "" if works else "Correct TASKLARK_MODEL, _MODEL_URL or _MODEL_KEY; or unset them."
    return Finding("model", f"{name}: {said}", do)


def _clients(loaded: Loaded, seen: Mapping[str, str]) -> Iterator[Finding]:

    for client, name in connect.CLIENTS.items():
        here = seen.get(name)
        told = f", last here {here}" if here else ""
        if not connect.present(client):
            continue
        if connect.connected(client, loaded.settings.data):
            yield Finding(name, f"connected{told}")
        else:
            yield _other_entry(client, name, told)


def _other_entry(client: str, name: str, told: str) -> Finding:
    entry = connect.entry_of(client)
    do = f"tasklark connect {client}"
    if entry is None:
        # Nothing is wrong: not everybody wants every client.
        return Finding(name, f"not connected{told}; `{do}` does it")
    what = json.dumps(entry, ensure_ascii=False)
    return Finding(name, f"starts something else: {what}{told}", do)
