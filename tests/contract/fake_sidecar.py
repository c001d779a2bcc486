"""A small daprd in this process: its HTTP interface (ASGI) and what it pushes to the app.

It keeps the rules that were measured on the real one, so that the adapter cannot lean on anything
softer: no etag from a save, 500 for a first-write on what exists, 409 for a stale etag and for a
job that exists, 401 without the token, 404 and DROP from the app mean gone, and so does RETRY when
it is stopped: all three go to the dead letter topic.
"""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

import httpx
import orjson

from tests.contract.fake_engine import LARGEST, FakeEngine, Job, Message, Row

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Scope]]
Send = Callable[[Scope], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Answer = tuple[int, object, dict[str, str]]
_EMPTY: dict[str, str] = {}
_PAUSE_S = 0.002
_TRIES = 1_000
_BULK = 100
_BODY = 4 * 1024 * 1024
_AWAY_S = 0.02
_NOBODY = 502


@dataclass(frozen=True, slots=True)
class Subscription:
    """A declared subscription as the engine sees it."""

    group: str
    topic: str
    route: str
    dead_letter_topic: str = ""
    bulk: bool = False
    raw: bool = False
    newest: bool = False


class FakeSidecar:
    """One sidecar: an ASGI app outwards, and tasks that push while it runs."""

    def __init__(self, engine: FakeEngine, app: str, token: str, app_token: str) -> None:
        self.engine = engine
        self._app = app
        self.is_up = True
        self._token = token
        self._app_token = app_token
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()
        self._client: httpx.AsyncClient | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        body = b""
        while True:
            part = await receive()
            body += part.get("body", b"")
            if not part.get("more_body"):
                break
        if not self.is_up:
            raise httpx.ConnectError("nobody listens")
        if len(body) > _BODY:
            await send({"type": "http.response.start", "status": 413, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        headers = {k.decode().lower(): v.decode() for k, v in scope["headers"]}
        path = [unquote(part) for part in scope["raw_path"].decode().split("?")[0].split("/")[1:]]
        status, content, more = self._answer(scope["method"], path, headers, body)
        said = b"" if content is None else orjson.dumps(content)
        raw = [(k.encode(), v.encode()) for k, v in more.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": said})

    def _answer(self, method: str, path: list[str], headers: dict[str, str], body: bytes) -> Answer:
        if path == ["v1.0", "healthz", "outbound"]:
            return 204, None, _EMPTY
        if headers.get("dapr-api-token") != self._token:
            return 401, {"errorCode": "ERR_UNAUTHORIZED"}, _EMPTY
        return self._known(method, path, headers, body)

    def _known(self, method: str, path: list[str], headers: dict[str, str], body: bytes) -> Answer:
        match path:
            case ["v1.0", "publish", "bulk", _, topic]:
                return self._publish(topic, orjson.loads(body))
            case ["v1.0", "state", _]:
                return self._save(orjson.loads(body)[0])
            case ["v1.0", "state", _, key] if method == "DELETE":
                return self._delete(key, headers.get("if-match"))
            case ["v1.0", "state", _, key]:
                return self._get(key)
            case ["v1.0", "jobs", name]:
                return self._job(method, name, body)
            case ["v1.0", "secrets", _, name]:
                return _secret(name)
        return 404, None, _EMPTY

    def _publish(self, topic: str, entries: list[dict[str, Any]]) -> Answer:
        ids = [entry["entryId"] for entry in entries]
        if len(set(ids)) != len(ids) or "" in ids:
            return 400, {"errorCode": "ERR_PUBSUB_EVENTS_SER"}, _EMPTY
        failed = []
        for entry in entries:
            assert entry["contentType"] == "application/cloudevents+json"
            if self.engine.broker_is_down or len(orjson.dumps(entry["event"])) > LARGEST:
                failed.append({"entryId": entry["entryId"], "error": "kafka: not taken"})
                continue
            event = {**entry["event"], "topic": topic, "pubsubname": "kafka-pubsub"}
            if "traceid" not in event:
                event |= {"traceid": "00-made", "traceparent": "00-made"}
            event.setdefault("tracestate", "")
            self.engine.append(topic, entry["metadata"]["partitionKey"], event)
        if failed:
            told = {"failedEntries": failed, "errorCode": "ERR_PUBSUB_PUBLISH_MESSAGE"}
            return 500, told, _EMPTY
        return 204, None, _EMPTY

    def _save(self, item: dict[str, Any]) -> Answer:
        key, row = item["key"], self.engine.row(item["key"])
        if "||" in key:
            return 400, {"errorCode": "ERR_STATE_SAVE"}, _EMPTY
        if item.get("etag") is not None and (row is None or row.etag != item["etag"]):
            return 409, {"errorCode": "ERR_STATE_SAVE"}, _EMPTY
        first = item.get("options", {}).get("concurrency") == "first-write"
        if first and item.get("etag") is None and row is not None:
            return 500, {"errorCode": "ERR_STATE_SAVE", "message": "no item was updated"}, _EMPTY
        ttl = item.get("metadata", {}).get("ttlInSeconds")
        ends = None if ttl is None else self.engine.clock() + timedelta(seconds=int(ttl))
        self.engine.rows[key] = Row(item["value"], ends)
        return 204, None, _EMPTY

    def _get(self, key: str) -> Answer:
        row = self.engine.row(key)
        return (204, None, _EMPTY) if row is None else (200, row.value, {"etag": row.etag})

    def _delete(self, key: str, etag: str | None) -> Answer:
        row = self.engine.row(key)
        if etag is not None and (row is None or row.etag != etag):
            return 409, {"errorCode": "ERR_STATE_DELETE"}, _EMPTY
        self.engine.rows.pop(key, None)
        return 204, None, _EMPTY

    def _job(self, method: str, name: str, body: bytes) -> Answer:
        if self.engine.scheduler_is_down:
            return 500, {"errorCode": "DAPR_SCHEDULER_SCHEDULE_JOB"}, _EMPTY
        if method == "DELETE":
            self.engine.jobs.pop((self._app, name), None)
            return 204, None, _EMPTY
        asked = orjson.loads(body)
        if "name" in asked:
            return 400, {"errorCode": "DAPR_SCHEDULER_JOB_NAME"}, _EMPTY
        if (self._app, name) in self.engine.jobs and not asked.get("overwrite"):
            return 409, {"errorCode": "DAPR_SCHEDULER_JOB_ALREADY_EXISTS"}, _EMPTY
        assert "maxRetries" not in asked["failurePolicy"]["constant"]
        interval = timedelta(seconds=float(asked["failurePolicy"]["constant"]["interval"][:-1]))
        at = datetime.fromisoformat(asked["dueTime"])
        self.engine.jobs[self._app, name] = Job(self._app, name, at, asked["data"], interval)
        self.engine.ring()
        return 204, None, _EMPTY

    def start(self, app: App | str, subscriptions: Sequence[Subscription]) -> None:
        """Begin to push to the app: one in this process, or an address."""
        client = self._client = httpx.AsyncClient(
            transport=None if isinstance(app, str) else httpx.ASGITransport(app),  # type: ignore[arg-type]
            base_url=app if isinstance(app, str) else "http://app",
            headers={"dapr-api-token": self._app_token},
            trust_env=False,
        )
        for one in subscriptions:
            for number, messages in enumerate(self.engine.partitions(one.topic)):
                begin = len(messages) if one.newest else 0
                self.engine.offsets.setdefault((one.group, one.topic, number), begin)
            self._begin(self._push(client, one))
        self._begin(self._call_back(client))

    async def stop(self) -> None:
        """Drain: the answer in hand is heard, nothing more is pushed."""
        self._stopping.set()
        self.engine.ring()
        await asyncio.gather(*self._tasks)
        self._tasks.clear()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _begin(self, work: Any) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(work))

    async def _push(self, client: httpx.AsyncClient, one: Subscription) -> None:
        bell = self.engine.bell()
        while not self._stopping.is_set():
            bell.clear()
            parts = enumerate(self.engine.partitions(one.topic))
            if not any([await self._partition(client, one, n, part) for n, part in parts]):
                await bell.wait()

    async def _partition(
        self, client: httpx.AsyncClient, one: Subscription, number: int, part: list[Message]
    ) -> bool:
        """Push what comes next in a partition; returns whether there was anything."""
        place = (one.group, one.topic, number)
        begin = self.engine.offsets[place]
        if place in self.engine.claimed or begin == len(part) or self._stopping.is_set():
            return False
        messages = part[begin : begin + _BULK] if one.bulk else [part[begin]]
        self.engine.claimed.add(place)
        try:
            left = await self._deliver(client, one, messages)
            self.engine.offsets[place] += len(messages) - len(left)
        finally:
            self.engine.claimed.discard(place)
        self.engine.ring()
        return not left

    async def _deliver(
        self, client: httpx.AsyncClient, one: Subscription, messages: list[Message]
    ) -> list[Message]:
        """Push until all are settled; returns what stays in the topic."""
        left = list(messages)
        for _ in range(_TRIES):
            statuses = await self._statuses(client, one, left)
            for message, status in zip(left, statuses, strict=True):
                if status == "DROP" and one.dead_letter_topic:
                    self.engine.append(one.dead_letter_topic, message.key, message.event)
            left = [m for m, s in zip(left, statuses, strict=True) if s not in ("SUCCESS", "DROP")]
            if not left or self._stopping.is_set():
                break
            await asyncio.sleep(_PAUSE_S)
        # The real one, too, gives up what it is retrying when it is stopped.
        if not one.dead_letter_topic:
            return left
        for message in left:
            self.engine.append(one.dead_letter_topic, message.key, message.event)
        return []

    async def _statuses(
        self, client: httpx.AsyncClient, one: Subscription, messages: list[Message]
    ) -> list[str]:
        try:
            return await self._told(client, one, messages)
        except httpx.TransportError:
            # Nobody there, or gone before the answer.
            await asyncio.sleep(_AWAY_S)
            return ["RETRY"] * len(messages)

    async def _told(
        self, client: httpx.AsyncClient, one: Subscription, messages: list[Message]
    ) -> list[str]:
        if not one.bulk:
            answer = await client.post(one.route, json=_pushed(messages[0].event, one.raw))
            if answer.status_code == 404:
                return ["DROP"]
            return [answer.json()["status"] if answer.is_success else "RETRY"]
        entries = [
            {"entryId": str(n), "event": _encoded(m.event) if one.raw else m.event}
            for n, m in enumerate(messages)
        ]
        answer = await client.post(one.route, json={"entries": entries, "topic": one.topic})
        if not answer.is_success:
            return ["RETRY"] * len(messages)
        told = {s["entryId"]: s["status"] for s in answer.json()["statuses"]}
        return [told.get(entry["entryId"], "RETRY") for entry in entries]

    async def _call_back(self, client: httpx.AsyncClient) -> None:
        bell = self.engine.bell()
        while not self._stopping.is_set():
            bell.clear()
            due = self.engine.due(self._app)
            await asyncio.gather(*(self._fire(client, job) for job in due))
            if not due:
                await bell.wait()

    async def _fire(self, client: httpx.AsyncClient, job: Job) -> None:
        try:
            answer = await client.post(f"/job/{job.name}", json=job.data)
        except httpx.TransportError:
            self.engine.settle(job, _NOBODY)
            return
        self.engine.settle(job, answer.status_code)


def _secret(name: str) -> Answer:
    if name != "known":
        return 500, {"errorCode": "ERR_SECRET_GET"}, _EMPTY
    return 200, {"known": "value of known"}, _EMPTY


def _encoded(event: object) -> str:
    return b64encode(orjson.dumps(event)).decode()


def _pushed(event: object, raw: bool) -> object:
    """With rawPayload the bytes come in an envelope that daprd makes up."""
    if not raw:
        return event
    return {"specversion": "1.0", "id": "made up", "data_base64": _encoded(event)}
