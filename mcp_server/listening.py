"""`subscriptions/listen`: who watches a view or a task hears when it changed, on every replica."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.subscriptions import ListenHandler, ResourceUpdated, ServerEvent
from mcp_types import SubscriptionsListenRequestParams, SubscriptionsListenResult

from mcp_server.callers import caller
from mcp_server.resources import CALENDAR, VIEWS, task_uri, view_uri
from tasklark.domain.events import CloudEvent
from tasklark.runtime.port import EventBus

TOGETHER_S = 0.05
"""Changes within this time are told as one: a bulk of a thousand is one look at a view."""
STREAMS = 64
"""Streams that one person may hold open."""
Context = ServerRequestContext[dict[str, Any], Any]
Listener = Callable[[ServerEvent], None]
Listen = Callable[[Context, SubscriptionsListenRequestParams], Awaitable[SubscriptionsListenResult]]


class PersonsBus:
    """What changes of one person's tasks, as the library's streams take it."""

    def __init__(self, bus: EventBus, person: str) -> None:
        self._bus = bus
        self._person = person
        self._listeners: dict[object, Listener] = {}
        self._silence: Callable[[], None] | None = None
        self._changed: dict[str, None] = {}

    async def publish(self, event: ServerEvent) -> None:
        """Tell every stream of this process."""
        for listener in tuple(self._listeners.values()):
            listener(event)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of changes until the returned function is called; nobody there, nothing is read."""
        key = object()
        self._listeners[key] = listener
        if self._silence is None:
            self._silence = self._bus.fan_out("task-updates", self._hear)

        def leave() -> None:
            self._listeners.pop(key, None)
            if not self._listeners and self._silence is not None:
                self._silence()
                self._silence = None

        return leave

    async def _hear(self, event: CloudEvent) -> None:
        task = event.data.get("task")
        if event.partitionkey != self._person or not isinstance(task, Mapping):
            return
        if not self._changed:
            asyncio.get_running_loop().call_later(TOGETHER_S, self._tell)
        self._changed |= dict.fromkeys(touched(task))

    def _tell(self) -> None:
        changed, self._changed = self._changed, {}
        for uri in changed:
            for listener in tuple(self._listeners.values()):
                listener(ResourceUpdated(uri=uri))


def touched(task: Mapping[str, object]) -> Iterable[str]:
    """The resources that may look different after a change of this task."""
    yield task_uri(task["number"])
    # Where a task was before the event does not say: a view is read again in vain at worst.
    yield from map(view_uri, VIEWS)
    yield CALENDAR


def listening(bus: EventBus) -> Listen:
    """The handler of `subscriptions/listen`: each person hears of their own tasks alone."""
    people: dict[str, ListenHandler] = {}

    async def listen(
        context: Context, params: SubscriptionsListenRequestParams
    ) -> SubscriptionsListenResult:
        person = str(caller(context).person)
        if person not in people:
            people[person] = ListenHandler(PersonsBus(bus, person), max_subscriptions=STREAMS)
        return await people[person](context, params)

    return listen
