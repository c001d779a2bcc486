"""The commands about tasks: the same use cases and tools as everywhere, from a terminal."""

import json
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast, get_args

import typer

from tasklark import settings
from tasklark.cli_options import AsJson, Data
from tasklark.domain.changes import Applied
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import local
from tasklark.domain.query import View

if TYPE_CHECKING:
    from tasklark.compose import Core

_ME = local("cli")
Result = TypeVar("Result")


def add(
    words: Annotated[list[str], typer.Argument(help="What to do, when: as you would say it.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Add a task: tasklark add buy oat milk tomorrow at 9 '#home'."""
    from tasklark.asks import Call, Draft

    async def work(core: "Core") -> Applied:
        return await core.commands.add(Call(_ME), [Draft(" ".join(words), quick=True)])

    # What is yet to ring is found by whichever process runs then.
    _tell(_run(data, work, follow=False), "added", as_json)


def done(
    numbers: Annotated[list[str], typer.Argument(help="Numbers: 131, or 131/2026-11-20.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Mark tasks done."""
    from tasklark.asks import Call, Target

    async def work(core: "Core") -> Applied:
        return await core.commands.complete(Call(_ME), Target(ids=numbers))

    _tell(_run(data, work), "completed", as_json)


def show(
    view: Annotated[
        str, typer.Argument(help="today, upcoming, inbox, all, done or bin.")
    ] = "today",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List tasks."""
    from tasklark import terminal
    from tasklark.language import say
    from tasklark.seen import Board

    if view not in get_args(View):
        raise Refusal(f"“{view}” is not a view.", f"Known are {', '.join(get_args(View))}.")

    async def work(core: "Core") -> Board:
        return await core.queries.board(_ME, view=cast(View, view), limit=200)

    board = _run(data, work, follow=False)
    page, person = board.page, board.person
    if as_json:
        terminal.say_json([_json(task, page.reminders) for task in page.tasks])
        return
    rows = [
        (_json(task, page.reminders), say.due(task.due, person, page.now) if task.due else "")
        for task in page.tasks
    ]
    terminal.show_tasks(rows, page.total)


def ask(
    words: Annotated[list[str], typer.Argument(help="A question or a wish, in your words.")],
    data: Data = None,
) -> None:
    """Ask the assistant; it asks back here before it deletes."""
    from tasklark.talking import talk

    async def work(core: "Core") -> None:
        await talk(core, " ".join(words))

    _run(data, work)


def call(
    tool: Annotated[str, typer.Argument(help="A tool's name, such as search_tasks.")],
    arguments: Annotated[str, typer.Argument(help="Its arguments as JSON.")] = "{}",
    data: Data = None,
) -> None:
    """Call any MCP tool without a client."""
    from tasklark import compose, terminal

    try:
        given = json.loads(arguments)
    except ValueError as error:
        raise Refusal(f"The arguments are not JSON: {error}.", 'Write {"ids": [131]}.') from None
    if not isinstance(given, dict):
        raise Refusal("The arguments are not a JSON object.", 'Write {"ids": [131]}.')
    loaded = settings.load({"data": data})
    text, refused = compose.run(compose.call_tool(loaded, tool, given))
    if refused:
        terminal.say_error(_one_line(text))
        sys.exit(1)
    terminal.say(text)


def _one_line(text: str) -> str:
    """What and how on one line; candidates keep a line each."""
    return text if text.count("\n") > 1 else text.replace("\n", " ")


def _run(
    data: Path | None,
    work: "Callable[[Core], Coroutine[Any, Any, Result]]",
    *,
    follow: bool = True,
) -> Result:
    from tasklark import compose

    return compose.run(compose.once(settings.load({"data": data}), work, follow=follow))


def _tell(applied: Applied, verb: str, as_json: bool) -> None:
    from tasklark import terminal
    from tasklark.language import say

    said = say.said(applied, cast(Any, verb))
    if as_json:
        tasks = [_json(task, applied.reminders) for task in applied.tasks]
        terminal.say_json({"tasks": tasks, "undo": applied.code, "said": said})
    else:
        terminal.say(said + (f" (undo {applied.code})" if applied.code else ""))


def _json(task: Any, reminders: Any) -> Any:
    from tasklark.domain.shape import task_json
    from tasklark.language import say

    return task_json(task, reminders.get(task.id, ()), say.WORDING)
