"""What every runtime promises about documents."""

import pytest

from tasklark.domain.errors import StaleState
from tests.contract.grounds import Ground


async def test_a_document_is_absent_until_put_and_after_delete(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        assert await runtime.get("k") is None
        etag = await runtime.put("k", b"\x00one")
        document = await runtime.get("k")
        assert document is not None
        assert (document.value, document.etag) == (b"\x00one", etag)
        await runtime.delete("k")
        await runtime.delete("k")
        assert await runtime.get("k") is None


async def test_a_stale_etag_is_refused(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        first = await runtime.put("k", b"one")
        second = await runtime.put("k", b"two", etag=first)
        with pytest.raises(StaleState):
            await runtime.put("k", b"lost update", etag=first)
        with pytest.raises(StaleState):
            await runtime.delete("k", etag=first)
        document = await runtime.get("k")
        assert document is not None
        assert (document.value, document.etag) == (b"two", second)


async def test_without_an_etag_a_put_overwrites(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        await runtime.put("k", b"one")
        await runtime.put("k", b"two")
        document = await runtime.get("k")
        assert document is not None
        assert document.value == b"two"


async def test_an_etag_of_a_document_that_is_gone_is_stale(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        etag = await runtime.put("k", b"one")
        await runtime.delete("k", etag=etag)
        with pytest.raises(StaleState):
            await runtime.put("k", b"two", etag=etag)


async def test_an_etag_is_not_the_one_of_the_document_before(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        before = await runtime.create("k", b"one")
        await runtime.delete("k")
        await ground.passes(0.1)
        await runtime.create("k", b"two")
        with pytest.raises(StaleState):
            await runtime.put("k", b"lost update", etag=before)


async def test_creating_what_is_there_is_refused(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        await runtime.create("k", b"one")
        with pytest.raises(StaleState):
            await runtime.create("k", b"two")


async def test_a_document_lives_as_long_as_it_was_given(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        etag = await runtime.put("k", b"one", ttl_seconds=3)
        await runtime.put("for ever", b"x")
        await ground.passes(1)
        assert await runtime.get("k") is not None
        await ground.passes(2.1)
        assert await runtime.get("k") is None
        with pytest.raises(StaleState):
            await runtime.put("k", b"two", etag=etag)
        await runtime.create("k", b"three")
        assert await runtime.get("for ever") is not None


async def test_documents_outlive_the_process(ground: Ground) -> None:
    async with ground.process().running() as runtime:
        await runtime.put("k", b"one")
    async with ground.process().running() as runtime:
        document = await runtime.get("k")
        assert document is not None
        assert document.value == b"one"


async def test_a_document_may_be_larger_than_a_message_can_be(ground: Ground) -> None:
    """Over 4 MiB, the most that Dapr takes at once; of several writers each is whole."""
    large = [bytes([n]) * 5_300_000 for n in range(3)]
    async with ground.process().running() as runtime:
        etag = await runtime.create("k", large[0])
        with pytest.raises(StaleState):
            await runtime.create("k", large[1])
        second = await runtime.put("k", large[1], etag=etag)
        with pytest.raises(StaleState):
            await runtime.put("k", large[2], etag=etag)
        document = await runtime.get("k")
        assert document is not None
        assert (document.value == large[1], document.etag) == (True, second)
        await runtime.put("k", b"short again", etag=second)
        document = await runtime.get("k")
        assert document is not None
        assert document.value == b"short again"
        await runtime.put("k", large[2])
        await runtime.delete("k")
        assert await runtime.get("k") is None
