"""The tool of the board alone: the tasks that another tool told a model, as JSON."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from mcp_server import asking
from mcp_server.arguments import Arguments, GetAgenda, SearchTasks
from mcp_server.board import TOOL
from mcp_server.naming import named
from mcp_server.schema import input_schema
from mcp_server.tools import Answer, Desk, Tool
from tasklark.domain import clock
from tasklark.domain.person import Person
from tasklark.domain.query import Page
from tasklark.domain.shape import Json, due_json, stamp, task_json
from tasklark.language import say
from tasklark.seen import Detail, Ghost

SHOWN = 100
"""Rows of a board."""
TOUCHED = 50
"""Rows that are fetched again beside it, after they were changed."""


class ShowBoard(Arguments):
    """What to show: the same arguments as the call that the board stands under."""

    tool: Literal["get_agenda", "search_tasks"] = "get_agenda"
    given: dict[str, Any] = Field(default_factory=dict)
    rows: list[Annotated[int, Field(ge=1, le=2**53 - 1)]] = Field(
        default_factory=list, max_length=TOUCHED
    )


async def show_board(desk: Desk, asked: ShowBoard, page: str) -> Answer:
    """The tasks as they are now, and the rows that were changed there."""
    if asked.tool == "get_agenda":
        shown = await _agenda(desk, GetAgenda.model_validate(asked.given))
    else:
        shown = await _found(desk, SearchTasks.model_validate(asked.given))
    touched = [await desk.queries.task(desk.who, row) for row in asked.rows]
    board = {**shown, "touched": [_detail(one) for one in touched], "page": page}
    return Answer("The board's tasks.", shown=board)


def app_tool(page: str) -> Tool:
    """The tool as served where the page has this address."""

    async def serve(desk: Desk) -> Answer:
        return await show_board(desk, ShowBoard.model_validate(desk.given), page)

    words = "Data for the board that a host shows; nothing for a model."
    return Tool(TOOL, "Board", words, "reads", ShowBoard, input_schema(ShowBoard), serve)


async def _agenda(desk: Desk, asked: GetAgenda) -> Json:
    """What is due on the days of an agenda; with today among them also what is overdue."""
    seen = await desk.queries.agenda(desk.who, asked.day, asked.days)
    first, last = seen.days[0].day, seen.days[-1].day
    late = first <= clock.today(seen.now, seen.person) <= last
    found = await desk.queries.board(desk.who, low=None if late else first, high=last, limit=SHOWN)
    ghosts = [_ghost(ghost) for day in seen.days for ghost in day.ghosts]
    return {
        **_page(found.page, found.person, found.missed),
        "days": [day.day.isoformat() for day in seen.days],
        "ghosts": ghosts,
    }


async def _found(desk: Desk, asked: SearchTasks) -> Json:
    """What a search finds, in its order."""
    found = await desk.queries.search(
        desk.who,
        asking.filter_words(asked.filter),
        ids=await named(desk, asked.ids),
        sort=asked.sort,
        limit=asked.limit,
        cursor=asked.cursor or None,
    )
    missed = await desk.queries.missed(found.person, found.page.tasks, found.page.now)
    return _page(found.page, found.person, missed)


def _page(page: Page, person: Person, missed: Mapping[int, Sequence[str]]) -> Json:
    tasks = [
        task_json(one, page.reminders.get(one.id, ()), say.WORDING, missed.get(one.id, ()))
        for one in page.tasks
    ]
    return {
        "now": stamp(page.now),
        "person": _person(person),
        "total": page.total,
        "at_least": page.at_least,
        "tasks": tasks,
        "subtasks": {str(id_): list(counts) for id_, counts in page.subtasks.items()},
    }


def _person(person: Person) -> Json:
    """What a board needs to know of the person: how their clock and days are read."""
    away = person.away
    return {
        "zone": person.zone,
        "away": None if away is None else {"zone": away.zone, "until": away.until.isoformat()},
        "day_start": person.day_start.isoformat("minutes"),
        "clock24": person.clock24,
    }


def _detail(found: Detail) -> Json:
    return task_json(found.task, found.reminders, say.WORDING, found.missed)


def _ghost(ghost: Ghost) -> Json:
    of = ghost.task
    return {
        "number": of.number,
        "title": of.title,
        "due": due_json(ghost.due),
        "repeat_words": "" if of.repeat is None else say.WORDING.repeat(of.repeat),
    }
