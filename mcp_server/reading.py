"""The tools that look, and the settings."""

from collections.abc import Iterator

from mcp_server import asking
from mcp_server.answers import of_page, of_tasks, preferred
from mcp_server.arguments import GetAgenda, GetHistory, Preferences, SearchTasks
from mcp_server.naming import named
from mcp_server.tools import Answer, Desk, tool
from tasklark.domain.changes import Change
from tasklark.language import say


@tool(
    SearchTasks,
    "Search tasks",
    "Find tasks, typo-tolerant. With more matches than shown it answers a cursor and a set code "
    "that stands for all of them.",
    "reads",
)
async def search_tasks(desk: Desk, asked: SearchTasks) -> Answer:
    """Find tasks."""
    found = await desk.queries.search(
        desk.who,
        asking.filter_words(asked.filter),
        ids=await named(desk, asked.ids),
        sort=asked.sort,
        limit=asked.limit,
        cursor=asked.cursor or None,
        count_by=asked.count_by,
    )
    details = {}
    if asked.detail == "full":
        for task in found.page.tasks:
            details[task.id] = await desk.queries.task(desk.who, task.id)
    many = say.of_tasks(found.page.total, at_least=found.page.at_least)
    facts = {**of_page(desk, found.page), "said": f"Found {many}"}
    if found.set is not None:
        facts["set"] = found.set
    return Answer(say.found(found, details), facts)


@tool(
    GetAgenda,
    "Agenda",
    "What is on: overdue, due, reminders and coming repeats in time order.",
    "reads",
)
async def get_agenda(desk: Desk, asked: GetAgenda) -> Answer:
    """What is on."""
    seen = await desk.queries.agenda(desk.who, asked.day, asked.days)
    tasks = [*seen.overdue, *(task for day in seen.days for task in day.tasks)]
    total = len(tasks) - len(seen.overdue) + seen.overdue_total
    facts = {**of_tasks(tasks, total), "said": f"Looked at {say.of_tasks(total)}"}
    return Answer(say.agenda(seen), facts)


@tool(GetHistory, "History", "What happened, newest first, with undo codes.", "reads")
async def get_history(desk: Desk, asked: GetHistory) -> Answer:
    """What happened."""
    seen = await desk.queries.history(
        desk.who,
        ids=await named(desk, asked.ids),
        since=asked.since,
        until=asked.until,
        event=asked.event or "",
        limit=asked.limit,
    )
    touched = [id_ for change in seen.changes for id_ in _rows(change)]
    tasks = [seen.tasks[id_] for id_ in dict.fromkeys(touched) if id_ in seen.tasks]
    facts = {**of_tasks(tasks), "said": "Looked at what happened"}
    return Answer(say.history(seen), facts)


def _rows(change: Change) -> Iterator[int]:
    """The rows that a change touched."""
    yield from change.inserts
    yield from (row.id for row in change.updates)
    rings = [ring.after or ring.before for ring in change.reminders]
    yield from (ring.task for ring in rings if ring is not None)


@tool(
    Preferences,
    "Preferences",
    "Show or set zone, named times, quiet hours, holidays, week start, default reminder.",
    "writes once",
)
async def preferences(desk: Desk, asked: Preferences) -> Answer:
    """Show or change the settings."""
    if asked.set:
        applied = await desk.commands.prefer(desk.call(asked.request_id), asked.set)
        return preferred(applied)
    seen = await desk.queries.history(desk.who, limit=1)
    return Answer(say.preferences(seen.person, seen.now), {"said": "Looked at your settings"})
