"""`tasklark tokens`: letting other programs act for you, and ending that."""

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from tasklark import settings
from tasklark.cli_options import AsJson, Data
from tasklark.domain.identity import LOCAL_PERSON, Principal

if TYPE_CHECKING:
    from tasklark.access import Tokens
    from tasklark.domain.shape import Json
    from tasklark.store.port import AccessToken, TaskStore

Result = TypeVar("Result")
Whose = Annotated[int, typer.Option("--person", help="Whose, in a database of many people.")]
_DAYS = 90
app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="What lets other programs act for you."
)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="What uses it, such as “backup script”.")],
    write: Annotated[bool, typer.Option("--write", help="It may change tasks too.")] = False,
    days: Annotated[int, typer.Option(help="How long it lasts.")] = _DAYS,
    person: Whose = LOCAL_PERSON,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make a token and print it, this once: nobody can read it again."""
    from tasklark import terminal

    async def work(tokens: "Tokens") -> "tuple[AccessToken, str]":
        return await tokens.new(Principal(person, "cli"), name, "write" if write else "read", days)

    token, text = _on_tokens(data, work)
    if as_json:
        terminal.say_json({**_json(token), "token": text})
        return
    terminal.say(text)
    may = "read and change your tasks" if write else "read your tasks"
    terminal.say_error(
        f"“{token.name}” may {may} until {token.expires_at:%Y-%m-%d}. Keep it like a password."
    )


@app.command("list")
def show(person: Whose = LOCAL_PERSON, data: Data = None, as_json: AsJson = False) -> None:
    """Show every token: its name, what it may do, until when, when it was used last."""
    from tasklark import terminal

    async def work(tokens: "Tokens") -> "list[AccessToken]":
        return list(await tokens.listed(Principal(person, "cli")))

    found = _on_tokens(data, work)
    if as_json:
        terminal.say_json([_json(token) for token in found])
        return
    if not found:
        terminal.say("No tokens.")
    for token in found:
        # Past rich, which would make spaces of the tabs.
        sys.stdout.write("\t".join(_cells(token)) + "\n")


@app.command()
def revoke(
    id: Annotated[str, typer.Argument(help="As the list shows it.")],
    person: Whose = LOCAL_PERSON,
    data: Data = None,
) -> None:
    """End a token, at once and for good."""
    from tasklark import terminal

    async def work(tokens: "Tokens") -> None:
        await tokens.revoke(Principal(person, "cli"), id)

    _on_tokens(data, work)
    terminal.say(f"{id} opens nothing any more.")


def _cells(token: "AccessToken") -> list[str]:
    from tasklark import compose
    from tasklark.access import state_of
    from tasklark.domain.identity import WRITE

    used = "never used" if token.used_at is None else f"used {token.used_at:%Y-%m-%d %H:%M} UTC"
    state = state_of(token, compose.now())
    until = f"until {token.expires_at:%Y-%m-%d}" if state == "live" else state
    return [token.id, token.name, "write" if WRITE in token.scopes else "read", until, used]


def _json(token: "AccessToken") -> "Json":
    from tasklark import compose
    from tasklark.access import state_of
    from tasklark.domain.shape import stamp

    return {
        "id": token.id,
        "name": token.name,
        "scopes": sorted(token.scopes),
        "state": state_of(token, compose.now()),
        "created_at": stamp(token.created_at),
        "expires_at": stamp(token.expires_at),
        "used_at": stamp(token.used_at),
        "revoked_at": stamp(token.revoked_at),
    }


def _on_tokens(
    data: Path | None, work: Callable[["Tokens"], Coroutine[None, None, Result]]
) -> Result:
    """Do `work` on the tokens of the store that the settings name."""
    from tasklark import compose
    from tasklark.access import Tokens

    async def there(store: "TaskStore") -> Result:
        return await work(Tokens(store.access, compose.now))

    return compose.on_store(settings.load({"data": data}), there)
