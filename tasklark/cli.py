"""The command line: `tasklark up`, `mcp --stdio`, `add`, `list`, `done`, `ask`, `call`, …"""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from tasklark import (
    cli_audit,
    cli_database,
    cli_files,
    cli_letters,
    cli_tasks,
    cli_tokens,
    doctor,
    settings,
)
from tasklark.cli_options import Data
from tasklark.domain.errors import Refusal, TasklarkError
from tasklark.settings import Loaded, SettingsError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Your tasks: a page, an assistant, MCP tools, this command line.",
)


def main() -> None:
    """Run the command; exit code 1 with one line on stderr when it is refused or fails."""
    # Loading makes many objects and no garbage: a start is a seventh quicker without looking.
    gc.disable()
    try:
        app()
    except (TasklarkError, SettingsError) as error:
        _fail(str(error))
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _fail(f"{place}{error.strerror or error}.")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("TASKLARK_LOG_LEVEL", "").upper() == "DEBUG":
            raise
        _fail(f"Something went wrong ({_in_words(error)}). TASKLARK_LOG_LEVEL=DEBUG shows where.")
    finally:
        gc.enable()


def _fail(line: str) -> NoReturn:
    sys.stderr.write(f"{line}\n")
    sys.exit(1)


def _in_words(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _loaded(**overrides: object) -> Loaded:
    return settings.load(overrides)


@app.command()
def up(
    host: Annotated[str | None, typer.Option(help="A loopback address.")] = None,
    port: Annotated[int | None, typer.Option(help="0: any free port.")] = None,
    data: Data = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page.")] = False,
) -> None:
    """Serve the whole system in this process."""
    from tasklark import serving  # the other commands start without a web server

    loaded = _loaded(host=host, port=port, data=data)
    serving.up(loaded, open_page)


@app.command()
def mcp(
    stdio: Annotated[bool, typer.Option("--stdio", help="Speak MCP on stdin and stdout.")] = False,
    data: Data = None,
) -> None:
    """Serve the MCP tools to one client, such as Claude Desktop."""
    if not stdio:
        raise typer.BadParameter("say --stdio; over HTTP `tasklark up` serves /mcp")
    from tasklark import compose

    compose.run(compose.stdio(_loaded(data=data)))


@app.command()
def service(
    name: Annotated[str, typer.Argument(help="api | agent | mcp | live | relay | recurring | …")],
    host: Annotated[str | None, typer.Option(help="A loopback address.")] = None,
    port: Annotated[int | None, typer.Option(help="0: any free port.")] = None,
) -> None:
    """Serve one process of a cluster, beside its Dapr sidecar."""
    from tasklark import cluster_serving  # the other commands start without a web server

    cluster_serving.service(_loaded(host=host, port=port), name)


@app.command()
def connect(
    client: Annotated[str, typer.Argument(help="claude-desktop | claude-code | cursor | vscode")],
    data: Data = None,
    only_print: Annotated[bool, typer.Option("--print", help="Write nothing.")] = False,
) -> None:
    """Write Tasklark into an MCP client's configuration; what is there is kept."""
    from tasklark import terminal
    from tasklark.connect import CLIENTS, plan, then, write

    ready = plan(client, _loaded(data=data).settings.data)
    if not ready.changes:
        terminal.say(f"{CLIENTS[client]} is connected already ({ready.path}).")
        return
    terminal.say(ready.diff)
    if not only_print:
        write(ready)
        terminal.say(f"Written to {ready.path}. {then(client)}")


@app.command("eval")
def evaluate(
    what: Annotated[str, typer.Argument(help="expand | when | repeat | understand")],
    file: Annotated[Path | None, typer.Argument(help="JSON lines; none: stdin.")] = None,
) -> None:
    """Answer JSON lines with JSON lines: the commands that the measures use."""
    from tasklark.evaluating import MEASURES

    if what not in MEASURES:
        raise typer.BadParameter(f"“{what}” is not one of {', '.join(MEASURES)}")
    answer = MEASURES[what]()
    with sys.stdin if file is None else file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                sys.stdout.write(answer(line) + "\n")
            except (ValueError, KeyError, TypeError) as error:
                what_happened = f"Line {number} is not what {what} takes ({_in_words(error)})."
                raise Refusal(what_happened, "Give one JSON object a line.") from None


for command in (cli_tasks.add, cli_tasks.done, cli_tasks.ask, cli_tasks.call, doctor.doctor):
    app.command()(command)
app.command("list")(cli_tasks.show)
app.command("import")(cli_files.bring)
app.command("export")(cli_files.export)
app.command("backup")(cli_database.backup)
app.command("restore")(cli_database.restore)
app.command("migrate")(cli_database.migrate)
app.add_typer(cli_audit.app, name="audit")
app.add_typer(cli_letters.app, name="dead-letters")
app.add_typer(cli_tokens.app, name="tokens")
