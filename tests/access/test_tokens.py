"""Personal access tokens at REST and at the tools."""

from pathlib import Path

import pytest

from tasklark.access import MOST, MOST_DAYS, Denied
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import EVERY_SCOPE, READ, Principal
from tasklark.runtime.embedded_topics import stretch
from tests.access.conftest import Entrance, bearing, opened
from tests.contract.builders import StillClock
from tests.services.house import ME

ADD = {"tasks": [{"title": "Read"}]}


async def test_without_a_token_this_computer_is_the_local_person(entrance: Entrance) -> None:
    assert (await entrance.client.get("/api/tasks?view=all")).status_code == 200
    assert "added 1" in (await entrance.call("add_tasks", **ADD))["content"][0]["text"]


async def test_a_tokens_changes_are_told_by_its_name(entrance: Entrance) -> None:
    token = await entrance.token("write", "backup script")
    await entrance.call("add_tasks", token, **ADD)
    answer = await entrance.client.post("/api/tasks", json={"text": "x"}, headers=bearing(token))
    assert answer.status_code in (200, 201)
    changes = await entrance.door.queries.changes(ME, 2)
    assert [change.client for change in changes] == ["backup script", "backup script"]


async def test_a_read_token_reads_and_is_refused_every_write(entrance: Entrance) -> None:
    token = await entrance.token("read")
    await entrance.call("add_tasks", **ADD)
    told = await entrance.call("search_tasks", token)
    assert "Read" in told["content"][0]["text"]
    for tool, given in {
        "add_tasks": ADD,
        "complete_tasks": {"tasks": [{"number": 1}]},
        "delete_tasks": {"tasks": [{"number": 1}]},
        "undo": {},
    }.items():
        refused = await entrance.call(tool, token, **given)
        assert refused["isError"], tool
    text = (await entrance.call("add_tasks", token, **ADD))["content"][0]["text"]
    assert "This token may only read; nothing was changed." in text
    assert (await entrance.client.get("/api/me", headers=bearing(token))).status_code == 200
    for method, path in (("POST", "/api/tasks"), ("PATCH", "/api/me"), ("POST", "/api/undo/k3f")):
        answer = await entrance.client.request(method, path, json={}, headers=bearing(token))
        assert (answer.status_code, answer.json()["detail"]) == (403, "This token may only read.")
    assert len(await entrance.door.queries.changes(ME, 10)) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Bearer nonsense", "Bearer tlk_1_abc_def", "Bearer tlk_9_abc_def", "Bearer tlk_x_abc_def",
        "Bearer tlk_1__", "Bearer", "Bearer ", "Basic dTpw", "tlk_1_abc_def",
        "Bearer " + "x" * 9_000, "Bearer tlk_99999999999999999999_a_b", "Bearer tlk_1_é_b",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
    ],
)  # fmt: skip
async def test_a_wrong_token_opens_nothing_and_is_nobodys(entrance: Entrance, header: str) -> None:
    sent = {"Authorization": header.encode()}
    for method, path in (("GET", "/api/me"), ("POST", "/api/tasks"), ("POST", "/mcp")):
        answer = await entrance.client.request(method, path, json={"text": "x"}, headers=sent)
        assert answer.status_code == 401, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Bearer ")
        assert answer.json()["detail"].endswith(".")
    assert await entrance.door.queries.changes(ME, 1) == []


async def test_two_tokens_at_once_are_none(entrance: Entrance) -> None:
    token = await entrance.token()
    twice = [("Authorization", f"Bearer {token}")] * 2
    assert (await entrance.client.get("/api/me", headers=twice)).status_code == 401


async def test_a_token_ends_on_its_day_and_says_so(entrance: Entrance) -> None:
    token = (await entrance.tokens.new(ME, "short", "read", 2))[1]
    entrance.clock.passes(days=2, seconds=-1)
    assert (await entrance.client.get("/api/me", headers=bearing(token))).status_code == 200
    entrance.clock.passes(seconds=1)
    answer = await entrance.client.get("/api/me", headers=bearing(token))
    assert answer.status_code == 401
    assert answer.json()["detail"] == "The token “short” expired on 27 November 2026."


