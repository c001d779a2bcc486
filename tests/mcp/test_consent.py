"""A question before a call changes much: in both eras, on every transport that can carry it."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp_types import ElicitRequestFormParams, ElicitResult, Implementation

from mcp_server.beside import Beside
from mcp_server.http import app
from mcp_server.server import TaskServer, build_server
from tasklark.domain.identity import local
from tests.mcp.desk import Desk, Told
from tests.mcp.test_http import ACCEPT, URL
from tests.running import Tasklark

Mode = Literal["auto", "legacy"]
ERAS: tuple[Mode, Mode] = ("auto", "legacy")
NO, GONE = ElicitResult(action="decline"), ElicitResult(action="cancel")
YES = ElicitResult(action="accept", content={})
MANY = [f"Old note {number}" for number in range(12)]


@dataclass
class Person:
    """Sits before a client and answers; `asked` is what they were shown."""

    answer: ElicitResult = field(default_factory=lambda: YES)
    asked: list[ElicitRequestFormParams] = field(default_factory=list)

    async def __call__(self, context: Any, params: Any) -> ElicitResult:
        del context
        assert isinstance(params, ElicitRequestFormParams)
        self.asked.append(params)
        return self.answer


@asynccontextmanager
async def asking(server: Any, person: Person, mode: Mode) -> AsyncIterator[Client]:
    """A client whose person can be asked."""
    info = Implementation(name="Claude Desktop", version="1")
    async with Client(
        server, cache=None, client_info=info, mode=mode, elicitation_callback=person
    ) as client:
        yield client


async def called(client: Client, tool: str, **arguments: Any) -> Told:
    return Told(await client.call_tool(tool, arguments))


async def left(tools: Desk, text: str = "") -> int:
    """How many tasks are open."""
    found = await tools.queries.board(local("web"), view="all", limit=100)
    return sum(text in task.title for task in found.page.tasks)


@pytest.mark.parametrize("mode", ERAS)
async def test_many_are_deleted_after_a_yes(tools: Desk, mode: Mode) -> None:
    await tools.add(*MANY, "Keep me")
    person = Person()
    async with asking(tools.server, person, mode) as client:
        told = await called(client, "delete_tasks", filter={"text": "old note"})
    assert not told.refused, told.text
    assert "deleted 12" in told.text
    (form,) = person.asked
    assert form.message.split("\n")[0] == "Delete 12 tasks?"
    assert form.message.split("\n")[-1] == "and 7 more"
    assert form.requested_schema == {"type": "object", "properties": {}}
    assert await left(tools) == 1


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize("answer", [NO, GONE])
async def test_without_a_yes_nothing_is_changed(
    tools: Desk, mode: Mode, answer: ElicitResult
) -> None:
    await tools.add(*MANY)
    async with asking(tools.server, Person(answer), mode) as client:
        told = await called(client, "complete_tasks", filter={"text": "old note"})
    assert told.refused
    assert told.lines == [
        "The person was asked “Complete 12 tasks?” and did not agree.",
        "Nothing was changed. Ask what they want instead.",
    ]
    assert await left(tools) == 12


@pytest.mark.parametrize("mode", ERAS)
async def test_another_number_than_counted_on_is_asked_about(tools: Desk, mode: Mode) -> None:
    await tools.add("Buy milk", "Buy oat milk", "Buy milk powder")
    person = Person()
    arguments = {"filter": {"text": "milk"}, "expect": 2, "priority": "high"}
    async with asking(tools.server, person, mode) as client:
        told = await called(client, "update_tasks", **arguments)
    assert "updated 3" in told.text
    assert person.asked[0].message.startswith("3 tasks match, not 2. Change all of them?")


@pytest.mark.parametrize("mode", ERAS)
async def test_of_several_the_person_picks_the_one(tools: Desk, mode: Mode) -> None:
    await tools.add("Buy milk", "Buy oat milk")
    person = Person(ElicitResult(action="accept", content={"task": "#2 Buy oat milk"}))
    async with asking(tools.server, person, mode) as client:
        told = await called(client, "complete_tasks", filter={"text": "milk"}, expect=1)
    assert "completed 1" in told.text
    assert "#2 Buy oat milk" in told.text
    (form,) = person.asked
    assert form.message == "Complete which of 2 tasks?"
    choices = form.requested_schema["properties"]["task"]["enum"]
    assert sorted(choices) == ["#1 Buy milk", "#2 Buy oat milk"]
    assert await left(tools, "Buy milk") == 1


@pytest.mark.parametrize("mode", ERAS)
async def test_a_choice_that_was_not_offered_is_a_no(tools: Desk, mode: Mode) -> None:
    await tools.add("Buy milk", "Buy oat milk", "Read")
    person = Person(ElicitResult(action="accept", content={"task": "#3 Read"}))
    async with asking(tools.server, person, mode) as client:
        told = await called(client, "delete_tasks", filter={"text": "milk"}, expect=1)
    assert told.refused
    assert await left(tools) == 3


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("complete_tasks", {"ids": ["1"]}),
        ("delete_tasks", {"filter": {"text": "note 1"}}),
        ("delete_tasks", {"filter": {"text": "old note"}, "dry_run": True}),
        ("update_tasks", {"filter": {"text": "old note"}, "priority": "low"}),
        ("update_tasks", {"filter": {"text": "old note"}, "expect": 12, "when": "tomorrow"}),
        ("delete_tasks", {"filter": {"text": "nothing like it"}, "expect": 1}),
        ("delete_tasks", {"filter": {}, "nonsense": 1}),
    ],
)
async def test_nobody_is_asked_needlessly(
    tools: Desk, tool: str, arguments: dict[str, Any]
) -> None:
    await tools.add(*MANY)
    person = Person()
    async with asking(tools.server, person, "auto") as client:
        await called(client, tool, **arguments)
    assert person.asked == []


async def test_a_client_that_cannot_ask_has_the_guards_as_before(tools: Desk) -> None:
    await tools.add(*MANY, "Buy milk", "Buy oat milk")
    refused = await tools.call("delete_tasks", filter={"text": "milk"}, expect=1)
    assert "2 tasks match, not 1" in refused.text
    assert "deleted 12" in (await tools.call("delete_tasks", filter={"text": "old note"})).text


async def test_what_changed_since_the_question_is_left_alone(tools: Desk) -> None:
    await tools.add(*MANY)

    class Slow(Person):
        async def __call__(self, context: Any, params: Any) -> ElicitResult:
            await tools.call("update_tasks", ids=["1"], title="New note")
            return await super().__call__(context, params)

    async with asking(tools.server, Slow(), "auto") as client:
        told = await called(client, "delete_tasks", filter={"text": "old note"})
    assert "deleted 11" in told.text
    assert await left(tools, "New note") == 1


@pytest.mark.parametrize("mode", ERAS)
async def test_a_retry_after_the_yes_answers_from_the_first_result(tools: Desk, mode: Mode) -> None:
    await tools.add(*MANY)
    arguments = {"filter": {"text": "old note"}, "request_id": "once"}
    async with asking(tools.server, Person(), mode) as client:
        first = await called(client, "delete_tasks", **arguments)
        again = await called(client, "delete_tasks", **arguments)
    assert again.fact("undo") == first.fact("undo")


def modern(tool: str, arguments: Any, **more: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """A call of the new era as it goes over the wire, by a client that can ask."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {"elicitation": {"form": {}}},
        "io.modelcontextprotocol/clientInfo": {"name": "New client", "version": "1"},
    }
    params = {"name": tool, "arguments": arguments, "_meta": meta, **more}
    headers = {
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": "tools/call",
        "Mcp-Name": tool,
        **ACCEPT,
    }
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}, headers


