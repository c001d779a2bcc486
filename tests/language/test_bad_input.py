"""Whatever is sent comes to a sentence: no wrong task, no breakage, no more than 50 ms."""

import contextlib
import time
from collections.abc import Callable

import pytest

from tasklark.domain.errors import Refusal
from tasklark.language import (
    read_remind,
    read_repeat,
    read_task,
    read_when,
    understand,
)
from tests.language.saying import HERE

LIMIT_S = 0.5
"""What grows with the square of a text takes minutes; a busy machine is ten times slower."""
HUGE = (
    "x" * 20_000,
    "a " * 10_000,
    "a " * 1_990,
    "every " * 660,
    "and " * 990,
    "1 " * 1_900,
    "buy milk, " * 390,
    "buy milk and " * 50,
    "call mom tomorrow at 5 and " * 25,
    "buy milk\n" * 400,
    "day after " * 390,
    "(" * 3_900,
    '"' * 3_900,
    "😀" * 3_900,
    "#1, " * 900,
    "move rent to Friday and " * 160,
    "mañana y " * 400,
    "9 and 10 " * 400,
)
ODD = (
    "",
    "   ",
    "\n\n",
    "😀🎉",
    "…!?",
    "\x00\x01\x07",
    "\u202e\u2066",
    "שלום מחר",
    "اشتر الحليب غدا",
    "Привет, купить молоко завтра",
    "明日牛乳を買う",
    "acheter du lait demain à 9 heures",
    "Milch kaufen morgen um 9",
)
Reader = Callable[[str], object]


def took(read: Reader, text: str) -> float:
    """Processor seconds of the quickest of three readings."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        with contextlib.suppress(Refusal):
            read(text)
        times.append(time.process_time() - begin)
    return min(times)


@pytest.mark.parametrize("text", HUGE, ids=lambda text: repr(text[:14]))
def test_a_long_text_is_read_or_refused_at_once(text: str) -> None:
    readers: tuple[Reader, ...] = (
        lambda words: understand(words, HERE),
        lambda words: read_task(words, HERE),
        lambda words: read_when(words, HERE),
        lambda words: read_repeat(words, HERE),
        lambda words: read_remind(words, HERE),
    )
    for read in readers:
        read_once = took(read, text)
        assert read_once < LIMIT_S, read_once


@pytest.mark.parametrize("text", ODD, ids=repr)
def test_odd_text_is_answered_in_words_and_changes_nothing(text: str) -> None:
    known = understand(text, HERE)
    assert (known.kind, known.calls) == ("decline", ())
    assert known.say.endswith(".")


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u202e"], ids=repr)
def test_nothing_to_see_is_no_title(text: str) -> None:
    with pytest.raises(Refusal, match="no title"):
        read_task(text, HERE)


@pytest.mark.parametrize("text", [*ODD, *HUGE], ids=lambda text: repr(text[:14]))
def test_every_refusal_says_what_and_how(text: str) -> None:
    readers: tuple[Callable[[], object], ...] = (
        lambda: read_when(text, HERE),
        lambda: read_repeat(text, HERE),
        lambda: read_remind(text, HERE),
    )
    for read in readers:
        with pytest.raises(Refusal) as refused:
            read()
        assert refused.value.what
        assert refused.value.hint
        assert len(refused.value.what) < 200


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 February", "no such day"),
        ("30 Feb at 9", "no such day"),
        ("2026-02-30", "no such day"),
        ("25 o'clock", "not a time of day"),
        ("tomorrow at 25:00", "not a time of day"),
        ("tomorrow at 9:75", "not a time of day"),
        ("31 de febrero", "no such day"),
    ],
)
def test_what_cannot_be_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read_when(text, HERE)


@pytest.mark.parametrize(
    "text",
    [
        "remind me on 31 February to pay",
        "remind me at 25 o'clock to pay",
        "add pay rent at 25:00",
        "call mom at 25:00",
        "recuérdame el 31 de febrero pagar",
    ],
)
def test_a_wish_for_what_cannot_be_is_asked_about_not_added(text: str) -> None:
    known = understand(text, HERE)
    assert (known.kind, known.calls) == ("ask", ())
    assert known.say


def test_marks_of_direction_and_control_do_not_get_into_a_title() -> None:
    task = read_task("buy \u202emilk\x07 tomorrow", HERE).value
    assert task.title == "buy milk"


def test_mixed_scripts_keep_the_words_that_are_not_read() -> None:
    task = read_task("купить milk tomorrow", HERE).value
    assert task.title == "купить milk"
