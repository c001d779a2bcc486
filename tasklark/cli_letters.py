"""`tasklark dead-letters`: events that a consumer gave up, listed and tried again."""

import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from tasklark import settings
from tasklark.cli_options import AsJson, Data
from tasklark.domain.errors import Refusal

if TYPE_CHECKING:
    from tasklark.compose import Core
    from tasklark.runtime.letters import Letter, Letters, Replayed, Told
    from tasklark.settings import Loaded

Result = TypeVar("Result")
_WIDE = 100
app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Events that a consumer gave up."
)


@app.command("list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """Show every dead letter: whose it is, what it is, why it was given up."""
    from tasklark import terminal

    async def work(letters: "Letters") -> list["Letter"]:
        return list(await letters.listed())

    found = _on_letters(settings.load({"data": data}), work)
    if as_json:
        terminal.say_json([letter.json() for letter in found])
        return
    if not found:
        terminal.say("No dead letters.")
    for letter in found:
        # Past rich, which would make spaces of the tabs.
        sys.stdout.write("\t".join(_cells(letter)) + "\n")


def _cells(letter: "Letter") -> list[str]:
    what = "no event" if letter.event is None else f"{letter.event.type} {letter.event.id}"
    tries = "1 try" if letter.tries == 1 else f"{letter.tries} tries"
    cause = " ".join(letter.cause.split())[:_WIDE]
    at = letter.at.isoformat(timespec="seconds")
    return [str(letter.id), letter.consumer or letter.topic, what, at, tries, cause]


@app.command("replay")
def again(
    ids: Annotated[list[int] | None, typer.Argument(help="Numbers as the list shows them.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Give dead letters to their consumers again; the events keep their ids."""
    from tasklark import letters, terminal

    if bool(ids) == every:
        raise typer.BadParameter("name the dead letters, or say --all")

    async def work(there: "Letters") -> "Replayed":
        with _progress() as told:
            return await letters.replay(there, ids or (), told)

    came = _on_letters(settings.load({"data": data}), work, follow=True)
    if as_json:
        facts = {"replayed": list(came.sent), "known": came.known}
        terminal.say_json({**facts, "failed": {str(k): v for k, v in came.failed.items()}})
    else:
        _tell(came)
    if came.failed:
        raise Refusal(
            f"{len(came.failed)} of {len(came.sent)} failed again.",
            "Each is tried some more times; see “tasklark dead-letters list”.",
        )


def _tell(came: "Replayed") -> None:
    from tasklark import terminal

    if not came.sent:
        terminal.say("No dead letters.")
        return
    done = len(came.sent) - len(came.failed)
    taken = "taken" if came.known else "sent to their consumers"
    terminal.say(f"{done} of {len(came.sent)} dead letters {taken}.")
    for id_, cause in came.failed.items():
        terminal.say(f"{id_}: {' '.join(cause.split())}")


@contextmanager
def _progress() -> "Iterator[Told]":
    """A bar on a terminal, nothing in a pipe."""
    from rich.progress import Progress

    from tasklark.terminal import console

    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Trying again")

        def told(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield told


def _on_letters(
    loaded: "Loaded",
    work: Callable[["Letters"], Coroutine[None, None, Result]],
    *,
    follow: bool = False,
) -> Result:
    """Do `work` on the letters of this installation; `follow` wants consumers at work."""
    from tasklark import compose
    from tasklark.store.opening import on_postgres

    if on_postgres(loaded.settings):
        return compose.run(_in_cluster(loaded, work))
    from tasklark.runtime.embedded_letters import EmbeddedLetters

    async def here(core: "Core") -> Result:
        return await work(EmbeddedLetters(core.runtime))

    return compose.run(compose.once(loaded, here, follow=follow))


async def _in_cluster(
    loaded: "Loaded", work: Callable[["Letters"], Coroutine[None, None, Result]]
) -> Result:
    async with _cluster_letters(loaded) as letters:
        return await work(letters)


@asynccontextmanager
async def _cluster_letters(loaded: "Loaded") -> "AsyncIterator[Letters]":
    """The letters in PostgreSQL, and the sidecar of the pod that this runs in, if it does."""
    from tasklark import compose
    from tasklark.holiday import on_holiday
    from tasklark.runtime.dapr_letters import DaprLetters
    from tasklark.runtime.dapr_process import has_sidecar, runtime_beside
    from tasklark.store.opening import open_cluster

    compose.log(loaded, compose.QUIET)
    beside = has_sidecar(os.environ)
    runtime = runtime_beside(loaded.settings, os.environ) if beside else None
    async with await open_cluster(loaded.settings, compose.now, on_holiday) as store:
        try:
            yield DaprLetters(store.pool, runtime)
        finally:
            if runtime is not None:
                await runtime.close()
