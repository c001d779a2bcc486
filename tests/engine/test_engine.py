"""What only the real daprd can show: its refusals, and that nothing is lost when it is killed."""

import asyncio
import signal
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tasklark.domain.errors import StaleState
from tasklark.domain.events import CloudEvent
from tests.contract.test_runtime_events import Seen, event
from tests.contract.test_runtime_jobs import Calls
from tests.engine.ground import TOKEN, EngineGround, EngineProcess, engine


@pytest.fixture
async def ground(tmp_path: Path) -> AsyncIterator[EngineGround]:
    async with engine(tmp_path) as opened:
        yield opened


def outside(process: EngineProcess, token: str) -> httpx.AsyncClient:
    """Somebody else on this machine who calls the sidecar."""
    assert process.daprd is not None
    url = f"http://127.0.0.1:{process.daprd.port}"
    return httpx.AsyncClient(base_url=url, headers={"dapr-api-token": token})


async def test_the_sidecar_refuses_another_token_and_what_we_do_not_use(
    ground: EngineGround,
) -> None:
    process = ground.process()
    async with process.running():
        async with outside(process, "guessed") as somebody:
            assert (await somebody.get("/v1.0/state/statestore/k")).status_code == 401
        async with outside(process, TOKEN) as somebody:
            assert (await somebody.get("/v1.0/metadata")).status_code >= 400
            assert (await somebody.post("/v1.0/shutdown")).status_code >= 400


@pytest.mark.parametrize("message", [b"no json at all", b'{"some": "json"}'])
async def test_what_is_no_event_is_a_dead_letter_and_others_go_on(
    ground: EngineGround, message: bytes
) -> None:
    seen, process = Seen(), ground.process()
    process.consume("one", "task-events", seen)
    async with process.running():
        async with outside(process, TOKEN) as somebody:
            answer = await somebody.post(
                "/v1.0/publish/kafka-pubsub/task-events?metadata.rawPayload=true",
                content=message,
                headers={"content-type": "text/plain"},
            )
            assert answer.status_code == 204
        await process.publish("task-events", event("good"))
        assert await seen.wait_for(1) == ["good"]
        while not await ground.dead_letters():
            await ground.passes(0.05)
    (letter,) = await ground.dead_letters()
    assert (letter.consumer, letter.event) == ("one", None)
    assert letter.cause.startswith("NotAnEvent: it is not a ")


async def test_nothing_is_lost_when_the_sidecar_of_a_consumer_is_killed(
    ground: EngineGround,
) -> None:
    seen = Seen()
    publisher, consumer = ground.process("publisher"), ground.process()
    consumer.consume("one", "task-events", seen)
    async with publisher.running(), consumer.running():
        await publisher.publish_all("task-events", [event(f"a{n}") for n in range(300)])
        await seen.wait_for(10)
        assert consumer.daprd is not None
        await asyncio.to_thread(consumer.daprd.stop, signal.SIGKILL)
        await publisher.publish_all("task-events", [event(f"b{n}") for n in range(300)])
        await asyncio.to_thread(consumer.daprd.start)
        while len(set(seen.ids)) < 600:
            await ground.passes(0.05)


async def test_timers_due_while_the_sidecar_was_down_fire_when_it_is_back(
    ground: EngineGround,
) -> None:
    calls, process = Calls(ground), ground.process()
    process.on_due(calls)
    async with process.running():
        await process.schedule("a", ground.now() + timedelta(seconds=1), b"x")
        assert process.daprd is not None
        await asyncio.to_thread(process.daprd.stop, signal.SIGKILL)
        await ground.passes(1.5)
        await asyncio.to_thread(process.daprd.start)
        assert await calls.wait_for(1) == [("a", b"x")]


async def test_an_event_that_is_too_large_is_named_and_others_are_taken(
    ground: EngineGround,
) -> None:
    process, seen = ground.process(), Seen()
    process.consume("one", "task-events", seen)
    large = CloudEvent("large", "t", ground.now(), {"text": "x" * 1_100_000})
    async with process.running():
        failed = await process.publish_all("task-events", [event("a"), large, event("b")])
        assert failed == [large]
        assert sorted(await seen.wait_for(2)) == ["a", "b"]


async def test_of_sixteen_writers_none_loses_an_update(ground: EngineGround) -> None:
    process = ground.process()

    async def add() -> None:
        while True:
            there = await process.get("sum")
            assert there is not None
            try:
                await process.put("sum", b"%d" % (int(there.value) + 1), etag=there.etag)
                return
            except StaleState:
                continue

    async with process.running():
        await process.create("sum", b"0")
        await asyncio.gather(*(add() for _ in range(16)))
        document = await process.get("sum")
    assert document is not None
    assert document.value == b"16"


async def test_of_sixteen_creators_one_creates(ground: EngineGround) -> None:
    process = ground.process()
    async with process.running():
        made = await asyncio.gather(
            *(process.create("new", b"%d" % n) for n in range(16)), return_exceptions=True
        )
    assert sum(isinstance(one, str) for one in made) == 1
    assert sum(isinstance(one, StaleState) for one in made) == 15


@pytest.mark.parametrize("key", ["chat:1", "a/b", "with space", "ü%2F?#", "a|b"])
async def test_any_key_can_be_used(ground: EngineGround, key: str) -> None:
    process = ground.process()
    async with process.running():
        etag = await process.put(key, b"v")
        document = await process.get(key)
        assert document is not None
        assert document.value == b"v"
        await process.delete(key, etag=etag)
        assert await process.get(key) is None


async def test_secrets_come_through_the_sidecar(ground: EngineGround) -> None:
    process = ground.process()
    async with process.running():
        found = await process.secret("TASKLARK_STATE_DSN")
        assert found["TASKLARK_STATE_DSN"].startswith("postgresql://")
