"""State and timers of a runtime: the same on every one, each kept by a part of its own."""

from datetime import datetime

from tasklark.runtime.port import Document, JobHandler, Jobs, StateStore


class Assembled:
    """Keeps `StateStore` and `Jobs` by the parts that it was made of."""

    def __init__(self, state: StateStore, jobs: Jobs) -> None:
        self._state = state
        self._jobs = jobs

    async def get(self, key: str) -> Document | None:
        """See `StateStore.get`."""
        return await self._state.get(key)

    async def put(
        self, key: str, value: bytes, *, etag: str | None = None, ttl_seconds: int | None = None
    ) -> str:
        """See `StateStore.put`."""
        return await self._state.put(key, value, etag=etag, ttl_seconds=ttl_seconds)

    async def create(self, key: str, value: bytes, *, ttl_seconds: int | None = None) -> str:
        """See `StateStore.create`."""
        return await self._state.create(key, value, ttl_seconds=ttl_seconds)

    async def delete(self, key: str, *, etag: str | None = None) -> None:
        """See `StateStore.delete`."""
        await self._state.delete(key, etag=etag)

    def on_due(self, handler: JobHandler) -> None:
        """See `Jobs.on_due`."""
        self._jobs.on_due(handler)

    async def schedule(self, name: str, at: datetime, payload: bytes) -> None:
        """See `Jobs.schedule`."""
        await self._jobs.schedule(name, at, payload)

    async def cancel(self, name: str) -> None:
        """See `Jobs.cancel`."""
        await self._jobs.cancel(name)
