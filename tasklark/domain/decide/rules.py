"""Limits and conditions that several decisions share; each refuses in a sentence."""

from collections.abc import Iterable, Sequence

from tasklark.domain.clock import due_at
from tasklark.domain.decide.draft import Draft
from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Remind, RingAt
from tasklark.domain.series import keys
from tasklark.domain.task import (
    NAME_LIMIT,
    NOTES_LIMIT,
    TAGS_LIMIT,
    TITLE_LIMIT,
    Repeat,
    Task,
)

REMINDERS_LIMIT = 20


def check_task(title: str, notes: str, tags: Sequence[str], project: str | None) -> None:
    """Refuse what is empty or too large, by name."""
    check_title(title)
    if len(notes) > NOTES_LIMIT:
        raise _too_long("The notes have", len(notes), NOTES_LIMIT)
    check_tags(tags)
    if project is not None:
        check_name(project, "project")


def check_title(title: str) -> None:
    """Refuse an empty or too long title."""
    if not title.strip():
        raise Refusal("A task needs a title.", "Say what to do, such as “buy milk tomorrow”.")
    if len(title) > TITLE_LIMIT:
        raise _too_long("The title has", len(title), TITLE_LIMIT)


def check_tags(tags: Sequence[str]) -> None:
    """Refuse too many tags, or one that is no name."""
    if len(tags) > TAGS_LIMIT:
        raise Refusal(
            f"{len(tags)} tags are too many.", f"A task has at most {TAGS_LIMIT}.", kind="too_large"
        )
    for tag in tags:
        check_name(tag, "tag")


def check_name(name: str, what: str) -> None:
    """Refuse an empty or too long name of a tag or project."""
    if not name.strip():
        raise Refusal(f"A {what} needs a name.", f"Give the {what} a word.")
    if len(name) > NAME_LIMIT:
        raise _too_long(f"The {what}'s name has", len(name), NAME_LIMIT)


def _too_long(what: str, length: int, limit: int) -> Refusal:
    return Refusal(
        f"{what} {length:,} characters.", f"At most {limit:,} are kept.", kind="too_large"
    )


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names once each, in order, without spaces around."""
    return tuple(dict.fromkeys(name.strip() for name in names))


def check_repeat(repeat: Repeat) -> None:
    """Refuse a rule that never comes to a date."""
    if next(keys(repeat, None), None) is None:
        raise Refusal(
            "That repeat never comes to a date.", "Change the rule, or leave its end out."
        )


def must_be_ahead(remind: Remind, draft: Draft) -> None:
    """Refuse a moment of its own that has passed."""
    if not isinstance(remind.trigger, RingAt):
        return
    at = due_at(remind.trigger.moment, draft.person)
    if at is not None and at <= draft.world.now:
        raise Refusal(
            "That reminder's time has passed.", "Give one ahead: “in 10 minutes”, “tomorrow at 9”."
        )


def parent_of(draft: Draft, number: int | None) -> Task | None:
    """The task of that number, if new ones may hang under it."""
    if number is None:
        return None
    rows = [task for task in draft.every() if task.number == number and task.status != "deleted"]
    if not rows:
        raise Refusal(f"There is no #{number}.", "Search for its number.", kind="unknown")
    parent = next((task for task in rows if task.status == "open"), rows[-1])
    if parent.parent is not None:
        raise Refusal(f"#{number} is a subtask itself.", "Subtasks are one level deep.")
    return parent


def not_deleted(task: Task) -> None:
    """Refuse a task in the bin."""
    if task.status == "deleted":
        raise Refusal(
            f"#{task.number} is in the bin.", "Bring it back first (undo or restore).",
            kind="conflict",
        )  # fmt: skip
