"""Web Push: encrypted, signed, to each browser once; what is gone is forgotten."""

import asyncio
import base64
import json

import jwt
import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal, local
from tasklark.pushing.pushes import Pushes, PushLater
from tasklark.pushing.sending import TTL_S
from tasklark.pushing.subscriptions import DEVICES
from tasklark.runtime.embedded import EmbeddedRuntime
from tests.contract.builders import StillClock
from tests.pushing.service import Browser, PushService

ME = local("web")
RING = {"kind": "reminder.fired", "tag": "reminder-7", "title": "stretch", "body": "today 12:01"}


async def subscribed(pushes: Pushes, browser: Browser, device: str = "Firefox") -> str:
    keys = browser.keys
    one = await pushes.subscribe(ME, browser.endpoint, keys["p256dh"], keys["auth"], device)
    return one.id


async def test_a_ring_arrives_readable_for_the_browser_alone(
    pushes: Pushes, service: PushService, clock: StillClock
) -> None:
    browser = service.browser()
    await subscribed(pushes, browser)
    await pushes.ring(ME, "7/1/1", RING, clock())
    [push] = service.taken
    assert browser.read(push.body) == RING
    assert b"stretch" not in push.body
    assert push.headers["content-encoding"] == "aes128gcm"
    assert push.headers["urgency"] == "high"
    assert len(push.headers["topic"]) == 32
    assert push.headers["host"] == service.url.removeprefix("http://")


async def test_the_signature_is_for_that_service_and_by_the_key_browsers_got(
    pushes: Pushes, service: PushService, clock: StillClock
) -> None:
    await subscribed(pushes, service.browser())
    await pushes.ring(ME, "7/1/1", RING, clock())
    token, key = service.taken[0].headers["authorization"].removeprefix("vapid t=").split(",k=")
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["aud"] == service.url
    assert claims["sub"].startswith(("mailto:", "https:"))
    assert claims["exp"] - clock().timestamp() <= 24 * 3600
    assert key == await pushes.key()
    assert len(base64.urlsafe_b64decode(key + "=")) == 65


async def test_the_keys_are_made_once(state: EmbeddedRuntime, clock: StillClock) -> None:
    found = await asyncio.gather(*(Pushes(state, clock).key() for _ in range(5)))
    assert len(set(found)) == 1


async def test_a_ring_heard_again_is_pushed_once_and_the_next_one_again(
    pushes: Pushes, service: PushService, clock: StillClock
) -> None:
    await subscribed(pushes, service.browser("a"))
    await subscribed(pushes, service.browser("b"))
    for _ in range(3):
        await pushes.ring(ME, "7/1/1", RING, clock())
    assert sorted(one.path for one in service.taken) == ["/a", "/b"]
    await pushes.ring(ME, "7/2/2", RING, clock())
    assert len(service.taken) == 4
    assert len({one.headers["topic"] for one in service.taken}) == 1


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_is_gone_is_forgotten(
    pushes: Pushes, service: PushService, clock: StillClock, status: int
) -> None:
    await subscribed(pushes, service.browser("gone"))
    kept = await subscribed(pushes, service.browser("kept"))
    service.answers["/gone"] = [status]
    await pushes.ring(ME, "7/1/1", RING, clock())
    assert [one.id for one in await pushes.listed(ME)] == [kept]
    assert [one.path for one in service.taken] == ["/kept"]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_service_that_asks_for_patience_is_tried_again_and_no_other(
    pushes: Pushes, service: PushService, clock: StillClock, status: int
) -> None:
    await subscribed(pushes, service.browser("busy"))
    await subscribed(pushes, service.browser("free"))
    service.answers["/busy"] = [status]
    with pytest.raises(PushLater, match=str(status)):
        await pushes.ring(ME, "7/1/1", RING, clock())
    [busy, _] = await pushes.listed(ME)
    assert busy.problem == f"127.0.0.1 answered {status}."
    await pushes.ring(ME, "7/1/1", RING, clock())
    assert [one.path for one in service.taken] == ["/free", "/busy"]
    assert (await pushes.listed(ME))[0].problem is None


async def test_a_service_that_stays_away_is_given_up_and_told(
    pushes: Pushes, service: PushService, clock: StillClock
) -> None:
    await subscribed(pushes, service.browser())
    service.answers["/a"] = [503, 503]
    at = clock()
    with pytest.raises(PushLater):
        await pushes.ring(ME, "7/1/1", RING, at)
    clock.passes(seconds=60)
    await pushes.ring(ME, "7/1/1", RING, at)
    [one] = await pushes.listed(ME)
    assert one.problem == "127.0.0.1 answered 503."
    assert service.taken == []


