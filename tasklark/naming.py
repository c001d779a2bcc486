"""The use cases about names: tags and projects renamed, merged, deleted and put in order."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from tasklark.asks import Call
from tasklark.domain.changes import Applied
from tasklark.domain.decide import decide
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import ArrangeProjects, Rename
from tasklark.domain.query import Filter
from tasklark.filters import known_project
from tasklark.store.port import Need, Request, TaskStore

Kind = Literal["tag", "project"]
TASKS = 100_000
"""Tasks that one change of a name may touch."""


@dataclass(frozen=True, slots=True)
class Named:
    """What became of a name: the one it is known by now (None: none), and whether two are one."""

    kind: Kind
    before: str
    after: str | None
    merged: bool
    applied: Applied


class Naming:
    """Every write of a name is one change of all tasks that have it, and one undo."""

    def __init__(self, store: TaskStore) -> None:
        self._store = store

    async def rename(self, call: Call, kind: Kind, name: str, to: str) -> Named:
        """Give it another name; one that is there already takes its tasks over.

        Raises:
            Refusal: Of kind `unknown` if there is no such name.
        """
        name, to = _plain(kind, name), _plain(kind, to)
        if kind == "project":
            name = await known_project(self._store, call.who, name)
            names = [known for known, _ in await self._store.projects(call.who)]
        else:
            names = [known for known, _ in await self._store.tags(call.who)]
        other = next((n for n in names if _same(n, to) and not _same(n, name)), None)
        return await self._rename(call, kind, name, other or to, merged=other is not None)

    async def delete(self, call: Call, kind: Kind, name: str) -> Named:
        """Take it off all tasks, which stay.

        Raises:
            Refusal: Of kind `unknown` if there is no such name.
        """
        name = _plain(kind, name)
        if kind == "project":
            name = await known_project(self._store, call.who, name)
        return await self._rename(call, kind, name, None, merged=False)

    async def place(self, call: Call, name: str, rank: int) -> Named:
        """Give a project its place in the list: 0 is the first.

        Raises:
            Refusal: Of kind `unknown` if there is no such project.
        """
        name = await known_project(self._store, call.who, name)
        names = [known for known, _ in await self._store.projects(call.who)]
        if name not in names:
            raise Refusal(
                f"There is no project “{name[:60]}”.", "Look at the list.", kind="unknown"
            )
        order = [known for known in names if known != name]
        order.insert(rank, name)
        deciding = partial(decide, intent=ArrangeProjects(tuple(order)))
        applied = await self._store.change(call.who, Need(), deciding, _request(call))
        return Named("project", name, name, merged=False, applied=applied)

    async def _rename(
        self, call: Call, kind: Kind, name: str, to: str | None, *, merged: bool
    ) -> Named:
        tags, project = ((name,), None) if kind == "tag" else ((), name)
        wanted = Filter(tags=tags, project=project, status="any")
        need = Need(filter=wanted, limit=TASKS)
        deciding = partial(decide, intent=Rename(kind, name, to))
        applied = await self._store.change(call.who, need, deciding, _request(call))
        return Named(kind, name, to, merged, applied)


def _request(call: Call) -> Request:
    return Request(call.request_id, call.arguments, call.reason, call.dry_run)


def _plain(kind: Kind, name: str) -> str:
    bare = " ".join(name.split())
    return bare.removeprefix("#" if kind == "tag" else "@")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
