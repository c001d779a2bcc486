"""Tasks: lists and single ones, and every change of them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import answers, read
from api.bodies import (
    NOTHING,
    BulkBody,
    ChangeBody,
    CompleteBody,
    MoveBody,
    NewBody,
    Nothing,
    SkipBody,
    SnoozeBody,
    TasksQuery,
)
from api.changing import change, drafts, framed
from api.deps import ApiDeps
from api.frame import Frame, TaskId, Who, as_json, row
from tasklark.asks import Edits, FilterWords, RepeatWords, Target
from tasklark.domain.changes import Applied
from tasklark.domain.errors import Refusal
from tasklark.language.say_change import Verb
from tasklark.seen import Board

_COMPLETE, _SKIP = CompleteBody(), SkipBody()


def tasks_router(deps: ApiDeps) -> APIRouter:
    """The routes under `/api/tasks`."""
    routes = APIRouter(prefix="/api/tasks", tags=["tasks"])
    _reads(routes, deps)
    _writes(routes, deps)
    _actions(routes, deps)
    _moves(routes, deps)
    return routes


def _reads(routes: APIRouter, deps: ApiDeps) -> None:
    queries = deps.queries

    @routes.get("")
    async def list_tasks(who: Who, asked: Annotated[TasksQuery, Query()]) -> Response:
        """Tasks of a view, or those that a filter finds; `total` counts them all."""
        if asked.number is not None:
            page = await queries.by_number(who, asked.number)
            person = await queries.me(who)
            missed = await queries.missed(person, page.tasks, page.now)
            return as_json(answers.board(Board(page, (), person, missed)))
        words = FilterWords(
            text=asked.q,
            tags=asked.tag,
            inside=asked.project,
            priority=asked.priority,
            status=asked.status or "open",
        )
        found = await queries.board(
            who,
            view=asked.view,
            words=words,
            sort=asked.sort,
            limit=asked.limit,
            cursor=asked.next or None,
            low=read.day(asked.low, "from") if asked.low else None,
            high=read.day(asked.high, "to") if asked.high else None,
        )
        return as_json(answers.board(found))

    @routes.get("/{id}")
    async def one_task(who: Who, id: TaskId) -> Response:
        """One task with its next dates, subtasks and activity."""
        return as_json(answers.detail(await queries.task(who, id)))


def _writes(routes: APIRouter, deps: ApiDeps) -> None:
    @routes.post("", status_code=201)
    async def add(frame: Frame, body: NewBody) -> Response:
        """Add the tasks that a text says, a line each, or one from its fields."""
        applied = await deps.commands.add(framed(frame, body), drafts(body))
        return as_json(await answers.written(deps, applied, "added"), 201)

    @routes.patch("/{id}")
    async def edit(frame: Frame, id: TaskId, body: ChangeBody) -> Response:
        """Change fields; refused with both values when somebody else changed the same ones."""
        return await _said(deps, *await change(deps, frame, row(id), body))

    @routes.delete("/{id}")
    async def delete(frame: Frame, id: TaskId) -> Response:
        """Put a task into the bin; a series ends, its finished occurrences stay."""
        return await _said(deps, await deps.commands.delete(frame, row(id)), "deleted")

    @routes.post("/bulk")
    async def bulk(frame: Frame, body: BulkBody) -> Response:
        """The same for many tasks, as one change."""
        return await _said(deps, *await _bulk(deps, frame, body))


async def _bulk(deps: ApiDeps, frame: Frame, body: BulkBody) -> tuple[Applied, Verb]:
    commands, target = deps.commands, Target(rows=tuple(dict.fromkeys(body.ids)))
    if body.do == "update":
        if body.fields is None:
            raise Refusal("“fields” is missing.", "Say what to change.")
        return await change(deps, frame, target, body.fields)
    if body.fields is not None:
        raise Refusal("“fields” goes only with “do”: “update”.", "Leave one of them out.")
    if body.do == "delete":
        return await commands.delete(frame, target), "deleted"
    if body.do == "restore":
        return await commands.restore(frame, target), "restored"
    done = body.do == "complete"
    return await commands.complete(frame, target, done=done), "completed" if done else "reopened"


def _actions(routes: APIRouter, deps: ApiDeps) -> None:
    commands = deps.commands

    @routes.post("/{id}/complete")
    async def complete(frame: Frame, id: TaskId, body: CompleteBody = _COMPLETE) -> Response:
        """Mark an occurrence done; `missed` takes those along that went by."""
        target = row(id, body.occurrence)
        applied = await commands.complete(frame, target, at=body.at, missed=body.missed)
        return await _said(deps, applied, "completed")

    @routes.post("/{id}/reopen")
    async def reopen(frame: Frame, id: TaskId, body: Nothing = NOTHING) -> Response:
        """Mark a task open again."""
        del body
        return await _said(deps, await commands.complete(frame, row(id), done=False), "reopened")

    @routes.post("/{id}/restore")
    async def restore(frame: Frame, id: TaskId, body: Nothing = NOTHING) -> Response:
        """Bring a deleted task back."""
        del body
        return await _said(deps, await commands.restore(frame, row(id)), "restored")


def _moves(routes: APIRouter, deps: ApiDeps) -> None:
    commands = deps.commands

    @routes.post("/{id}/skip")
    async def skip(frame: Frame, id: TaskId, body: SkipBody = _SKIP) -> Response:
        """Go on to the next occurrence, past all `missed` ones, or leave one `occurrence` out."""
        left_out = body.occurrence[:10] if body.occurrence else "this one"
        words = RepeatWords(skip=("missed" if body.missed else left_out,))
        return await _said(deps, await commands.set_recurrence(frame, row(id), words), "repeats")

    @routes.post("/{id}/snooze")
    async def snooze(frame: Frame, id: TaskId, body: SnoozeBody) -> Response:
        """Ring again later."""
        return await _said(deps, await commands.snooze(frame, row(id), body.when), "snoozed")

    @routes.post("/{id}/move")
    async def move(frame: Frame, id: TaskId, body: MoveBody) -> Response:
        """Give a task a place in the order by hand."""
        applied = await commands.update(frame, row(id), Edits(rank=body.rank))
        return await _said(deps, applied, "updated")


async def _said(deps: ApiDeps, applied: Applied, verb: Verb) -> Response:
    return as_json(await answers.written(deps, applied, verb))
