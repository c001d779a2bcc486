"""Every open page hears every change, in order, and notices what it missed."""

from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from services import live
from services.live import CATCH_UP, QUEUE, Page
from tasklark.asks import Call, Draft, Edits, Target
from tasklark.domain.identity import local
from tasklark.domain.reminder import Remind, RingBefore
from tests.services.house import ME, House
from tests.services.sockets import Json, Tab, served


def numbers(messages: list[Json]) -> list[int]:
    return [message["seq"] for message in messages]


async def until_closed(tab: Tab) -> int | None:
    """Hear a page out; with which code it was closed."""
    with suppress(ConnectionClosed):
        while True:
            await tab.next()
    return tab.connection.close_code


async def test_a_page_is_greeted_with_where_everything_stands(house: House) -> None:
    task = await house.add("milk")
    async with served(house) as server, server.tab(task.seq) as tab:
        hello = await tab.next()
    assert hello == {
        "type": "hello",
        "seq": task.seq,
        "settings_version": 0,
        "unseen": [],
        "version": "0.1.0",
    }


async def test_two_pages_hear_the_same_changes_in_order(house: House) -> None:
    async with served(house) as server, server.tab() as one, server.tab() as other:
        for tab in (one, other):
            await tab.next("hello")
        task = await house.add("milk")
        await house.complete(task)
        heard = [await tab.many(2) for tab in (one, other)]
    assert heard[0] == heard[1]
    added, done = heard[0]
    assert numbers(heard[0]) == [task.seq, task.seq + 1]
    assert (added["type"], added["op"], added["task"]["status"]) == ("update", "upsert", "open")
    assert added["client"] == "web"
    assert added["actor"] == "person"
    assert added["cause"] is None
    assert done["task"]["status"] == "done"
    assert done["change"]


async def test_a_page_that_comes_back_gets_the_last_state_of_what_it_missed(house: House) -> None:
    milk = await house.add("milk")
    eggs, bread = await house.add("eggs"), await house.add("bread")
    await house.commands.update(Call(ME), Target(rows=(eggs.id,)), Edits(title="six eggs"))
    await house.commands.delete(Call(ME), Target(rows=(bread.id,)))
    async with served(house) as server, server.tab(milk.seq) as tab:
        hello, *missed = await tab.many(3)
        fresh = await house.add("tea")
        then = await tab.next()
    assert [(one["op"], one["task"]["title"]) for one in missed] == [
        ("upsert", "six eggs"),
        ("remove", "bread"),
    ]
    assert hello["seq"] == missed[-1]["seq"]
    assert then["seq"] == fresh.seq == hello["seq"] + 1


async def test_who_missed_too_much_fetches_again(house: House) -> None:
    drafts = [Draft(f"task {number}") for number in range(CATCH_UP + 1)]
    await house.commands.add(Call(ME), drafts)
    async with served(house) as server:
        async with server.tab(0) as tab:
            assert [one["type"] for one in await tab.many(2)] == ["hello", "resync"]
        async with server.tab(1) as tab:
            messages = await tab.many(CATCH_UP + 1)
    assert {one["type"] for one in messages[1:]} == {"update"}


@pytest.mark.parametrize("since", ["", "abc", "-1", "9" * 40, "1.5", "999", "%00"])
async def test_a_page_that_says_nonsense_fetches_again(house: House, since: str) -> None:
    await house.add("milk")
    async with served(house) as server, server.tab(since) as tab:
        assert [one["type"] for one in await tab.many(2)] == ["hello", "resync"]


async def test_a_change_by_a_client_says_what_it_did(house: House) -> None:
    claude = local("Claude Desktop")
    async with served(house) as server, server.tab() as tab:
        await tab.next("hello")
        applied = await house.commands.add(Call(claude), [Draft("eggs")])
        target = Target(rows=(applied.tasks[0].id,))
        await house.commands.update(Call(claude), target, Edits(title="six eggs"))
        await house.commands.complete(Call(claude), target)
        await house.commands.delete(Call(claude), target)
        told = await tab.many(4)
    assert [one["cause"] for one in told] == [
        "added by Claude Desktop",
        "changed by Claude Desktop",
        "completed by Claude Desktop",
        "deleted by Claude Desktop",
    ]
    assert told[-1]["op"] == "remove"


