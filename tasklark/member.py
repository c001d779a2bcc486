"""What every process of a cluster stands on: PostgreSQL, its Dapr sidecar, the use cases."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from tzlocal import get_localzone_name

from tasklark import telemetry
from tasklark.commands import Commands
from tasklark.compose import now
from tasklark.domain.errors import StoreError
from tasklark.domain.events import Topic
from tasklark.domain.identity import LOCAL_PERSON
from tasklark.domain.person import Person
from tasklark.health import Readiness
from tasklark.holiday import on_holiday
from tasklark.outbox import Doorbell, holder
from tasklark.queries import Queries
from tasklark.runtime.dapr import DaprRuntime
from tasklark.runtime.dapr_process import runtime_beside
from tasklark.settings import Loaded, Settings
from tasklark.store.opening import open_cluster
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_outbox import Outbox

logger = logging.getLogger(__name__)

SIDECAR = "the sidecar"
ENDING = "its end: it is stopping"
_LOOK_S = 1.0


@dataclass(frozen=True, slots=True)
class Member:
    """A process of a cluster, opened; nothing comes in before its `runtime` is started."""

    loaded: Loaded
    store: PostgresStore
    runtime: DaprRuntime
    commands: Commands
    queries: Queries
    ready: Readiness

    @asynccontextmanager
    async def joined(self) -> AsyncIterator[None]:
        """Events, timers and state come and go; ready as soon as the sidecar is."""
        self.ready.not_ready(SIDECAR)
        async with self.runtime.running():
            waiting = asyncio.create_task(self._wait_for_sidecar())
            try:
                yield
            finally:
                waiting.cancel()
                with suppress(asyncio.CancelledError):
                    await waiting

    async def _wait_for_sidecar(self) -> None:
        # Nobody waits for it: the process answers meanwhile that it is alive.
        while not self.runtime.ready:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_S / 10)
        self.ready.done(SIDECAR)


@asynccontextmanager
async def open_member(
    loaded: Loaded, *, live: Sequence[Topic] = (), environ: Mapping[str, str] = os.environ
) -> AsyncIterator[Member]:
    """Connect to the database; `live` names topics of which every replica gets everything.

    Raises:
        StoreError: If the settings are not a cluster's, or the database cannot be used.
        SettingsError: If a token of the sidecar is missing.
    """
    settings = loaded.settings
    _only_cluster(settings)
    telemetry.log_to(sys.stderr, settings.log_level)
    runtime = runtime_beside(settings, environ, live=live)
    async with await open_cluster(settings, now, on_holiday) as store:
        # Without login there is one person, on this computer.
        zone = settings.zone or get_localzone_name()
        await store.add_person(Person(LOCAL_PERSON, zone=zone))
        bell = Doorbell(Outbox(store.pool, holder()))
        silence = store.on_commit(bell.ring)
        commands = Commands(store, runtime, now)
        queries = Queries(store, runtime, on_holiday, now)
        try:
            yield Member(loaded, store, runtime, commands, queries, Readiness())
        finally:
            silence()
            await bell.close()


def _only_cluster(settings: Settings) -> None:
    if settings.runtime != "dapr":
        raise StoreError(
            "`tasklark service` starts one process of a cluster, and TASKLARK_RUNTIME is not dapr.",
            "Set TASKLARK_RUNTIME=dapr, TASKLARK_DATABASE_URL and TASKLARK_TOKEN_KEY; or use "
            "`tasklark up` for one computer.",
        )
