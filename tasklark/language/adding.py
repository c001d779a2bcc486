"""The parts of an add command: the title, and what the fragments say."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tasklark.domain.clock import today as day_on
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tasklark.language.command import Command
from tasklark.language.impossible import impossible
from tasklark.language.marks import Marks, bare_priority, find_marks
from tasklark.language.plain import plain_spans
from tasklark.language.quoting import quoted_spans, unquoted
from tasklark.language.reading import Context
from tasklark.language.readings import read_moment
from tasklark.language.tasks import Sentence, read_sentence
from tasklark.language.titles import tidy, title_of
from tasklark.language.verbs import Verbs
from tasklark.recurrence import Rule

_RINGS = re.compile(
    r"(?:that |which |to )?(?:goes|go|going|rings?|sounds?)(?: off)?", re.IGNORECASE
)
_LOOSE_END = re.compile(
    (
        r"\s*[;,.]\s*(?:do (?:it|this|that)|repeat(?: it| this)?|make it(?: "
        r"a)?|(?:and )?(?:remind|alert|notify|tell) (?:me|them|us|him|her))$"
    ),
    re.IGNORECASE,
)
_LAST_DONE = re.compile(
    r"[;,.]\s*(?:and\s+)?(?:i\s+(?:last\s+)?did\s+(?:it|that)(?:\s+last)?|"
    r"last\s+(?:done|did\s+it)|the last time was|lo hice(?: por última vez)?|la última vez fue)\s+"
    r"(?P<when>(?:on\s+)?.+)$",
    re.IGNORECASE,
)
DUTY = re.compile(
    r"^(?:(?:i|we)(?:'ve got| have| need|'ll need| got| ought| am supposed|"
    r" are supposed| want) to|(?:i|we) (?:must|should|gotta)|"
    r"(?:i|we) have (?=(?:an?|the|my|our|\w+) )(?!to\b|no\b|not\b))\s*",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"\b(?:when|as soon as|once|whenever|every time|(?:the )?next time|if) "
    r"(?:i|we|he|she|it|my \w+|you) "
    r"(?:get|gets|arrive|arrives|leave|leaves|reach|am|is|rains?|come|"
    r"comes|snows?|enter|pass|wake)\b",
    re.IGNORECASE,
)


def added(
    text: str,
    body: tuple[int, int],
    noun: bool,
    table: Verbs,
    ctx: Context,
    *,
    lead: bool = True,
) -> Command:
    """An add command: `body` is the stretch that names the task, fragments count everywhere.

    `lead` takes `me to` and `Jacob about` off its front.
    """
    done = _LAST_DONE.search(text)
    if done is not None:
        text = text[: done.start()]
        body = (body[0], min(body[1], len(text)))
    plain = plain_spans(text, ctx.person)
    marks = find_marks(text, plain)
    said = read_sentence(text, ctx, (*plain, *((span.start, span.end) for span in marks.spans)))
    taken = [*said.cuts, *((span.start, span.end) for span in marks.spans)]
    bare = bare_priority(text, taken, plain) if marks.priority is None else None
    cuts = [*said.cuts, *((span.start, span.end) for span in marks.spans)]
    if bare is not None:
        cuts.append((bare.start, bare.end))
        marks = _with_priority(marks, bare.label)
    start = _start(_blanked(text, cuts), body, noun, table) if lead or noun else body[0]
    title = _title(text, (start, body[1]), said, cuts, table)
    if done is not None:
        said = counted_from(said, done["when"], ctx)
    command = Command("add", text, title=title, said=said, marks=marks, due=said.due)
    if not title:
        return _with(command, ask="title")
    if said.due is None and (UNKNOWN.search(text) or impossible(said.seen, ctx)[0]):
        return _with(command, ask="unsupported", confidence=0.5)
    return command


def counted_from(said: Sentence, when: str, ctx: Context) -> Sentence:
    """A repeat counted from the day it was last done: the first due is one interval later."""
    if said.repeat is None:
        return said
    try:
        moment = read_moment(when, ctx, past=True).value
    except Refusal:
        return said
    last = day_on(moment, ctx.here)
    rule = Rule.parse(said.repeat.rule)
    following = rule.after(last, last)
    day = following if isinstance(following, date) else last
    clock = said.due.time if said.due else None
    return replace(said, since=Due(day, clock), due=Due(day, clock))


def _with(command: Command, **changes: object) -> Command:
    return replace(command, **changes)  # type: ignore[arg-type]


def _with_priority(marks: Marks, priority: str) -> Marks:
    return replace(marks, priority=priority)  # type: ignore[arg-type]


def _title(
    text: str,
    body: tuple[int, int],
    said: Sentence,
    cuts: Sequence[tuple[int, int]],
    table: Verbs,
) -> str:
    start, end = body
    outside = [(0, start), (end, len(text))]
    inside = [(max(a, start), b) for a, b in cuts if b > start]
    title = title_of(text, said.seen, [*(pair for pair in outside if pair[0] < pair[1]), *inside])
    title = _LOOSE_END.sub("", tidy(title))
    if quoted_spans(title) == ((0, len(title)),):
        return unquoted(title)
    title = _without_list(tidy(title), table)
    if table.pattern(rf"{table.nothing}$").match(title) or _RINGS.fullmatch(title):
        return ""
    return title


def _start(blank: str, body: tuple[int, int], noun: bool, table: Verbs) -> int:
    start, end = body
    return _after_noun(blank, start, end, table) if noun else _after_lead(blank, start, end, table)


def _blanked(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    """The text with the cut stretches as spaces, every other character in its place."""
    chars = list(text)
    for start, end in cuts:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _after_lead(blank: str, start: int, end: int, table: Verbs) -> int:
    """Past `me to`, `Jacob about`, …"""
    stretch = blank[start:end]
    skip = len(stretch) - len(stretch.lstrip(" ,:"))
    for lead in table.lead:
        found = table.pattern(lead).match(stretch, skip)
        if found is not None and found.end() > skip:
            return start + found.end()
    return start + skip


def _after_noun(blank: str, start: int, end: int, table: Verbs) -> int:
    """Past `weekly reminder for Emma to`; the words before the noun when nothing follows it."""
    stretch = blank[start:end]
    found = table.pattern(rf"\b{table.nouns}\b").search(stretch)
    if found is None:
        return start
    behind = table.pattern(table.after_noun).match(stretch, found.end())
    at = behind.end() if behind is not None else found.end()
    rest = stretch[at:].strip(" .,;!?")
    if rest and not table.pattern(rf"{table.nothing}$").match(rest):
        return start + at
    return start


_LISTED = re.compile(
    r"\s+(?:to|on|in|onto)\s+(?:my|the)\s+(?:[\w'-]+\s+){0,2}"
    r"(?:list|calendar|agenda|schedule|to-?dos?)$",
    re.IGNORECASE,
)


_ENTRY = re.compile(
    r"^(?:an?\s+)?(?:new\s+)?(?:event|entry|item)\s+(?:in|on|to)\s+(?:my|the)\s+"
    r"(?:calendar|schedule|agenda)\s+(?:(?:for|about|called|named|of|that)\s+)?(?=\S)",
    re.IGNORECASE,
)


def _without_list(title: str, table: Verbs) -> str:
    """A title without the noun it was asked with and without the list it goes to."""
    if not re.match(r"(?:add|put|write)\b", title, re.IGNORECASE):
        title = _LISTED.sub("", title)
    title = re.sub(r"\s+(?:later|to|on|in|for|at)$", "", title, flags=re.IGNORECASE)
    title = _ENTRY.sub("", title)
    title = re.sub(r"^(?:to|that|about|of|for)\s+", "", title, flags=re.IGNORECASE)
    title = DUTY.sub("", title)
    stripped = table.pattern(
        r"^(?:(?:a|an|the|my|new|another|one)\s+)*(.+?)\s+(?:reminder|alert|notification)s?$"
    ).match(title)
    if stripped is not None and not re.search(r"\b(?:set|send|write|make)\b", title):
        title = stripped[1]
    return tidy(title)
