"""Documents in a Dapr state store.

The sidecar answers a save without the new etag, and reading it afterwards could give another
writer's. So the etag is ours: it travels inside the document. A write that names one reads first,
compares, and saves under the sidecar's own etag, which refuses whatever came in between.

The sidecar takes 4 MiB at most. What is longer is written in parts before its document, which then
names them: whoever reads a document finds all of it. There is no transaction over several keys.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import httpx
import orjson

from tasklark.domain.errors import StaleState
from tasklark.runtime.dapr_sidecar import Sidecar, SidecarError, segment
from tasklark.runtime.port import Document

_ETAG_BYTES = 12
_CONFLICT = httpx.codes.CONFLICT
_FAILED = httpx.codes.INTERNAL_SERVER_ERROR
PART = 1_000_000
"""Bytes of a part; its text is a third longer."""
_LINGER_S = 60
"""Seconds that parts outlive their document, so that it never names what is gone."""
_READS = 5
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Head:
    """A document as it stands: our etag, the sidecar's, and its value or the keys of its parts."""

    etag: str
    there: str
    value: bytes
    parts: Sequence[str]


class DaprState:
    """Keeps `StateStore`."""

    def __init__(self, sidecar: Sidecar, store: str) -> None:
        self._sidecar = sidecar
        self._path = f"/v1.0/state/{segment(store)}"

    async def get(self, key: str) -> Document | None:
        """See `StateStore.get`."""
        for _ in range(_READS):
            head = await self._head(key)
            if head is None:
                return None
            value = await self._whole(head)
            if value is not None:
                return Document(value, head.etag)
        # Written again and again while it was read.
        raise _stale(key)

    async def put(
        self, key: str, value: bytes, *, etag: str | None = None, ttl_seconds: int | None = None
    ) -> str:
        """See `StateStore.put`."""
        before = await self._head(key)
        guard: Json = {}
        if etag is not None:
            if before is None or before.etag != etag:
                raise _stale(key)
            guard = {"etag": before.there, "options": {"concurrency": "first-write"}}
        saved = await self._save(key, value, ttl_seconds, guard)
        if before is not None:
            await self._drop(before.parts)
        return saved

    async def create(self, key: str, value: bytes, *, ttl_seconds: int | None = None) -> str:
        """See `StateStore.create`."""
        # First-write without an etag is an insert; an existing key is told by a plain 500.
        try:
            return await self._save(
                key, value, ttl_seconds, {"options": {"concurrency": "first-write"}}
            )
        except SidecarError as error:
            if error.status == _FAILED and await self._head(key) is not None:
                raise _stale(key) from error
            raise

    async def delete(self, key: str, *, etag: str | None = None) -> None:
        """See `StateStore.delete`."""
        head = await self._head(key)
        if head is None:
            return
        headers: dict[str, str] = {}
        if etag is not None:
            if head.etag != etag:
                raise _stale(key)
            headers = {"if-match": head.there}
        answer = await self._sidecar.call(
            "DELETE", self._at(key), headers=headers, expected=(_CONFLICT,)
        )
        if answer.status_code == _CONFLICT:
            raise _stale(key)
        await self._drop(head.parts)

    async def _head(self, key: str) -> _Head | None:
        answer = await self._sidecar.call("GET", self._at(key), params={"consistency": "strong"})
        if not answer.content:
            return None
        kept = orjson.loads(answer.content)
        value, parts = b64decode(kept.get("value", "")), kept.get("parts", ())
        return _Head(kept["etag"], answer.headers["etag"], value, parts)

    async def _whole(self, head: _Head) -> bytes | None:
        """The value; None when a part is gone, because the document is another by now."""
        found = [head.value]
        for name in head.parts:
            part = await self._head(name)
            if part is None:
                return None
            found.append(part.value)
        return b"".join(found)

    async def _save(self, key: str, value: bytes, ttl_seconds: int | None, guard: Json) -> str:
        if len(value) <= PART:
            return await self._write(key, {"value": _text(value)}, ttl_seconds, guard)
        token = secrets.token_hex(8)
        linger = None if ttl_seconds is None else ttl_seconds + _LINGER_S
        parts: list[str] = []
        try:
            for start in range(0, len(value), PART):
                name = f"{key}/part/{token}/{len(parts)}"
                parts.append(name)
                part = {"value": _text(value[start : start + PART])}
                await self._write(name, part, linger, {})
            return await self._write(key, {"parts": parts}, ttl_seconds, guard)
        except BaseException:
            await self._drop(parts)
            raise

    async def _write(
        self, key: str, content: Mapping[str, object], ttl_seconds: int | None, guard: Json
    ) -> str:
        etag = secrets.token_urlsafe(_ETAG_BYTES)
        item: Json = {"key": key, "value": {"etag": etag, **content}, **guard}
        if ttl_seconds is not None:
            item["metadata"] = {"ttlInSeconds": str(ttl_seconds)}
        answer = await self._sidecar.call(
            "POST", self._path, orjson.dumps([item]), expected=(_CONFLICT,)
        )
        if answer.status_code == _CONFLICT:
            raise _stale(key)
        return etag

    async def _drop(self, parts: Sequence[str]) -> None:
        """Let go of parts that no document names; one that stays takes room and does no harm."""
        for name in parts:
            with suppress(SidecarError):
                await self._sidecar.call("DELETE", self._at(name))

    def _at(self, key: str) -> str:
        return f"{self._path}/{segment(key)}"


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _stale(key: str) -> StaleState:
    return StaleState(f"“{key}” was changed by somebody else.", "Read it again, then retry.")
