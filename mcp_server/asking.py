"""From a tool's arguments to what commands and queries take."""

from collections.abc import Sequence

from mcp_server import arguments as given
from mcp_server.naming import named, number
from mcp_server.tools import Desk
from tasklark.asks import Draft, Edits, FilterWords, RepeatWords, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import KEEP
from tasklark.domain.query import StatusFilter

_NONE = "none"


async def drafts(desk: Desk, tasks: Sequence[given.NewTask]) -> list[Draft]:
    """The tasks to add."""
    return [
        Draft(
            task.title,
            when=task.when or None,
            repeat=task.repeat or None,
            remind=task.remind or None,
            priority=task.priority,
            tags=[tag.lstrip("#") for tag in task.tags],
            project=task.project.lstrip("@") or None,
            notes=task.notes,
            parent=await number(desk, task.parent) if task.parent else None,
            subtasks=task.subtasks,
        )
        for task in tasks
    ]


async def target(desk: Desk, chosen: given.Chosen, status: StatusFilter = "open") -> Target:
    """Which tasks a call is about; titles are those of tasks of that status.

    Raises:
        Refusal: If it names none, or names them in two ways.
    """
    if chosen.ids and chosen.filter is not None:
        raise Refusal("Both ids and a filter were given; nothing was changed.", "Give one of them.")
    if not chosen.ids and chosen.filter is None:
        raise Refusal(
            "No tasks were named; nothing was changed.",
            'Give ids such as ["131"], or a filter such as {"text": "rent"}.',
        )
    words = None if chosen.filter is None else filter_words(chosen.filter)
    return Target(ids=await named(desk, chosen.ids, status), filter=words, expect=chosen.expect)


def filter_words(filter: given.Filter | None) -> FilterWords:
    """A filter in words."""
    if filter is None:
        return FilterWords()
    return FilterWords(
        text=filter.text,
        when=filter.when,
        tags=[tag.removeprefix("#") for tag in filter.tags],
        inside=filter.inside,
        priority=filter.priority,
        status=filter.status,
        done=filter.done,
        added=filter.added,
        has=filter.has,
    )


async def edits(desk: Desk, asked: given.UpdateTasks) -> Edits:
    """The fields to change; what is absent stays.

    Raises:
        Refusal: If nothing is to be changed.
    """
    changed = asked.model_fields_set - {"ids", "filter", "expect", "dry_run", "request_id"}
    if not changed:
        raise Refusal(
            "There is nothing to change in this call.",
            "Say what should be different, such as when, priority or title.",
        )
    appended = asked.notes[1:].lstrip() if asked.notes.startswith("+") else ""
    return Edits(
        title=asked.title or KEEP,
        notes=KEEP if appended or not asked.notes else _cleared(asked.notes),
        append_notes=appended,
        priority=asked.priority or KEEP,
        add_tags=[tag.lstrip("#") for tag in asked.add_tags],
        remove_tags=[tag.lstrip("#") for tag in asked.remove_tags],
        project=(_cleared(asked.project.lstrip("@")) or None) if asked.project else KEEP,
        parent=await _parent(desk, asked.parent) if asked.parent else KEEP,
        when=asked.when or KEEP,
        remind=asked.remind or KEEP,
    )


async def _parent(desk: Desk, name: str) -> int | None:
    return await number(desk, name) if _cleared(name) else None


def _cleared(text: str) -> str:
    """`none` as the empty text."""
    return "" if text.strip().lower() == _NONE else text


def repeat_words(asked: given.SetRecurrence) -> RepeatWords:
    """A change of a repeat.

    Raises:
        Refusal: If nothing is to be changed.
    """
    if not asked.model_fields_set - {"ids", "preview", "request_id"}:
        raise Refusal(
            "There is nothing to change in this call.",
            "Give repeat, from, skip, pause_until or ends.",
        )
    return RepeatWords(
        repeat=asked.repeat or KEEP,
        from_day=asked.from_day,
        skip=asked.skip,
        pause_until=asked.pause_until or KEEP,
        ends=asked.ends or KEEP,
    )
