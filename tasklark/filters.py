"""Filters in words → a Filter over tasks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from tasklark.asks import FilterWords
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.query import Filter, Has, Span
from tasklark.domain.task import PRIORITIES, Priority
from tasklark.language import Context, read_day_span, read_past_span
from tasklark.store.port import Ref, TaskStore

_LEAD = re.compile(r"^(?:the|my|our|an?|that|this|el|la|los|las|mi|un|una)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:ones?|things?|tasks?|items?|todos?|tareas?)$", re.IGNORECASE)
_DIGITS = 15
"""Digits of the largest number that a database and a browser keep exactly."""
_HAS: dict[str, Has] = {name: name for name in get_args(Has)}


async def read_filter(store: TaskStore, who: Principal, words: FilterWords, ctx: Context) -> Filter:
    """The filter that the words ask for.

    Raises:
        Refusal: If a part of it is not understood; of kind `unknown` for an unknown parent.
    """
    found = Filter(
        text=bare(words.text),
        due=read_day_span(words.when, ctx).value if words.when.strip() else None,
        priorities=tuple(_priority(name) for name in words.priority),
        # What is open was not done at any time: who asks when, asks for what is done.
        status="done" if words.done.strip() and words.status == "open" else words.status,
        done=_past(words.done, ctx),
        added=_past(words.added, ctx),
        has=tuple(_has(name) for name in words.has),
    )
    return await _inside(store, who, _tagged(found, words.tags), words.inside.strip())


def bare(text: str) -> str:
    """A title as people point at it, without what is not of it: “the milk one” → “milk”.

    Text in quotes is meant word for word.
    """
    said = " ".join(text.split())
    if any(mark in said for mark in "\"“”'"):
        return said
    kept = _TAIL.sub("", _LEAD.sub("", said))
    return kept or said


def _tagged(found: Filter, tags: Sequence[str]) -> Filter:
    names = [tag.strip().removeprefix("#") for tag in tags if tag.strip()]
    without = tuple(name[1:].removeprefix("#") for name in names if name.startswith("-"))
    wanted = tuple(n for n in names if not n.startswith("-") and n.casefold() != "none")
    untagged = any(name.casefold() == "none" for name in names)
    return replace(found, tags=wanted, without_tags=without, untagged=untagged)


async def _inside(store: TaskStore, who: Principal, found: Filter, place: str) -> Filter:
    if not place:
        return found
    if place.casefold() == "none":
        return replace(found, no_project=True)
    number = place.removeprefix("#")
    if number.isdecimal() and len(number) > _DIGITS:
        raise Refusal(f"There is no task #{number[:40]}.", "Search for it.", kind="unknown")
    if number.isdecimal():
        (parent,) = (await store.tasks(who, refs=[Ref(int(number))])).tasks
        return replace(found, parent=parent.id)
    return replace(found, project=await known_project(store, who, place.removeprefix("@")))


async def known_project(store: TaskStore, who: Principal, name: str) -> str:
    """The project's name as it is written already, whatever its capitals; else as given."""
    names = [known for known, _ in await store.projects(who)]
    if name in names:
        return name
    return next((known for known in names if known.casefold() == name.casefold()), name)


def _past(words: str, ctx: Context) -> Span | None:
    return read_past_span(words, ctx).value if words.strip() else None


def _priority(name: str) -> Priority:
    known = next((priority for priority in PRIORITIES if priority == name), None)
    if known is None:
        raise Refusal(f"“{name}” is not a priority.", f"Use {', '.join(PRIORITIES)}.")
    return known


def _has(name: str) -> Has:
    if name not in _HAS:
        raise Refusal(f"A filter cannot ask for “{name}”.", f"Use {', '.join(_HAS)}.")
    return _HAS[name]
