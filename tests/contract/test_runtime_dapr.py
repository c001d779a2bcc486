"""What the adapter on Dapr does when the sidecar, or what it pushes, is not as it should be."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tasklark.domain.errors import StaleState, StoreError
from tasklark.domain.events import CloudEvent
from tasklark.runtime.dapr_process import runtime_beside
from tasklark.runtime.dapr_sidecar import Sidecar, SidecarError
from tasklark.settings import Settings, SettingsError
from tasklark.tracing import traceparent
from tests.contract.dapr_ground import APP_TOKEN, TOKEN, FakeGround, FakeProcess, fake
from tests.contract.test_runtime_events import TRACE, Seen, event
from tests.contract.test_runtime_jobs import Calls


@pytest.fixture
async def ground(tmp_path: Path) -> AsyncIterator[FakeGround]:
    async with fake(tmp_path) as opened:
        yield opened


def app_of(process: FakeProcess, token: str = APP_TOKEN) -> httpx.AsyncClient:
    """The app as the sidecar reaches it."""
    transport = httpx.ASGITransport(process.app)
    return httpx.AsyncClient(
        transport=transport, base_url="http://app", headers={"dapr-api-token": token}
    )


async def test_a_call_without_the_apps_token_is_refused_and_nothing_happens(
    ground: FakeGround,
) -> None:
    seen, process = Seen(), ground.process()
    process.consume("one", "task-events", seen)
    async with app_of(process, "guessed") as app:
        for path in ("/dapr/events/one", "/dapr/live/x", "/dapr/dead-letters/x", "/job/x"):
            assert (await app.post(path, json={})).status_code == 401
    assert seen.tries == 0


async def test_the_wrong_token_for_the_sidecar_is_said(ground: FakeGround) -> None:
    fake_sidecar = ground.process().fake
    sidecar = Sidecar("http://sidecar", "other", transport=httpx.ASGITransport(fake_sidecar))
    with pytest.raises(SidecarError, match="the same DAPR_API_TOKEN"):
        await sidecar.secret("secrets", "known")
    await sidecar.close()


async def test_a_consumer_that_is_not_known_here_is_never_a_404(ground: FakeGround) -> None:
    async with app_of(ground.process()) as app:
        answer = await app.post("/dapr/events/nobody", json={"specversion": "1.0"})
        assert (answer.status_code, answer.json()) == (200, {"status": "RETRY"})
        known = {"at": ground.now().isoformat(), "payload": "", "traceparent": ""}
        later = await app.post("/job/any/name", json={**known, "kind": "nobody's"})
        assert later.status_code == 500


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b"{}", b'{"at": "never", "kind": 1}'])
async def test_a_timer_that_says_nothing_is_told_once_and_gone(
    ground: FakeGround, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "tasklark.runtime")
    async with app_of(ground.process()) as app:
        assert (await app.post("/job/any", content=body)).status_code == 200
    assert [r.getMessage() for r in caplog.records] == ["a timer that says nothing"]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"specversion": "0.3"}, "it is not a CloudEvent 1.0"),
        ({"id": ""}, "it has no id"),
        ({"type": None}, "it has no type"),
        ({"time": "yesterday"}, "its time cannot be read"),
        ({"time": "2026-11-25T11:00:00"}, "its time has no zone"),
        ({"data": "text"}, "its data is not an object"),
    ],
)
async def test_what_is_no_event_is_a_dead_letter_with_its_cause(
    ground: FakeGround, fault: dict[str, object], why: str
) -> None:
    good = {"specversion": "1.0", "id": "a", "source": "/x", "type": "t", "data": {}}
    seen, process = Seen(), ground.process()
    process.consume("one", "task-events", seen)
    async with process.running():
        ground.engine.append("task-events", "1", {**good, "time": "2026-11-25T11:00:00Z", **fault})
        await process.publish("task-events", event("good"))
        assert await seen.wait_for(1) == ["good"]
        while not await ground.dead_letters():
            await ground.passes(0)
    (letter,) = await ground.dead_letters()
    assert (letter.consumer, letter.tries, letter.event) == ("one", 1, None)
    assert letter.cause == f"NotAnEvent: {why}"


async def test_an_event_waits_while_the_store_is_away_and_is_not_blamed(
    ground: FakeGround,
) -> None:
    class Away:
        tries = 0

        async def __call__(self, event: CloudEvent) -> None:
            self.tries += 1
            if self.tries <= 20:
                raise StoreError("The database is away.")
            await seen(event)

    seen, process = Seen(), ground.process()
    process.consume("one", "task-events", Away())
    async with process.running():
        await process.publish("task-events", event("a"))
        assert await seen.wait_for(1) == ["a"]
    assert await ground.dead_letters() == []


async def test_without_a_scheduler_a_failed_event_is_pushed_again(ground: FakeGround) -> None:
    flaky = Seen(lambda _, tries: tries < 4)
    process = ground.process()
    process.consume("one", "task-events", flaky)
    ground.engine.scheduler_is_down = True
    async with process.running():
        await process.publish("task-events", event("a"))
        assert await flaky.wait_for(1) == ["a"]
    assert flaky.tries == 4


async def test_publishing_says_what_the_broker_did_not_take(ground: FakeGround) -> None:
    process = ground.process()
    large = CloudEvent("large", "t", ground.now(), {"text": "x" * 1_000_001})
    small = [event(str(n)) for n in range(250)]
    assert await process.publish_all("task-events", [*small, large, event("last")]) == [large]
    ground.engine.broker_is_down = True
    assert await process.publish_all("task-events", small) == small
    with pytest.raises(SidecarError, match="could not be published"):
        await process.publish("task-events", event("a"))


async def test_a_sidecar_that_is_away_is_said_in_a_sentence(ground: FakeGround) -> None:
    process = ground.process()
    process.fake.is_up = False
    with pytest.raises(SidecarError, match="did not answer"):
        await process.put("k", b"v")


async def test_a_sidecar_that_hangs_is_given_up_in_time() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        sidecar = Sidecar(f"http://127.0.0.1:{port}", TOKEN, call_s=0.1)
        with pytest.raises(SidecarError, match="did not answer"):
            await sidecar.call("GET", "/v1.0/state/s/k")
        await sidecar.close()


async def test_waiting_for_the_sidecar_holds_up_nothing(ground: FakeGround) -> None:
    process = ground.process()
    process.fake.is_up = False
    starting = asyncio.ensure_future(process.start())
    turns, end = 0, time.monotonic() + 0.2
    while time.monotonic() < end:
        turns += 1
        await asyncio.sleep(0)
    assert turns > 100
    assert not process.ready
    process.fake.is_up = True
    await starting
    assert process.ready
    await process.close()


async def test_a_trace_travels_with_events_and_timers(ground: FakeGround) -> None:
    traces: list[str] = []
    called, process = Calls(ground), ground.process()

    async def follow(event: CloudEvent) -> None:
        traces.append(traceparent.get())
        await process.schedule("then", ground.now() + timedelta(seconds=1), b"")

    async def due(name: str, payload: bytes) -> None:
        traces.append(traceparent.get())
        await called(name, payload)

    process.consume("one", "task-events", follow)
    process.on_due(due)
    async with process.running():
        await process.publish("task-events", event("a"))
        while not called.calls:
            await ground.passes(0.5)
    assert traces == [TRACE, TRACE]


async def test_secrets_are_read_through_the_sidecar(ground: FakeGround) -> None:
    process = ground.process()
    assert await process.secret("known") == {"known": "value of known"}
    with pytest.raises(SidecarError):
        await process.secret("unknown")


async def test_an_etag_is_right_although_another_wrote_in_between(ground: FakeGround) -> None:
    one, two = ground.process(), ground.process()
    mine = await one.put("k", b"one")
    theirs = await two.put("k", b"two", etag=mine)
    document = await one.get("k")
    assert document is not None
    assert (document.value, document.etag) == (b"two", theirs)
    assert mine != theirs


async def test_a_process_without_both_tokens_does_not_start(tmp_path: Path) -> None:
    chosen = Settings(data=tmp_path)
    with pytest.raises(SettingsError, match="not both set"):
        runtime_beside(chosen, {"DAPR_API_TOKEN": TOKEN})
    runtime = runtime_beside(chosen, {"DAPR_API_TOKEN": TOKEN, "APP_API_TOKEN": APP_TOKEN})
    assert not runtime.ready
    await runtime.close()


async def test_parts_of_long_documents_go_with_them_and_with_writes_that_fail(
    ground: FakeGround,
) -> None:
    rows, long = ground.engine.rows, b"x" * 2_500_000
    async with ground.process().running() as runtime:
        etag = await runtime.create("k", long)
        assert len(rows) == 4
        with pytest.raises(StaleState):
            await runtime.put("k", long, etag="another")
        with pytest.raises(StaleState):
            await runtime.create("k", long)
        assert len(rows) == 4
        await runtime.put("k", b"short", etag=etag)
        assert set(rows) == {"k"}
        await runtime.put("k", long)
        await runtime.delete("k")
        assert not rows


async def test_channels_of_a_consumer_share_its_events_and_fail_apart(ground: FakeGround) -> None:
    """`notifications` and `notifications-push` have one subscription."""
    fails = Seen(lambda _, tries: tries < 3)
    fine, process = Seen(), ground.process()
    process.consume("one", "task-events", fine)
    super(FakeProcess, process).consume("one-channel", "task-events", fails)
    async with process.running():
        await process.publish("task-events", event("a"))
        assert await fine.wait_for(1) == ["a"]
        while not fails.events:
            await ground.passes(1)
    assert (fine.tries, fails.tries) == (1, 3)
