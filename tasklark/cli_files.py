"""The commands about files: `tasklark import` and `tasklark export`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from tasklark import settings
from tasklark.cli_options import AsJson, Data
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import LOCAL_PERSON, Principal
from tasklark.settings import Loaded

if TYPE_CHECKING:
    from tasklark.exchange import Arrival, Parcel
    from tasklark.store.port import TaskStore

Of = Annotated[
    int | None, typer.Option("--person", help="PostgreSQL: whose tasks, by the person's number.")
]


def bring(
    file: Annotated[
        Path,
        typer.Argument(help="JSON, iCalendar, CSV, Todoist's CSV, or everything of a database."),
    ],
    kind: Annotated[
        str, typer.Option("--from", help="json, ics, csv, todoist or tasklark; none: look.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would add.")] = False,
    data: Data = None,
    person: Of = None,
    as_json: AsJson = False,
) -> None:
    """Add the tasks of a file; one undo takes them back. Everything needs an empty database."""
    from tasklark import compose, moving, terminal
    from tasklark.asks import Call
    from tasklark.exchange import Exchange

    loaded = settings.load({"data": data})
    if kind == moving.ENDING or (not kind and moving.is_everything(file)):
        if dry_run:
            raise Refusal("Everything of a database comes whole.", "Leave --dry-run out.")
        return _bring_everything(loaded, file, person, as_json)
    content, me = file.read_bytes(), _principal(person)

    async def work(store: "TaskStore") -> "Arrival":
        call = Call(me, dry_run=dry_run)
        return await Exchange(store, compose.now).bring(call, content, file.name, kind)

    with terminal.console.status(f"Reading {file.name}"):
        arrival = compose.on_store(loaded, work)
    return _tell(arrival, as_json)


def _bring_everything(loaded: Loaded, file: Path, person: int | None, as_json: bool) -> None:
    from tasklark import compose, moving, terminal

    async def work(store: "TaskStore") -> int:
        return await moving.unpack(store, file, person)

    with terminal.console.status(f"Reading {file.name}"):
        rows = compose.on_store(loaded, work)
    if as_json:
        terminal.say_json({"kind": moving.ENDING, "rows": rows})
    else:
        terminal.say(f"Everything of {file} is here: {rows:,} rows.")


def _tell(arrival: "Arrival", as_json: bool) -> None:
    from tasklark import terminal
    from tasklark.exchange import problems_of
    from tasklark.language import say_files

    applied, problems = arrival.applied, list(problems_of(arrival))
    added = len(applied.tasks)
    said = say_files.arrived(added, arrival.known, dry_run=applied.dry_run)
    if as_json:
        facts = {"kind": arrival.kind, "added": added, "known": arrival.known}
        terminal.say_json({**facts, "problems": problems, "undo": applied.code, "said": said})
        return
    for problem in problems:
        terminal.say_error(problem)
    terminal.say(said + (f" (undo {applied.code})" if applied.code else ""))


def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; none: stdout.")] = None,
    to: Annotated[
        str,
        typer.Option("--to", help="json, ics, csv; or tasklark: everything, with its history."),
    ] = "",
    data: Data = None,
    person: Of = None,
) -> None:
    """Write every task that is not in the bin into a file, or everything there is."""
    from tasklark import compose, moving, terminal
    from tasklark.exchange import Exchange, To

    ending = file.suffix.lstrip(".").lower() if file is not None else ""
    known = (*get_args(To), moving.ENDING)
    chosen = to or (ending if ending in known else "json")
    if chosen not in known:
        raise Refusal(f"“{to[:40]}” is not a format I write.", f"Say {', '.join(known)}.")
    loaded = settings.load({"data": data})
    if chosen == moving.ENDING:
        return _export_everything(loaded, file, person)
    me = _principal(person)

    async def work(store: "TaskStore") -> "Parcel":
        return await Exchange(store, compose.now).parcel(me, cast(To, chosen))

    parcel = compose.on_store(loaded, work)
    if file is None:
        sys.stdout.write(parcel.content.decode("utf-8-sig"))
        return None
    file.write_bytes(parcel.content)
    return terminal.say(f"Written to {file}.")


def _export_everything(loaded: Loaded, file: Path | None, person: int | None) -> None:
    from tasklark import compose, moving, terminal

    if file is None:
        raise Refusal("Everything goes into a file.", "Name one: all.tasklark.")

    async def work(store: "TaskStore") -> int:
        return await moving.pack(store, file, person)

    with terminal.console.status("Copying"):
        rows = compose.on_store(loaded, work)
    terminal.say(f"Written to {file}: {rows:,} rows.")


def _principal(person: int | None) -> Principal:
    return Principal(person or LOCAL_PERSON, "cli")
