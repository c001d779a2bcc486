"""Web Push by REST."""

from typing import Any

import pytest

from tests.api.door import Door
from tests.pushing.service import push_service


async def test_a_browser_subscribes_is_tried_out_and_leaves(door: Door) -> None:
    async with push_service() as service:
        empty: Any = await door.get("/api/push")
        assert (len(empty["key"]), empty["subscriptions"]) == (87, [])
        browser = service.browser()
        body = {"endpoint": browser.endpoint, "keys": browser.keys, "expirationTime": None}
        added: Any = await door.send("POST", "/api/push", {**body, "device": "Firefox on Linux"})
        [one] = added["subscriptions"]
        assert (one["id"], one["device"], one["problem"]) == (added["id"], "Firefox on Linux", None)
        assert browser.endpoint not in str(added)
        tried: Any = await door.send("POST", f"/api/push/{one['id']}/test", {})
        assert (tried["ok"], tried["said"]) == (True, "Sent. It rings there in a moment.")
        assert browser.read(service.taken[0].body)["title"] == "Tasklark"
        service.answers["/a"] = [410]
        gone: Any = await door.send("POST", f"/api/push/{one['id']}/test", {})
        assert (gone["ok"], gone["subscriptions"]) == (False, [])
        await door.send("POST", "/api/push", body)
        left: Any = await door.send("DELETE", f"/api/push/{one['id']}")
        assert left["subscriptions"] == []
        await door.refused("POST", f"/api/push/{one['id']}/test", 404, json={})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"endpoint": "http://127.0.0.1/x"},
        {"endpoint": "", "keys": {"p256dh": "a", "auth": "b"}},
        {"endpoint": "http://127.0.0.1/x", "keys": {"p256dh": "a", "auth": "b"}},
        {"endpoint": "x" * 3_000, "keys": {"p256dh": "a", "auth": "b"}},
        {"endpoint": "http://127.0.0.1/x", "keys": "none"},
    ],
)
async def test_what_is_no_subscription_is_a_problem(door: Door, body: Any) -> None:
    await door.refused("POST", "/api/push", 422, json=body)
