"""From what a use case answers to a tool's result: the text for models, facts for programs."""

from collections.abc import Mapping, Sequence

from mcp_server.tools import Answer, Desk
from tasklark.asks import FilterWords
from tasklark.domain.changes import Applied
from tasklark.domain.errors import Refusal, TasklarkError
from tasklark.domain.query import Page
from tasklark.domain.reminder import Reminder
from tasklark.domain.shape import Json, task_json
from tasklark.domain.task import Task
from tasklark.language import say
from tasklark.language.say_change import Verb, heads

FORETOLD = 5
"""Repeating tasks of one answer whose next dates are told."""
CANDIDATES = 10
"""Tasks of a refusal that are handed over as JSON; the numbers are all there."""
_LEFT = "Something went wrong here; nothing was changed."
FAILED = Answer(f"{_LEFT} Try again.", {"refused": True, "said": _LEFT}, refused=True)


async def wrote(desk: Desk, applied: Applied, verb: Verb, dates: int = 0) -> Answer:
    """A write's answer; `dates` is how many coming dates of repeating tasks it tells."""
    following = await _following(desk, applied, dates) if dates else {}
    tasks = heads(applied.found if applied.dry_run else applied.tasks)
    facts = {**of_tasks(tasks), "said": say.said(applied, verb)}
    if applied.code is not None:
        facts["undo"] = applied.code
    if applied.set is not None:
        facts["set"] = applied.set
    if applied.dry_run and desk.inside:
        facts["tasks"] = _shapes(tasks, applied.reminders)
    return Answer(say.written(applied, verb, following), facts)


def preferred(applied: Applied) -> Answer:
    """A change of settings: all of them as they are now, instead of the tasks that moved along."""
    clock, *settings = say.preferences(applied.person, applied.now).split("\n")
    done = "nothing was changed" if applied.code is None else f"settings · undo {applied.code}"
    facts: dict[str, object] = {"said": say.said(applied, "prefers")}
    if applied.code is not None:
        facts["undo"] = applied.code
    return Answer("\n".join([clock, done, *settings]), facts)


async def _following(desk: Desk, applied: Applied, dates: int) -> dict[int, str]:
    """The coming dates of the repeating tasks, by id."""
    repeating = [task for task in applied.tasks if task.repeat and task.status == "open"]
    told = {}
    for task in repeating[:FORETOLD]:
        detail = await desk.queries.task(desk.who, task.id)
        told[task.id] = say.following(detail.next[:dates], task.due, applied.now)
    return told


def of_tasks(tasks: Sequence[Task], total: int | None = None) -> dict[str, object]:
    """Which tasks a result is about: numbers, rows, and how many there are in all."""
    return {
        "ids": [task.number for task in tasks],
        "task_ids": [task.id for task in tasks],
        "total": len(tasks) if total is None else total,
    }


def of_page(desk: Desk, page: Page) -> dict[str, object]:
    """The tasks of a page; for our own callers as JSON too."""
    facts = of_tasks(page.tasks, page.total)
    if page.at_least:
        facts["at_least"] = True
    return {**facts, "tasks": _shapes(page.tasks, page.reminders)} if desk.inside else facts


def _shapes(tasks: Sequence[Task], reminders: Mapping[int, tuple[Reminder, ...]]) -> list[Json]:
    return [task_json(task, reminders.get(task.id, ()), say.WORDING) for task in tasks]


async def refused(desk: Desk, error: TasklarkError) -> Answer:
    """A refusal: what, how, and the tasks among which the caller may choose."""
    text = f"{error.what}\n{error.hint}".strip()
    facts: dict[str, object] = {"refused": True, "said": text.replace("\n", " ")}
    if isinstance(error, Refusal):
        facts["kind"] = error.kind
    if not isinstance(error, Refusal) or not error.numbers:
        return Answer(text, facts, refused=True)
    found = await desk.queries.search(desk.who, FilterWords(), ids=error.numbers[:CANDIDATES])
    facts |= {**of_page(desk, found.page), "ids": list(error.numbers), "total": len(error.numbers)}
    return Answer(text, facts, refused=True)
