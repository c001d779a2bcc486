"""The tools that change something."""

from mcp_server import asking
from mcp_server.answers import wrote
from mcp_server.arguments import (
    AddTasks,
    CompleteTasks,
    DeleteTasks,
    SetRecurrence,
    SetReminder,
    Undo,
    UpdateTasks,
)
from mcp_server.naming import named
from mcp_server.tools import Answer, Desk, tool
from tasklark.asks import Target
from tasklark.domain.errors import Refusal
from tasklark.language import say

DATES_ADDED, DATES_SET = 3, 5
"""Coming dates that are told of a new repeating task, and of a changed repeat."""
_RULE_ALONE = {"ids", "repeat", "preview", "request_id"}
"""A preview of these needs no task to be changed for show."""


@tool(
    AddTasks,
    "Add tasks",
    "Add tasks; dates, repeats and reminders in the person's own words. Answers what was stored "
    "and likely duplicates.",
)
async def add_tasks(desk: Desk, asked: AddTasks) -> Answer:
    """Add tasks."""
    applied = await desk.commands.add(
        desk.call(asked.request_id),
        await asking.drafts(desk, asked.tasks),
        skip_existing=asked.skip_existing,
    )
    return await wrote(desk, applied, "added", DATES_ADDED)


@tool(
    UpdateTasks,
    "Change tasks",
    "Change tasks; what is not given stays. On a repeating task `when` moves only this occurrence.",
)
async def update_tasks(desk: Desk, asked: UpdateTasks) -> Answer:
    """Change fields."""
    applied = await desk.commands.update(
        desk.call(asked.request_id, dry_run=asked.dry_run),
        await asking.target(desk, asked),
        await asking.edits(desk, asked),
    )
    return await wrote(desk, applied, "updated")


@tool(
    CompleteTasks,
    "Complete tasks",
    "Mark tasks done; says the next date of a repeating one.",
    "writes once",
)
async def complete_tasks(desk: Desk, asked: CompleteTasks) -> Answer:
    """Mark done, or reopen."""
    applied = await desk.commands.complete(
        desk.call(asked.request_id, dry_run=asked.dry_run),
        await asking.target(desk, asked, "open" if asked.done else "done"),
        done=asked.done,
        at=asked.at,
    )
    return await wrote(desk, applied, "completed" if asked.done else "reopened")


@tool(
    DeleteTasks,
    "Delete tasks",
    "Move tasks to the bin for 30 days. Ends repeating ones; to leave out one date use "
    "set_recurrence skip.",
    "destroys once",
)
async def delete_tasks(desk: Desk, asked: DeleteTasks) -> Answer:
    """Put into the bin."""
    applied = await desk.commands.delete(
        desk.call(asked.request_id, dry_run=asked.dry_run), await asking.target(desk, asked)
    )
    return await wrote(desk, applied, "deleted")


@tool(
    SetRecurrence,
    "Set a repeat",
    "Set, skip, pause, end or stop a repeat; answers the rule in words and its next dates.",
)
async def set_recurrence(desk: Desk, asked: SetRecurrence) -> Answer:
    """Change how tasks repeat, or show what a rule would give."""
    change = asking.repeat_words(asked)
    if asked.preview and asked.model_fields_set <= _RULE_ALONE:
        return await _first_dates(desk, asked)
    applied = await desk.commands.set_recurrence(
        desk.call(asked.request_id, dry_run=asked.preview),
        Target(ids=await named(desk, asked.ids)),
        change,
    )
    if asked.preview:
        return Answer(say.would_repeat(applied, DATES_SET), {"said": "Showed the dates"})
    return await wrote(desk, applied, "repeats", DATES_SET)


async def _first_dates(desk: Desk, asked: SetRecurrence) -> Answer:
    """The rule's first dates, counted from the due of the task it is for."""
    found = await desk.queries.search(
        desk.who, asking.filter_words(None), ids=await named(desk, asked.ids)
    )
    due = found.page.tasks[0].due if found.page.tasks else None
    when = "" if due is None else due.key.replace("T", " ")
    seen = await desk.queries.preview(desk.who, asked.repeat, when, DATES_SET)
    return Answer(say.preview(seen), {"said": "Showed the dates"})


@tool(
    SetReminder,
    "Set reminders",
    "Set, clear or snooze reminders.",
)
async def set_reminder(desk: Desk, asked: SetReminder) -> Answer:
    """Change reminders."""
    frame, target = desk.call(asked.request_id), Target(ids=await named(desk, asked.ids))
    if asked.action == "snooze":
        about = target if asked.ids else None
        return await wrote(desk, await desk.commands.snooze(frame, about, asked.when), "snoozed")
    if not asked.ids:
        raise Refusal("No task was named; nothing was changed.", 'Give ids such as ["131"].')
    all_of_them = asked.action == "remove" and asked.when.strip().lower() in ("all", "none")
    when = [] if all_of_them else [asked.when]
    applied = await desk.commands.set_reminder(frame, target, when, asked.action)
    return await wrote(desk, applied, "reminds")


@tool(Undo, "Undo", "Take back changes by their codes; without codes your own last one.")
async def undo(desk: Desk, asked: Undo) -> Answer:
    """Take back whole changes."""
    applied = await desk.commands.undo(desk.call(asked.request_id), asked.codes)
    return await wrote(desk, applied, "undone")
