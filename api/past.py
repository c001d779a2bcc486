"""What was changed, by whom, and taking it back; what became of a ring."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import AwareDatetime

from api import answers
from api.bodies import NOTHING, Nothing, ReceiptBody
from api.deps import ApiDeps
from api.frame import Frame, Who, as_json
from api.terms import MUST
from tasklark.domain.changes import Change
from tasklark.domain.shape import Json, due_json, stamp
from tasklark.domain.task import Due
from tasklark.histories import events_of
from tasklark.language import say
from tasklark.seen import History, Insights

_KEPT = timedelta(days=30)
"""How long a change can be taken back."""
_NAMED = 10
"""Tasks of one change that are named; more are counted."""
Limit = Annotated[int, Query(ge=1, le=200, description=MUST["limit"])]


def past_router(deps: ApiDeps) -> APIRouter:
    """The routes of the past."""
    routes = APIRouter(prefix="/api", tags=["history"])
    _reads(routes, deps)
    _writes(routes, deps)
    return routes


def _writes(routes: APIRouter, deps: ApiDeps) -> None:
    commands = deps.commands

    @routes.post("/undo/{code}")
    async def undo(
        frame: Frame,
        code: Annotated[str, Path(min_length=1, max_length=40)],
        body: Nothing = NOTHING,
    ) -> Response:
        """Take a change back; the undo has a code of its own, which is the redo."""
        del body
        applied = await commands.undo(frame, (code,))
        return as_json(await answers.written(deps, applied, "undone"))

    @routes.post("/receipts", status_code=204)
    async def receipt(frame: Frame, body: ReceiptBody) -> Response:
        """Note what became of a ring: delivered, seen or acted on."""
        await commands.receive(frame, body.reminder, body.state)
        return Response(status_code=204)


def _reads(routes: APIRouter, deps: ApiDeps) -> None:
    @routes.get("/history")
    async def history(
        who: Who,
        task: Annotated[str, Query(min_length=1, max_length=40, description=MUST["task"])],
        limit: Limit = 50,
    ) -> Response:
        """Changes of one task, newest first."""
        return as_json(_history(await deps.queries.history(who, ids=(task,), limit=limit)))

    @routes.get("/changes")
    async def changes(
        who: Who,
        since: Annotated[AwareDatetime | None, Query(description=MUST["since"])] = None,
        next: Annotated[int | None, Query(ge=1, description=MUST["next"])] = None,
        limit: Limit = 50,
    ) -> Response:
        """Everybody's changes, newest first."""
        found = await deps.queries.past(who, since=since, before=next, limit=limit)
        changes = [_change(one, found) for one in found.changes]
        return as_json({"now": stamp(found.now), "changes": changes, "next": found.next})

    @routes.get("/insights")
    async def insights(who: Who) -> Response:
        """52 weeks of completions by day, what keeps slipping, the load of the coming 14 days."""
        return as_json(_insights(await deps.queries.insights(who)))


def _dated(due: Due, found: History | Insights) -> Json:
    return {**due_json(due), "label": say.due(due, found.person, found.now)}


def _insights(found: Insights) -> Json:
    return {
        "now": stamp(found.now),
        "today": found.today.isoformat(),
        "first": found.first.isoformat(),
        "done": [{"day": day.isoformat(), "count": count} for day, count in found.done],
        "total": sum(count for _, count in found.done),
        "slipping": [
            {
                "task": answers.task(one.task, ()),
                "times": one.times,
                "first": _dated(one.first, found),
                "dates": [_dated(due, found) for due in one.dates],
            }
            for one in found.slipping
        ],
        "load": [
            {"day": one.day.isoformat(), "tasks": one.tasks, "repeats": one.repeats}
            for one in found.load
        ],
        "overdue": found.overdue,
    }


def _history(found: History) -> Json:
    return {
        "now": stamp(found.now),
        "changes": [answers.activity(one, found.tasks, found.person) for one in found.changes],
    }


def _change(one: Change, found: History) -> Json:
    """A change as its line tells it, with the tasks it is about and whether it can go back."""
    ids = dict.fromkeys((*one.inserts, *(row.id for row in one.updates)))
    known = [found.tasks[id_] for id_ in ids if id_ in found.tasks]
    about = next(iter(ids)) if len(ids) == 1 else None
    return {
        **answers.activity(one, found.tasks, found.person, about),
        "number": one.number,
        "cause": one.cause,
        "events": sorted(events_of(one)),
        "tasks": [
            {
                "id": task.id,
                "number": task.number,
                "title": task.title,
                "due": None if task.due is None else _dated(task.due, found),
            }
            for task in known[:_NAMED]
        ],
        "touched": len(ids),
        "can_undo": one.undone_by is None and found.now - one.at < _KEPT,
    }
