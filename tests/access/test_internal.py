"""Internal tokens: one minute, one person, the tools alone; marks count only with them."""

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from tasklark.access import Denied
from tasklark.domain.identity import Principal
from tasklark.internal import AUDIENCE, Internal
from tests.access.conftest import KEY, Entrance, bearing
from tests.contract.builders import StillClock
from tests.services.house import ME

ADD = {"tasks": [{"title": "Read"}]}
MARKS = {"tasklark/run": "r1", "tasklark/thread": "t1", "tasklark/call": "c1"}


async def test_our_agent_acts_for_a_person_within_its_run_and_thread(entrance: Entrance) -> None:
    await entrance.call("add_tasks", entrance.internal.mint(1), MARKS, **ADD)
    [change] = await entrance.door.queries.changes(ME, 1)
    assert (change.client, change.run) == ("assistant/t1", "r1")


async def test_marks_of_anybody_else_count_for_nothing(entrance: Entrance) -> None:
    await entrance.call("add_tasks", await entrance.token("write"), MARKS, **ADD)
    await entrance.call("add_tasks", None, MARKS, **ADD)
    changes = await entrance.door.queries.changes(ME, 2)
    assert [change.run for change in changes] == [None, None]
    assert [change.client for change in changes] == ["mcp", "script"]


async def test_it_opens_the_tools_and_nothing_else(entrance: Entrance) -> None:
    token = entrance.internal.mint(1)
    answer = await entrance.client.get("/api/me", headers=bearing(token))
    assert answer.status_code == 403


def test_it_lasts_a_minute_for_one_person(clock: StillClock) -> None:
    internal = Internal(KEY, clock)
    token = internal.mint(7)
    assert internal.recognised(token) == Principal(7, "assistant")
    clock.passes(seconds=60)
    assert internal.recognised(token).person == 7
    clock.passes(seconds=6)
    with pytest.raises(Denied):
        internal.recognised(token)


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "somebody-else"}, {"iss": "somebody-else"}, {"sub": "me"}, {"aud": None},
        {"exp": None}, {"sub": None}, {"exp": "soon"},
    ],
)  # fmt: skip
def test_a_token_that_says_something_else_is_none(
    clock: StillClock, change: dict[str, object]
) -> None:
    now = int(clock().timestamp())
    claims = {
        "iss": "tasklark-agent", "aud": AUDIENCE, "sub": "1", "iat": now, "exp": now + 60, **change,
    }  # fmt: skip
    claims = {name: value for name, value in claims.items() if value is not None}
    text = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(KEY))
    with pytest.raises(Denied):
        Internal(KEY, clock).recognised(text)


def test_a_token_of_another_key_or_none_is_none(clock: StillClock) -> None:
    other = Internal("another key of thirty-two letters", clock).mint(1)
    head, body, _ = Internal(KEY, clock).mint(1).split(".")
    for text in (other, f"{head}.{body}.", f"{head}.{body}.AAAA", "", "a.b.c", "🙂"):
        with pytest.raises(Denied):
            Internal(KEY, clock).recognised(text)