@pytest.mark.parametrize("status", [400, 403, 413, 302])
async def test_a_refusal_is_kept_and_not_tried_again(
    pushes: Pushes, service: PushService, clock: StillClock, status: int
) -> None:
    await subscribed(pushes, service.browser())
    service.answers["/a"] = [status]
    for _ in range(2):
        await pushes.ring(ME, "7/1/1", RING, clock())
    assert service.taken == []
    [one] = await pushes.listed(ME)
    assert one.problem == f"127.0.0.1 answered {status}."


async def test_what_was_claimed_before_a_crash_is_sent(
    pushes: Pushes, service: PushService, state: EmbeddedRuntime, clock: StillClock
) -> None:
    id_ = await subscribed(pushes, service.browser())
    await state.create(f"pushed/1/7/1/1/{id_}", b"claimed")
    await pushes.ring(ME, "7/1/1", RING, clock())
    assert len(service.taken) == 1


async def test_what_rang_half_a_day_ago_is_history(
    pushes: Pushes, service: PushService, clock: StillClock
) -> None:
    await subscribed(pushes, service.browser())
    at = clock()
    clock.passes(seconds=TTL_S + 1)
    await pushes.ring(ME, "7/1/1", RING, at)
    assert service.taken == []


async def test_a_test_says_what_came_of_it(pushes: Pushes, service: PushService) -> None:
    browser = service.browser()
    id_ = await subscribed(pushes, browser)
    assert (await pushes.test(ME, id_)).kind == "sent"
    assert browser.read(service.taken[0].body)["kind"] == "test"
    service.answers["/a"] = [503, 410]
    assert (await pushes.test(ME, id_)).why == "127.0.0.1 answered 503."
    assert (await pushes.test(ME, id_)).kind == "gone"
    with pytest.raises(Refusal, match="not subscribed"):
        await pushes.test(ME, id_)


async def test_the_same_browser_is_listed_once_with_its_newest_keys(
    pushes: Pushes, service: PushService
) -> None:
    await subscribed(pushes, service.browser(), "old")
    fresh = service.browser()
    id_ = await subscribed(pushes, fresh, "  new \n name ")
    [one] = await pushes.listed(ME)
    assert (one.id, one.device, one.auth) == (id_, "new name", fresh.keys["auth"])
    await pushes.unsubscribe(ME, id_)
    await pushes.unsubscribe(ME, id_)
    assert await pushes.listed(ME) == ()


async def test_twenty_browsers_are_kept_and_other_people_have_their_own(
    pushes: Pushes, service: PushService
) -> None:
    ids = [await subscribed(pushes, service.browser(f"b{n}")) for n in range(DEVICES + 2)]
    assert [one.id for one in await pushes.listed(ME)] == ids[2:]
    assert await pushes.listed(Principal(2, "web")) == ()


async def test_two_that_subscribe_at_once_are_both_kept(
    pushes: Pushes, service: PushService
) -> None:
    await asyncio.gather(*(subscribed(pushes, service.browser(f"b{n}")) for n in range(5)))
    assert len(await pushes.listed(ME)) == 5


async def test_an_endless_title_still_fits(
    pushes: Pushes, service: PushService, clock: StillClock
) -> None:
    browser = service.browser()
    await subscribed(pushes, browser)
    await pushes.ring(ME, "7/1/1", {**RING, "title": "🦜" * 2_000}, clock())
    [push] = service.taken
    assert len(push.body) < 4_096
    assert browser.read(push.body)["title"] == "🦜" * 200


async def test_a_service_that_is_not_there_is_tried_later(
    pushes: Pushes, service: PushService, clock: StillClock
) -> None:
    browser = Browser("http://127.0.0.1:1/x")
    await subscribed(pushes, browser)
    with pytest.raises(PushLater, match="does not answer"):
        await pushes.ring(ME, "7/1/1", RING, clock())
    assert "endpoint" not in json.dumps(RING)


@pytest.mark.parametrize(
    ("p256dh", "auth"), [("", ""), ("AAAA", "AAAA"), ("é" * 88, "!" * 22), ("A" * 87, "A" * 30)]
)
async def test_keys_that_are_none_are_refused(pushes: Pushes, p256dh: str, auth: str) -> None:
    with pytest.raises(Refusal, match="keys"):
        await pushes.subscribe(ME, "http://127.0.0.1/x", p256dh, auth)
