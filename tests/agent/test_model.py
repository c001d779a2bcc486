"""Which model answers, over the wire that real ones speak, and what is read when it does not."""

import json
from pathlib import Path

import pytest

from agent.model import choose, try_out
from tasklark import settings
from tasklark.models import choice_of
from tests.agent import endpoints
from tests.agent.endpoints import endpoint
from tests.agent.scripts import Opening


async def test_an_endpoint_calls_a_tool_and_then_says_something(opening: Opening) -> None:
    script = [
        endpoints.call("add_tasks", {"tasks": [{"title": "Buy milk"}]}),
        endpoints.words("I took tomorrow as Thursday."),
    ]
    async with (
        endpoint(script) as model,
        opening(choose("m", model.url, "key-1")) as home,
    ):
        heard = await home.say("buy milk")
        assert await home.titles() == ["Buy milk"]
    assert heard.words == "I took tomorrow as Thursday."
    assert [ticket["said"] for ticket in heard.tickets] == ["Added “Buy milk”"]
    assert heard.events[-1]["outcome"] == {"type": "success"}


async def test_every_turn_tells_the_model_the_persons_clock_and_what_is_selected(
    opening: Opening,
) -> None:
    async with (
        endpoint([endpoints.words("Hello"), endpoints.words("Again")]) as model,
        opening(choose("m", model.url, "k")) as home,
    ):
        await home.say("hello")
        await home.say("move these", selection=(4, 7))
    told = model.requests[1]["messages"][0]["content"]
    assert "Wed 25 Nov" in told
    assert "Europe/Madrid" in told
    assert "#4, #7" in told
    assert [m["role"] for m in model.requests[1]["messages"]] == [
        "system",
        "user",
        "assistant",
        "user",
    ]


async def test_tool_calls_are_asked_for_one_at_a_time(opening: Opening) -> None:
    async with (
        endpoint([endpoints.words("Hello")]) as model,
        opening(choose("m", model.url, "k")) as home,
    ):
        await home.say("hello")
    assert model.requests[0]["parallel_tool_calls"] is False


@pytest.mark.parametrize("entries", [{"model-key": "key-1"}, {"other": "x"}])
async def test_a_key_in_a_secret_store_is_read_for_each_request(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, entries: dict[str, str]
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    asked = []

    async def secret(name: str) -> dict[str, str]:
        asked.append(name)
        return entries

    async with endpoint([endpoints.words("Hello"), endpoints.words("Again")]) as model:
        place = {"model": "m", "model_url": model.url, "model_secret": "tasklark/model-key"}
        loaded = settings.load({"data": tmp_path, **place})
        async with opening(choice_of(loaded, secret)) as home:
            heard = [await home.say("hello"), await home.say("hello")]
    if "model-key" in entries:
        assert [one.words for one in heard] == ["Hello", "Again"]
        assert model.keys == ["Bearer key-1"] * 2
        assert asked == ["tasklark"] * 2
    else:
        assert heard[0].error == "The secret “tasklark” has no “model-key”. Add it, then ask again."
        assert model.keys == []


async def test_a_wrong_key_is_one_sentence_and_the_endpoints_own_text_stays_away(
    opening: Opening,
) -> None:
    async with (
        endpoint(status=401) as model,
        opening(choose("m", model.url, "wrong")) as home,
    ):
        heard = await home.say("hello")
    assert heard.events[-1]["type"] == "RUN_ERROR"
    assert "refused the key" in heard.error
    assert "TASKLARK_MODEL_KEY" in heard.error
    assert "secret" not in json.dumps(heard.events)
    assert "wrong" not in json.dumps(heard.events)


async def test_an_endpoint_that_hangs_is_given_up_with_one_sentence(opening: Opening) -> None:
    async with (
        endpoint(hangs=True) as model,
        opening(choose("m", model.url, "k", wait_s=0.3)) as home,
    ):
        heard = await home.say("hello")
    assert heard.events[-1]["type"] == "RUN_ERROR"
    assert "did not answer within 0.3 s" in heard.error


async def test_an_endpoint_that_is_not_there_is_one_sentence(opening: Opening) -> None:
    async with endpoint() as gone:
        pass
    async with opening(choose("m", gone.url, "k", wait_s=2)) as home:
        heard = await home.say("hello")
    assert "cannot be reached" in heard.error


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "knows no model “m”"), (429, "busy"), (500, "problem of its own"), (400, "refused")],
)
async def test_every_other_refusal_of_an_endpoint_is_one_sentence(
    opening: Opening, status: int, words: str
) -> None:
    async with (
        endpoint(status=status) as model,
        opening(choose("m", model.url, "k")) as home,
    ):
        heard = await home.say("hello")
    assert words in heard.error


async def test_after_a_failure_the_same_conversation_goes_on(opening: Opening) -> None:
    async with endpoint(status=500) as broken, opening(choose("m", broken.url, "k")) as home:
        await home.say("hello")
        await home.chat.use(choose())
        heard = await home.say("add buy milk")
        shown = await home.show()
    assert heard.tickets[0]["said"] == "Added “buy milk”"
    assert [m["role"] for m in shown["messages"]] == ["user", "assistant", "user", "tool"]


def test_a_key_alone_starts_no_model() -> None:
    choice = choose("", "", "key")
    assert (choice.kind, choice.label) == ("offline", "Built-in planner")


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("", "m at api.openai.com"),
        ("http://127.0.0.1:9/v1/responses", "m at 127.0.0.1:9"),
        ("http://127.0.0.1:9/v1/chat/completions", "m at 127.0.0.1:9"),
    ],
)
async def test_the_label_says_which_model_answers_and_where(url: str, label: str) -> None:
    choice = choose("m", url, "key")
    assert (choice.kind, choice.label) == ("endpoint", label)
    await choice.close()


async def test_a_model_can_be_tried_out() -> None:
    async with endpoint(status=401) as model:
        choice = choose("m", model.url, "wrong")
        answers, sentence = await try_out(choice)
        await choice.close()
    assert not answers
    assert "refused the key" in sentence
    assert await try_out(choose()) == (True, "The built-in planner always answers.")
