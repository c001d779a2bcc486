"""The tasks a call names: by number, by occurrence, by set, or by the one title they fit."""

import re
from collections.abc import Sequence

from mcp_server.tools import Desk
from tasklark.asks import FilterWords
from tasklark.domain.errors import Refusal
from tasklark.domain.query import StatusFilter
from tasklark.language import say

_NUMBER = re.compile(r"#?\d+(/.*)?|set:.*")
_SHOWN = 10
_LARGEST = 2**53 - 1
"""No task's number is as large."""


async def named(desk: Desk, found: Sequence[str], status: StatusFilter = "open") -> list[int | str]:
    """Numbers, occurrences and sets as commands take them; a title is its task's number.

    Raises:
        Refusal: If a title fits no task of that status, or several.
    """
    out: list[int | str] = []
    for name in (one.strip() for one in found):
        plain = name.removeprefix("#")
        if _NUMBER.fullmatch(name) is None:
            out.append(await _by_title(desk, name, status))
        else:
            out.append(int(plain) if plain.isdecimal() else plain)
    return out


async def number(desk: Desk, name: str) -> int:
    """The number of the task that holds others, named in the same ways.

    Raises:
        Refusal: If it names none, or not exactly one.
    """
    (found,) = await named(desk, [name])
    if not isinstance(found, int) or found > _LARGEST:
        raise Refusal(f"“{name[:40]}” is not one task.", "Give its number, such as “131”.")
    return found


async def _by_title(desk: Desk, title: str, status: StatusFilter) -> int:
    words = FilterWords(text=title, status=status)
    found = await desk.queries.search(desk.who, words, limit=_SHOWN)
    tasks = found.page.tasks
    if not tasks:
        raise Refusal(
            f"No {status} task fits “{title[:40]}”; nothing was changed.",
            "Give a number such as “131”, or fewer words of its title.",
            kind="unknown",
        )
    if found.page.total > len(tasks) or len({task.number for task in tasks}) > 1:
        shown = "; ".join(f"#{task.number} {task.title[:60]}" for task in tasks)
        many = say.of_tasks(found.page.total, at_least=found.page.at_least)
        rest = found.page.total - len(tasks)
        more = f"; and {rest}{'+' if found.page.at_least else ''} more" if rest else ""
        raise Refusal(
            f"{many} fit “{title[:40]}”: {shown}{more}.",
            "Nothing was changed. Choose by number.",
            kind="ambiguous",
            numbers=tuple(task.number for task in tasks),
        )
    return tasks[0].number
