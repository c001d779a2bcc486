"""Whatever is typed, it is read, refused in words or declined; nothing breaks."""

import contextlib
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tasklark.domain.errors import Refusal
from tasklark.language import (
    Memory,
    read_day_span,
    read_moment,
    read_past_span,
    read_preferences,
    read_remind,
    read_repeat,
    read_task,
    read_when,
    understand,
)
from tests.language.saying import HERE

WORDS = [
    "every",
    "each",
    "last",
    "first",
    "2nd",
    "third",
    "31st",
    "13",
    "9",
    "20",
    "0",
    "99",
    "1500",
    "9:30",
    "25:00",
    "3pm",
    "noon",
    "midnight",
    "tomorrow",
    "today",
    "friday",
    "fri",
    "mondays",
    "weekend",
    "workday",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "hour",
    "min",
    "before",
    "after",
    "until",
    "from",
    "on",
    "in",
    "at",
    "by",
    "the",
    "a",
    "and",
    ",",
    ".",
    "!",
    "?",
    "-",
    "+",
    "/",
    ":",
    "next",
    "this",
    "other",
    "half",
    "past",
    "to",
    "of",
    "remind",
    "me",
    "tell",
    "move",
    "delete",
    "done",
    "undo",
    "skip",
    "snooze",
    "add",
    "buy",
    "milk",
    "#home",
    "#131",
    "@Work",
    "!high",
    "p1",
    "high",
    "urgent",
    "2026-11-30",
    "31/2",
    "11/12",
    "12.12.",
    "christmas",
    "feb",
    "may",
    "march",
    "none",
    "not",
    "except",
    "holidays",
    "times",
    "for",
    "daily",
    "weekly",
    "monthly!",
    "every!",
    "in",
    "5",
    "minutes",
    "ago",
    "now",
    "tonight",
    "morning",
    "eod",
    "due",
    "time",
    "London",
    "cada",
    "lunes",
    "mañana",
    "el",
    "último",
    "de",
    "a",
    "las",
    "y",
    "hoy",
    "borra",
    "mueve",
    "recuérdame",
    "año",
    "😀",
    "ñ",
]
sentences = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=60)
READERS: tuple[Callable[[str], object], ...] = (
    lambda text: read_task(text, HERE),
    lambda text: read_when(text, HERE),
    lambda text: read_repeat(text, HERE),
    lambda text: read_remind(text, HERE),
    lambda text: read_moment(text, HERE),
    lambda text: read_moment(text, HERE, past=True),
    lambda text: read_day_span(text, HERE),
    lambda text: read_past_span(text, HERE),
    lambda text: read_preferences([text], HERE),
)


@settings(max_examples=150, deadline=None)
@given(sentences, st.sampled_from(READERS))
def test_a_reader_answers_or_refuses(text: str, reader: Callable[[str], object]) -> None:
    with contextlib.suppress(Refusal):
        reader(text)


@settings(max_examples=150, deadline=None)
@given(sentences)
def test_spans_lie_in_the_text_and_do_not_cross(text: str) -> None:
    try:
        spans = read_task(text, HERE).spans
    except Refusal:
        return
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(sentences, st.sampled_from([Memory(), Memory(last_task=7, last_list=(7, 8))]))
def test_a_message_is_acted_on_asked_about_or_declined(text: str, memory: Memory) -> None:
    known = understand(text, HERE, memory)
    assert bool(known.calls) == (known.kind == "act")
    assert known.say or known.kind == "act"