async def test_a_revoked_token_opens_nothing_at_once(entrance: Entrance) -> None:
    token = await entrance.token()
    [one] = await entrance.tokens.listed(ME)
    await entrance.tokens.revoke(ME, one.id)
    answer = await entrance.client.get("/api/me", headers=bearing(token))
    assert (answer.status_code, answer.json()["detail"]) == (
        401, "The token “script” was revoked.",
    )  # fmt: skip
    with pytest.raises(Refusal, match="no token"):
        await entrance.tokens.revoke(ME, one.id)


async def test_neither_the_text_nor_its_digest_is_told_or_kept(entrance: Entrance) -> None:
    token = await entrance.token()
    listed = await entrance.client.get("/api/tokens")
    secret = token.rpartition("_")[2] or token
    assert secret not in listed.text
    file = entrance.door.store.path
    kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert token.encode() not in kept
    assert secret.encode() not in kept


async def test_when_a_token_was_used_last_is_kept_to_the_minute(entrance: Entrance) -> None:
    token = await entrance.token()
    used = [(await entrance.tokens.listed(ME))[0].used_at]
    for seconds in (10, 20, 70):
        entrance.clock.passes(seconds=seconds)
        await entrance.tokens.recognised(token)
        used.append((await entrance.tokens.listed(ME))[0].used_at)
    assert used[0] is None
    assert used[1] == used[2]
    assert used[3] == entrance.clock()


@pytest.mark.parametrize("path", ["/api/tokens", "/api/model", "/api/connect/cursor", "/api/push"])
async def test_a_lent_token_does_not_open_what_the_person_sets_up(
    entrance: Entrance, path: str
) -> None:
    token = await entrance.token("write")
    answer = await entrance.client.get(path, headers=bearing(token))
    assert answer.status_code == 403
    assert (await entrance.client.get(path)).status_code == 200


async def test_a_token_of_one_person_is_not_anothers(entrance: Entrance) -> None:
    token = await entrance.token("write")
    assert await entrance.tokens.recognised(token) == Principal(1, "script", scopes=EVERY_SCOPE)
    with pytest.raises(Denied, match="not known"):
        await entrance.tokens.recognised(token.replace("tlk_1_", "tlk_2_"))
    read = await entrance.tokens.recognised(await entrance.token("read"))
    assert read.scopes == {READ}


async def test_where_a_token_is_required_nobody_comes_without(
    tmp_path: Path, clock: StillClock
) -> None:
    async with opened(tmp_path, clock, required=True) as entrance:
        assert (await entrance.client.get("/api/me")).status_code == 401
        assert (await entrance.client.post("/mcp", json={})).status_code == 401
        token = await entrance.token()
        assert (await entrance.client.get("/api/me", headers=bearing(token))).status_code == 200


@pytest.mark.parametrize(
    ("name", "days"), [("", 1), ("   \x00", 1), ("x" * 61, 1), ("x", 0), ("x", MOST_DAYS + 1)]
)
async def test_a_token_that_cannot_be_is_refused(entrance: Entrance, name: str, days: int) -> None:
    with pytest.raises(Refusal):
        await entrance.tokens.new(ME, name, "read", days)


async def test_there_are_not_endlessly_many(entrance: Entrance) -> None:
    for _ in range(MOST):
        await entrance.tokens.new(ME, "x", "read", 1)
    with pytest.raises(Refusal, match="100 tokens"):
        await entrance.tokens.new(ME, "x")
    entrance.clock.passes(days=1)
    await entrance.tokens.new(ME, "x")


async def test_a_write_that_a_token_may_not_is_known_afterwards(entrance: Entrance) -> None:
    token = await entrance.token("read", "curious")
    await entrance.client.get("/api/tokens", headers=bearing(token))
    for path in ("/api/tasks", "/api/tokens"):
        await entrance.client.post(path, json={"text": "x"}, headers=bearing(token))
    await entrance.call("add_tasks", token, **ADD)
    found = await entrance.door.store.read(lambda c: stretch(c, "task-events", 0, 50))
    told = [
        (event.data["client"], event.data["call"], event.data["kind"]) for _, event in found.events
    ]
    assert told == [
        ("curious", "POST /api/tasks", "forbidden"),
        ("curious", "POST /api/tokens", "forbidden"),
        ("curious", "add_tasks", "forbidden"),
    ]


async def test_while_the_database_is_away_it_is_said_so(entrance: Entrance) -> None:
    token = await entrance.token()
    await entrance.door.store.close()
    answer = await entrance.client.get("/api/tasks", headers=bearing(token))
    assert (answer.status_code, answer.json()["detail"]) == (503, "The database is closed.")
