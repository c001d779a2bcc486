"""What a terminal shows: rich on a terminal, plain text in a pipe."""

import json
import sys

from rich.console import Console
from rich.table import Table

from tasklark.domain.shape import Json

console = Console(highlight=False, soft_wrap=True)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)
_PRIORITY = {"high": "red", "medium": "yellow", "low": "blue", "none": "dim"}


def say(text: str) -> None:
    """Print words; what they contain is never taken for markup."""
    console.print(text, markup=False)


def say_error(text: str) -> None:
    """Print one line on stderr."""
    _errors.print(text, markup=False)


def say_json(value: object) -> None:
    """Print JSON for scripts, one document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def show_tasks(rows: list[tuple[Json, str]], total: int) -> None:
    """Print tasks with their due in words: a table on a terminal, tabbed lines in a pipe."""
    if not rows:
        say("Nothing here.")
        return
    if not console.is_terminal:
        for task, due in rows:
            # Past rich, which would make spaces of the tabs.
            sys.stdout.write("\t".join([f"#{task['number']}", due, str(task["title"])]) + "\n")
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for task, due in rows:
        priority = str(task["priority"])
        table.add_row(
            f"[dim]#{task['number']}[/dim]",
            due,
            _plain(str(task["title"])),
            f"[{_PRIORITY[priority]}]{'' if priority == 'none' else priority}[/]",
            _plain(" ".join(f"#{tag}" for tag in _strings(task["tags"]))),
        )
    console.print(table)
    if total > len(rows):
        say(f"{len(rows)} of {total}")


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
