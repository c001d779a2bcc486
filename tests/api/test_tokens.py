"""Access tokens by REST."""

from typing import Any

import pytest

from tests.api.door import Door


async def test_a_token_is_made_told_once_and_ended(door: Door) -> None:
    assert (await door.get("/api/tokens"))["tokens"] == []
    made: Any = await door.send("POST", "/api/tokens", {"name": "script", "scope": "write"})
    [one] = made["tokens"]
    assert (one["id"], one["name"], one["state"], one["used_at"]) == (
        made["id"], "script", "live", None,
    )  # fmt: skip
    assert (await door.deps.tokens.recognised(made["token"])).client == "script"
    listed: Any = await door.get("/api/tokens")
    assert made["token"] not in str(listed)
    left: Any = await door.send("DELETE", f"/api/tokens/{made['id']}")
    assert left["tokens"][0]["state"] == "revoked"
    await door.refused("DELETE", f"/api/tokens/{made['id']}", 404)


@pytest.mark.parametrize(
    "body",
    [
        {}, {"name": ""}, {"name": "x" * 61}, {"name": "x", "scope": "all"},
        {"name": "x", "days": 0}, {"name": "x", "days": "7"}, {"name": "x", "more": 1},
        {"name": "\u202e \u200b"},
    ],
)  # fmt: skip
async def test_a_token_that_cannot_be_is_refused(door: Door, body: Any) -> None:
    await door.refused("POST", "/api/tokens", 422, json=body)
