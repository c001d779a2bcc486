"""subscriptions/listen: a client that watches hears of what changed, and of nothing else."""

import anyio
from mcp.server.subscriptions import ResourceUpdated

from tasklark.asks import Call, Draft
from tasklark.domain.identity import local
from tests.mcp.desk import Desk


async def test_who_watches_a_view_hears_of_a_change_by_another_door(tools: Desk) -> None:
    async with (
        tools.runtime.running(background=False),
        tools.client.listen(resource_subscriptions=["tasks://today"]) as stream,
    ):
        await tools.commands.add(Call(local("web")), [Draft("Read", when="today")])
        assert await anext(aiter(stream)) == ResourceUpdated(uri="tasks://today")


async def test_a_bulk_is_told_once_and_only_what_was_asked_for(tools: Desk) -> None:
    async with (
        tools.runtime.running(background=False),
        tools.client.listen(resource_subscriptions=["task://3"]) as stream,
    ):
        await tools.add("one", "two", "three", when="today")
        assert await anext(aiter(stream)) == ResourceUpdated(uri="task://3")
        with anyio.move_on_after(0.2) as waited:
            await anext(aiter(stream))
        assert waited.cancelled_caught


async def test_the_tools_are_listed_the_same_while_somebody_listens(tools: Desk) -> None:
    before = await tools.client.list_tools()
    async with (
        tools.runtime.running(background=False),
        tools.client.listen(resource_subscriptions=["tasks://all"]),
    ):
        assert await tools.client.list_tools() == before