async def post(server: TaskServer, tool: str, arguments: Any, **more: Any) -> dict[str, Any]:
    """What a process of its own answers."""
    served = app(server, ["127.0.0.1:*"], [])
    body, headers = modern(tool, arguments, **more)
    transport = httpx.ASGITransport(app=served)
    async with served.running(), httpx.AsyncClient(transport=transport, base_url=URL) as client:
        answered: dict[str, Any] = (await client.post("/mcp", json=body, headers=headers)).json()
    return answered


def replica(tools: Desk, key: str | None) -> TaskServer:
    return build_server(tools.commands, tools.queries, beside=Beside(key=key))


OLD_NOTES = {"filter": {"text": "old note"}}
AGREED = {"person": {"action": "accept", "content": {}}}


@pytest.mark.parametrize(("key", "other", "deleted"), [("a" * 32, "a" * 32, 12), (None, None, 0)])
async def test_replicas_answer_for_each_other_by_the_key_alone(
    tools: Desk, key: str | None, other: str | None, deleted: int
) -> None:
    await tools.add(*MANY)
    question = (await post(replica(tools, key), "delete_tasks", OLD_NOTES))["result"]
    assert question["resultType"] == "input_required"
    assert question["inputRequests"]["person"]["method"] == "elicitation/create"
    back = {"inputResponses": AGREED, "requestState": question["requestState"]}
    told = await post(replica(tools, other), "delete_tasks", OLD_NOTES, **back)
    assert ("error" in told) is (deleted == 0)
    assert await left(tools) == 12 - deleted


@pytest.mark.parametrize(
    ("tool", "arguments", "spoilt"),
    [
        ("delete_tasks", {"filter": {"text": "keep"}}, ""),
        ("complete_tasks", OLD_NOTES, ""),
        ("delete_tasks", OLD_NOTES, "x"),
    ],
)
async def test_a_yes_holds_for_the_call_it_was_given_to(
    tools: Desk, tool: str, arguments: Any, spoilt: str
) -> None:
    await tools.add(*MANY, "Keep me")
    server = replica(tools, "k" * 32)
    question = (await post(server, "delete_tasks", OLD_NOTES))["result"]
    state = question["requestState"][: -1 if spoilt else None] + spoilt
    told = await post(server, tool, arguments, inputResponses=AGREED, requestState=state)
    assert told["error"]["message"] == "Invalid or expired requestState"
    assert await left(tools) == 13


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("mode", ERAS)
async def test_the_program_asks_on_stdio_in_both_eras(tmp_path: Path, mode: Mode) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "tasklark", "mcp", "--stdio"],
        env=Tasklark(tmp_path / "data").environment(),
        cwd=tmp_path,
    )
    person = Person()
    async with asking(server, person, mode) as client:
        await called(client, "add_tasks", tasks=[{"title": title} for title in MANY])
        told = await called(client, "delete_tasks", **OLD_NOTES)
    assert "deleted 12" in told.text
    assert [form.message.split("\n")[0] for form in person.asked] == ["Delete 12 tasks?"]


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize(("mode", "asked"), [("auto", 1), ("legacy", 0)])
async def test_over_http_the_new_era_asks_and_the_old_one_is_as_before(
    tmp_path: Path, mode: Mode, asked: int
) -> None:
    person = Person()
    with Tasklark(tmp_path / "data") as program:
        async with asking(f"{program.url}/mcp", person, mode) as client:
            await called(client, "add_tasks", tasks=[{"title": title} for title in MANY])
            told = await called(client, "delete_tasks", **OLD_NOTES)
    assert "deleted 12" in told.text
    assert len(person.asked) == asked
