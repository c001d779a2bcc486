"""Sigils and priority words: `#tag`, `@project`, `#131`, `!high`, `p1`, `urgent`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from tasklark.domain.task import PRIORITIES, Priority
from tasklark.language.reading import Span, SpanKind

PRIORITY_MARKS: dict[str, Priority] = {
    "p1": "high",
    "p2": "medium",
    "p3": "low",
    "p4": "none",
    "!": "medium",
    "!!": "high",
    "!!!": "high",
    "!high": "high",
    "!medium": "medium",
    "!med": "medium",
    "!low": "low",
    "!none": "none",
    "!urgent": "high",
    "!1": "high",
    "!2": "medium",
    "!3": "low",
    "!4": "none",
}
PRIORITY_WORDS: dict[str, Priority] = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "urgent": "high",
    "urgente": "high",
    "alta": "high",
    "media": "medium",
    "baja": "low",
}
_MARK = r"""
(?<![\w/&])(?:
 (?P<under>(?:under|below|inside|sub(?:task)?\ of|bajo)\s+\#(?P<parent>\d+))
|(?P<number>\#(?P<digits>\d+)(?:/\d{4}-\d\d-\d\d)?)(?![\w-])
|\#(?P<tag>(?=[\w/-]*[^\W\d_])[^\W_][\w/-]*)
|@(?P<project>[^\W\d_][\w/&-]*)
|(?P<priority>p[1-4]|!(?:high|medium|med|low|none|urgent|[1-4])|!{1,3})(?![\w!])
)"""
_WORDED = (
    r"(?:,\s*)?\b(?:(?:with\s+|of\s+|it'?s\s+|at\s+)?(?P<before>high|medium|low|top|highest|"
    r"urgent)"
    r"[\s-]+priority|priority\s*(?:is\s+|:\s*)?(?P<after>high|medium|low|urgent|[1-4])"
    r"|(?:con\s+)?prioridad\s+(?P<es>alta|media|baja))\b"
)
_BARE = r"(?P<comma>,\s*|^)?\b(?P<word>high|medium|low|urgent|urgente|alta|media|baja)\b"
_NOTE = r"(?<=\w)[\s,;.]+(?:notes?|nota)\s*:\s*(?P<note>.+)$"


@dataclass(frozen=True, slots=True)
class Marks:
    """What the sigils and priority words of a text say."""

    tags: tuple[str, ...] = ()
    project: str | None = None
    priority: Priority | None = None
    parent: int | None = None
    numbers: tuple[int, ...] = ()
    notes: str = ""
    spans: tuple[Span, ...] = ()


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE | re.IGNORECASE if "(?P<tag>" in text else re.IGNORECASE)


Clear = Callable[[int, int], bool]


def find_marks(text: str, plain: Sequence[tuple[int, int]] = ()) -> Marks:
    """Read the sigils of a text outside its `plain` spans."""

    def clear(start: int, end: int) -> bool:
        return not any(start < stop and begin < end for begin, stop in plain)

    spans: list[Span] = []
    said: dict[SpanKind, list[str]] = {}
    for found in _pattern(_MARK).finditer(text):
        if clear(*found.span()):
            kind, label = _kind(found)
            spans.append(Span(*found.span(), kind, label, label))
            said.setdefault(kind, []).append(label)
    priority = _priority(said["priority"][-1]) if "priority" in said else None
    worded = _worded(text, clear)
    if worded is not None:
        spans.append(worded)
        priority = priority or _priority(worded.label)
    note = _pattern(_NOTE).search(text)
    return Marks(
        tags=tuple(dict.fromkeys(said.get("tag", ()))),
        project=said["project"][-1] if "project" in said else None,
        priority=priority,
        parent=int(said["parent"][-1][1:]) if "parent" in said else None,
        numbers=tuple(int(re.sub(r"/.*", "", label)[1:]) for label in said.get("number", ())),
        notes=note["note"].strip() if note else "",
        spans=tuple(spans),
    )


def _kind(found: re.Match[str]) -> tuple[SpanKind, str]:
    if found["parent"]:
        return "parent", f"#{found['parent']}"
    if found["digits"]:
        return "number", f"#{found['digits']}"
    if found["tag"]:
        return "tag", found["tag"]
    if found["project"]:
        return "project", found["project"]
    return "priority", PRIORITY_MARKS[found["priority"].lower()]


def _priority(name: str) -> Priority | None:
    return next((priority for priority in PRIORITIES if priority == name), None)


def _worded(text: str, clear: Clear) -> Span | None:
    """`high priority`, `priority: low`, wherever they stand."""
    found = _pattern(_WORDED).search(text)
    if found is None or not clear(*found.span()):
        return None
    said = (found["before"] or found["after"] or found["es"]).lower()
    said = {"top": "high", "highest": "high", "1": "high", "2": "medium", "3": "low"}.get(
        said, said
    )
    if said == "4":
        return None
    start = found.start() + (len(found.group()) - len(found.group().lstrip(", ")))
    return Span(start, found.end(), "priority", PRIORITY_WORDS[said], said)


def bare_priority(
    text: str, taken: Sequence[tuple[int, int]], plain: Sequence[tuple[int, int]]
) -> Span | None:
    """A bare `high` after a comma or at the end of the words that are left over."""
    for found in _pattern(_BARE).finditer(text):
        start, end = found.span("word")
        if any(start < stop and begin < end for begin, stop in (*taken, *plain)):
            continue
        word = found["word"].lower()
        rest = _left(text, end, taken)
        after_comma = bool(found["comma"]) and found.start() > 0 and rest[:1] in ("", ",", ";", ".")
        leading = (
            word.startswith("urgent") and not text[:start].strip() and rest[:1] in (":", ",", "!")
        )
        if after_comma or (not rest.strip(" ,.;!") and text[:start].strip()) or leading:
            return Span(start, end, "priority", PRIORITY_WORDS[word], word)
    return None


def _left(text: str, at: int, taken: Sequence[tuple[int, int]]) -> str:
    """What follows a place once the recognised stretches are left out."""
    left = (
        text[index]
        for index in range(at, len(text))
        if not any(start <= index < stop for start, stop in taken)
    )
    return "".join(left).strip()
