"""Dead letters of a cluster: kept by the database as they come, sent to their consumer again."""

from datetime import UTC, datetime

import pytest

from tasklark.domain.errors import Refusal
from tasklark.letters import replay
from tasklark.runtime.dapr_dead import read_dead_letter
from tasklark.runtime.dapr_letters import DaprLetters
from tasklark.store.postgres import PostgresStore
from tests.contract.dapr_ground import FakeGround, FakeProcess
from tests.contract.test_runtime_events import Seen, event

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


def keeping(ground: FakeGround, store: PostgresStore) -> tuple[FakeProcess, DaprLetters]:
    """The process that keeps dead letters."""
    keeper = ground.process("relay")
    letters = DaprLetters(store.pool, keeper)
    keeper.keep_dead_letters()
    keeper.on_dead_letter(letters.keep)
    return keeper, letters


async def test_a_given_up_event_is_kept_and_goes_to_its_consumer_alone_again(
    ground: FakeGround, store: PostgresStore
) -> None:
    works = False
    flaky, sound = Seen(lambda *_: not works), Seen()
    keeper, letters = keeping(ground, store)
    process = ground.process()
    process.consume("flaky", "task-events", flaky)
    process.consume("sound", "task-events", sound)
    async with keeper.running(), process.running():
        await process.publish("task-events", event("a"))
        while not (found := await letters.listed()):
            await ground.passes(1)
        [letter] = found
        assert (letter.consumer, letter.topic, letter.tries) == ("flaky", "task-events", 5)
        assert letter.event is not None
        assert letter.event.id == "a"
        works = True
        came = await replay(letters, [letter.id])
        assert (came.sent, dict(came.failed), came.known) == ((letter.id,), {}, False)
        assert await flaky.wait_for(1) == ["a"]
        assert await letters.listed() == []
    assert sound.ids == ["a"]


async def test_the_same_letter_that_comes_twice_is_kept_once(
    ground: FakeGround, store: PostgresStore
) -> None:
    _, letters = keeping(ground, store)
    body = {
        "specversion": "1.0", "id": "x:7", "source": "/tasklark", "partitionkey": "7",
        "type": "dev.tasklark.dead-letter.v1", "time": NOON.isoformat(),
        "data": {
            "consumer": "x", "topic": "task-events", "tries": 5, "cause": "No",
            "event": {
                "specversion": "1.0", "id": "7", "source": "/tasklark", "type": "t",
                "time": NOON.isoformat(), "data": {"title": "nul \x00"}, "partitionkey": "7",
            },
        },
    }  # fmt: skip
    for _ in range(2):
        await letters.keep(read_dead_letter("task-events", body))
    [letter] = await letters.listed()
    assert letter.event is not None
    assert letter.event.data == {"title": "nul \x00"}


async def test_what_is_no_event_is_kept_and_cannot_be_replayed(
    ground: FakeGround, store: PostgresStore
) -> None:
    _, letters = keeping(ground, store)
    await letters.keep(read_dead_letter("task-events", "nonsense \x00"))
    [letter] = await letters.listed()
    assert letter.event is None
    with pytest.raises(Refusal, match="is no event"):
        await replay(letters, [letter.id])
    assert (await replay(letters)).sent == ()


async def test_a_letter_stays_while_the_broker_is_away(
    ground: FakeGround, store: PostgresStore
) -> None:
    works = False
    flaky = Seen(lambda *_: not works)
    keeper, letters = keeping(ground, store)
    process = ground.process()
    process.consume("one", "task-events", flaky)
    async with keeper.running(), process.running():
        await process.publish("task-events", event("a"))
        while not (found := await letters.listed()):
            await ground.passes(1)
        ground.engine.broker_is_down = True
        came = await replay(letters)
        assert list(came.failed) == [found[0].id]
        assert await letters.listed() == found
        ground.engine.broker_is_down = False
        works = True
        await replay(letters)
        assert await flaky.wait_for(1) == ["a"]


async def test_a_channels_letter_comes_by_the_subscription_it_shares(
    ground: FakeGround, store: PostgresStore
) -> None:
    works = False
    main, channel = Seen(), Seen(lambda *_: not works)
    keeper, letters = keeping(ground, store)
    process = ground.process()
    process.consume("rings", "reminders", main)
    super(FakeProcess, process).consume("rings-push", "reminders", channel)
    async with keeper.running(), process.running():
        await process.publish("reminders", event("a"))
        while not (found := await letters.listed()):
            await ground.passes(1)
        assert [letter.consumer for letter in found] == ["rings-push"]
        works = True
        await replay(letters)
        assert await channel.wait_for(1) == ["a"]
