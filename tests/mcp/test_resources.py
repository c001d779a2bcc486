"""Views and tasks as resources, and the prompts a person picks."""

import pytest
from mcp import Client, MCPError
from mcp_types import (
    PromptReference,
    ResourceTemplateReference,
    TextContent,
    TextResourceContents,
)

from mcp_server.prompts import PROMPTS
from mcp_server.server import build_server
from tests.mcp.desk import NOW, Desk


async def read(tools: Desk, uri: str) -> list[str]:
    (content,) = (await tools.client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return content.text.split("\n")


async def test_every_view_is_a_resource(tools: Desk) -> None:
    await tools.add("Read", when="today")
    listed = (await tools.client.list_resources()).resources
    views = [one for one in listed if one.mime_type == "text/plain"]
    assert len(views) == 6
    for resource in views:
        assert (await read(tools, resource.uri))[0] == NOW
    assert await read(tools, "tasks://today") == [NOW, "1 task", "#1 Read | Wed 25 Nov"]


async def test_a_task_is_a_resource_with_all_that_belongs_to_it(tools: Desk) -> None:
    await tools.add("Move house", notes="boxes\n#2 not a task", subtasks=["pack"])
    lines = await read(tools, "task://1")
    assert "  notes: boxes" in lines
    assert "    #2 not a task" in lines
    assert "  #2 pack | subtask" in lines
    templates = (await tools.client.list_resource_templates()).resource_templates
    found = [one.uri_template for one in templates if one.mime_type == "text/plain"]
    assert found == ["tasks://{view}", "task://{number}"]


@pytest.mark.parametrize("uri", ["tasks://nonsense", "task://99", "task://x", "file:///etc/passwd"])
async def test_what_is_not_there_is_an_error_in_words(tools: Desk, uri: str) -> None:
    with pytest.raises(MCPError) as refused:
        await tools.client.read_resource(uri)
    assert refused.value.error.data == {"uri": uri}


async def test_prompts_are_listed_and_filled(tools: Desk) -> None:
    listed = (await tools.client.list_prompts()).prompts
    assert [prompt.name for prompt in listed] == list(PROMPTS)
    got = await tools.client.get_prompt("brain_dump", {"text": "milk {text}, dentist"})
    content = got.messages[0].content
    assert isinstance(content, TextContent)
    assert content.text.endswith("milk {text}, dentist")
    with pytest.raises(MCPError, match="missing"):
        await tools.client.get_prompt("brain_dump")
    with pytest.raises(MCPError, match="Unknown prompt"):
        await tools.client.get_prompt("nonsense")


async def test_views_and_tasks_are_offered_while_one_types(tools: Desk) -> None:
    await tools.add("Call mum", "Call dad", "Read")

    async def offered(uri: str, argument: str, value: str) -> list[str]:
        ref = ResourceTemplateReference(type="ref/resource", uri=uri)
        told = await tools.client.complete(ref, {"name": argument, "value": value})
        return list(told.completion.values)

    assert await offered("tasks://{view}", "view", "to") == ["today"]
    assert sorted(await offered("task://{number}", "number", "call")) == ["1", "2"]
    assert await offered("task://{number}", "number", "3") == ["3"]
    with pytest.raises(MCPError):
        await offered("file://{path}", "path", "x")
    prompt = PromptReference(type="ref/prompt", name="brain_dump")
    told = await tools.client.complete(prompt, {"name": "text", "value": "m"})
    assert told.completion.values == []


async def test_the_tasks_are_a_calendar_too(tools: Desk) -> None:
    await tools.add(
        "Pay rent", when="30 November 9:00", repeat="every month", remind=["1 h before"]
    )
    await tools.add("Read")
    await tools.call("complete_tasks", ids=["2"])
    listed = {one.uri: one for one in (await tools.client.list_resources()).resources}
    assert listed["tasks://calendar.ics"].mime_type == "text/calendar"
    (content,) = (await tools.client.read_resource("tasks://calendar.ics")).contents
    assert isinstance(content, TextResourceContents)
    assert content.mime_type == "text/calendar"
    assert content.text.startswith("BEGIN:VCALENDAR\r\n")
    lines = content.text.split("\r\n")
    assert lines.count("BEGIN:VTODO") == 2
    assert "SUMMARY:Pay rent" in lines
    assert "BEGIN:VALARM" in lines
    assert any(line.startswith("RRULE:FREQ=MONTHLY") for line in lines)
    assert "STATUS:COMPLETED" in lines


async def test_a_server_without_a_calendar_says_that_there_is_none(tools: Desk) -> None:
    async with Client(build_server(tools.commands, tools.queries), cache=None) as client:
        with pytest.raises(MCPError, match="There is no resource"):
            await client.read_resource("tasks://calendar.ics")
