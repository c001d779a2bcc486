"""The audit trail on every store: a chain for each person, appended to by many at once."""

import asyncio

import pytest

from tasklark.auditing import verified
from tasklark.domain.trail import Fact, fact
from tests.contract.builders import NOON, Kept


def happened(name: str, **data: object) -> Fact:
    return fact(name, "dev.tasklark.task.created.v1", NOON, data or {"title": "¿Qué? “x” 😀"})


async def test_a_fact_is_kept_once_at_its_place(store: Kept) -> None:
    assert await store.trail.append(1, happened("a"))
    assert await store.trail.append(1, happened("b"))
    assert not await store.trail.append(1, happened("a"))
    first, second = await store.trail.entries(1)
    assert (first.number, first.event, first.at, first.payload) == (
        1, "a", NOON, happened("a").payload,
    )  # fmt: skip
    assert [second] == await store.trail.entries(1, after=1)
    assert [first] == await store.trail.entries(1, limit=1)
    assert (await verified(store.trail, 1)).link == second.link


async def test_many_that_append_at_once_get_one_place_each(store: Kept) -> None:
    names = [f"{n}" for n in range(20)]
    done = await asyncio.gather(*(store.trail.append(1, happened(n)) for n in names * 2))
    assert done.count(True) == len(names)
    verdict = await verified(store.trail, 1)
    assert (verdict.fault, verdict.entries) == (None, len(names))


async def test_people_have_chains_of_their_own(store: Kept) -> None:
    for person in (2, 1, 2):
        await store.trail.append(person, happened(f"{person}"))
    assert await store.trail.people() == [1, 2]
    assert [e.event for e in await store.trail.entries(2)] == ["2"]


async def test_what_entries_say_can_be_taken_away_and_the_chain_holds(store: Kept) -> None:
    for name in ("a", "b"):
        await store.trail.append(1, happened(name))
    await store.trail.append(2, happened("theirs"))
    assert await store.trail.blank(1) == 2
    assert await store.trail.blank(1) == 0
    verdict = await verified(store.trail, 1)
    assert (verdict.fault, verdict.entries, verdict.blanked) == (None, 2, 2)
    assert [e.payload is None for e in await store.trail.entries(2)] == [False]


@pytest.mark.parametrize("letter", ["\x00", "\ud7ff", "\u2028"])
async def test_any_letter_is_kept_as_it_is(store: Kept, letter: str) -> None:
    await store.trail.append(1, happened("a", title=letter))
    [entry] = await store.trail.entries(1)
    assert entry.payload == happened("a", title=letter).payload
