"""Access tokens on every store."""

from datetime import timedelta

import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.identity import READ, Principal
from tasklark.store.port import AccessToken, Need
from tests.contract.builders import NOON, Kept, adding

ONE = AccessToken("abc", "backup", frozenset({READ}), NOON, NOON + timedelta(days=1))


async def test_a_token_is_kept_with_its_digest_and_belongs_to_one_person(store: Kept) -> None:
    await store.access.add(1, ONE, "digest")
    assert await store.access.token(1, "abc") == (ONE, "digest")
    assert await store.access.token(2, "abc") is None
    assert list(await store.access.tokens(1)) == [ONE]
    assert list(await store.access.tokens(2)) == []


async def test_a_token_is_used_and_ended_once(store: Kept) -> None:
    await store.access.add(1, ONE, "digest")
    await store.access.used(1, "abc", NOON)
    assert not await store.access.revoke(2, "abc", NOON)
    assert await store.access.revoke(1, "abc", NOON)
    assert not await store.access.revoke(1, "abc", NOON)
    [kept] = await store.access.tokens(1)
    assert (kept.used_at, kept.revoked_at) == (NOON, NOON)


async def test_who_may_only_read_changes_nothing(store: Kept) -> None:
    reader = Principal(1, "script", scopes=frozenset({READ}))
    with pytest.raises(Refusal, match="may only read") as told:
        await store.change(reader, Need(), adding("x"))
    assert told.value.kind == "forbidden"