async def test_a_ring_comes_as_a_notice_and_again_to_a_page_that_opens_later(house: House) -> None:
    task = await house.add("stretch in 1 minute")
    async with served(house) as server:
        async with server.tab(task.seq) as tab:
            await tab.next("hello")
            house.clock.passes(minutes=1)
            fired = (await tab.next("notice"))["notice"]
        async with server.tab(task.seq) as tab:
            hello = await tab.next("hello")
            call = Call(ME)
            await house.commands.receive(call, fired["reminder"], "seen")
            seen = (await tab.next("notice"))["notice"]
        async with server.tab(task.seq) as tab:
            assert (await tab.next("hello"))["unseen"] == []
    assert fired["kind"] == "reminder.fired"
    assert fired["task"] == task.number
    assert fired["task_id"] == task.id
    assert fired["late"] is False
    assert hello["unseen"] == [fired]
    assert seen["kind"] == "reminder.seen"


async def test_a_nagging_ring_is_told_later_as_it_was_told_then(house: House) -> None:
    task = await house.add("stretch in 1 minute")
    target = Target(rows=(task.id,))
    nagging = Edits(remind=[Remind(RingBefore(0), nag_minutes=5)])
    await house.commands.update(Call(ME), target, nagging)
    async with served(house) as server:
        async with server.tab(99) as tab:
            await tab.next("hello")
            house.clock.passes(minutes=1)
            fired = (await tab.next("notice"))["notice"]
        async with server.tab(99) as tab:
            [again] = (await tab.next("hello"))["unseen"]
    assert {**again, "remind_at": ""} == {**fired, "remind_at": ""}


async def test_settings_and_projects_are_notices_to_fetch_again(house: House) -> None:
    async with served(house) as server, server.tab() as tab:
        await tab.next("hello")
        await house.commands.prefer(Call(ME), ["quiet 22 to 7"])
        await house.commands.add_project(Call(ME), "Work")
        kinds = [(await tab.next("notice"))["notice"]["kind"] for _ in range(2)]
    assert kinds == ["settings", "projects"]


async def test_a_late_repeat_comes_with_what_it_missed(house: House) -> None:
    task = await house.add("water plants every day")
    house.clock.passes(days=3)
    async with served(house) as server, server.tab(task.seq) as tab:
        await tab.next("hello")
        edits = Edits(notes="the big ones too")
        await house.commands.update(Call(ME), Target(rows=(task.id,)), edits)
        told = await tab.next("update")
    assert told["task"]["repeat"]["missed"] == ["2026-11-26", "2026-11-27"]


async def test_a_quiet_connection_beats_with_the_newest_number(house: House) -> None:
    async with served(house, heartbeat_s=0.05) as server, server.tab() as tab:
        await tab.next("hello")
        assert await tab.next("heartbeat") == {"type": "heartbeat", "seq": 0}
        await tab.connection.send('{"type": "pong"}')
        await tab.connection.send("not JSON at all")
        await tab.connection.send(b"\xff\xfe")
        task = await house.add("milk")
        beats = [await tab.next("heartbeat") for _ in range(2)]
    assert beats[-1]["seq"] == task.seq


async def test_a_page_that_is_too_slow_fetches_again() -> None:
    page = Page("1")
    for number in range(QUEUE + 1):
        page.put({"type": "update", "seq": number})
    assert await page.next() == {"type": "resync"}
    page.put({"type": "heartbeat", "seq": 5})
    assert await page.next() == {"type": "heartbeat", "seq": 5}


async def test_nobody_listens_to_the_bus_when_no_page_is_open(house: House) -> None:
    heard = live.Live(house.runtime, house.queries, "0.1.0")
    async with heard.page(ME, 0) as one:
        async with heard.page(ME, 0):
            pass
        await one.next()
        await house.add("milk")
        assert (await one.next())["type"] == "update"
    assert heard.silent


async def test_without_a_database_pages_are_told_to_come_again_later(house: House) -> None:
    async with served(house, heartbeat_s=0.05) as server, server.tab() as waits:
        await waits.next("hello")
        await house.store.close()
        async with server.tab() as comes:
            for tab in (waits, comes):
                assert await until_closed(tab) == 1013
