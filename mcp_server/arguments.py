"""The arguments of the tools, declared once: their types, their limits, what they mean."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tasklark.domain.task import NAME_LIMIT, NOTES_LIMIT, TAGS_LIMIT, TITLE_LIMIT

WORDS_LIMIT = 200
"""Characters of a date, a repeat or a reminder in words; an RRULE fits."""
ITEMS = 50
"""Tasks or ids of one call; more are reached by a filter or a set."""
_ABSENT: tuple[object, ...] = (None, "", [], {})

PriorityName = Literal["high", "medium", "low", "none"]
Event = Literal["created", "updated", "completed", "reopened", "deleted", "restored"]


def _as_text(value: object) -> object:
    """A number where text is expected: clients send `131` as often as `"131"`."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_list(value: object) -> object:
    """One value where a list is expected, or a list that was sent as text."""
    if isinstance(value, Mapping) or (isinstance(value, int) and not isinstance(value, bool)):
        return [value]
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except ValueError:
            return [value]
    return [value]


Words = Annotated[str, Field(max_length=WORDS_LIMIT)]
Name = Annotated[str, Field(max_length=NAME_LIMIT)]
Id = Annotated[str, BeforeValidator(_as_text), Field(max_length=40)]
Tags = Annotated[list[Name], BeforeValidator(_as_list), Field(max_length=TAGS_LIMIT)]
Many = Annotated[list[Words], BeforeValidator(_as_list), Field(max_length=20)]
Ids = Annotated[list[Id], BeforeValidator(_as_list), Field(max_length=ITEMS)]
RequestId = Annotated[str, Field(max_length=100)]
Expect = Annotated[int, Field(ge=0, le=1000)]


class Arguments(BaseModel):
    """A record of arguments: unknown names are refused, empty values count as absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        known = {name for key, field in cls.model_fields.items() for name in (key, field.alias)}
        return {
            name: value for name, value in given.items() if name not in known or not _absent(value)
        }


def _absent(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return any(value == absent and type(value) is type(absent) for absent in _ABSENT)


class Filter(Arguments):
    """Conditions that must all hold."""

    text: Words = ""
    when: Words = ""
    tags: Tags = []
    inside: Annotated[Name, BeforeValidator(_as_text), Field(alias="in")] = ""
    priority: Annotated[list[PriorityName], BeforeValidator(_as_list), Field(max_length=4)] = []
    status: Literal["open", "done", "deleted", "any"] = "open"
    done: Words = ""
    added: Words = ""
    has: Annotated[
        list[Literal["repeat", "reminder", "notes", "subtasks"]],
        BeforeValidator(_as_list),
        Field(max_length=4),
    ] = []


class SearchFilter(Filter):
    """The same, with what each condition takes."""

    when: Annotated[
        Words, Field(description="overdue, today (with overdue), this week, no date, A..B")
    ] = ""
    tags: Annotated[Tags, Field(description='"-x" excludes')] = []
    inside: Annotated[
        Name, BeforeValidator(_as_text), Field(alias="in", description='project, "#131", "none"')
    ] = ""


class NewTask(Arguments):
    """A task to add."""

    title: Annotated[str, Field(max_length=TITLE_LIMIT)]
    when: Annotated[Words, Field(description='"next Fri 9am"')] = ""
    repeat: Annotated[Words, Field(description='"every 2 weeks", RRULE')] = ""
    remind: Annotated[Many, Field(description='"30 min before"')] = []
    priority: PriorityName = "none"
    tags: Tags = []
    project: Name = ""
    notes: Annotated[str, Field(max_length=NOTES_LIMIT)] = ""
    parent: Id = ""
    subtasks: Annotated[
        list[Annotated[str, Field(max_length=TITLE_LIMIT)]],
        BeforeValidator(_as_list),
        Field(max_length=ITEMS),
    ] = []


class AddTasks(Arguments):
    """`add_tasks`."""

    tasks: Annotated[
        list[NewTask], BeforeValidator(_as_list), Field(min_length=1, max_length=ITEMS)
    ]
    skip_existing: bool = False
    request_id: RequestId = ""


class SearchTasks(Arguments):
    """`search_tasks`."""

    filter: SearchFilter | None = None
    ids: Ids = []
    sort: Annotated[Words, Field(description='"priority, due", created, relevance')] = ""
    count_by: Literal["project", "tag", "priority", "day"] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25
    cursor: Annotated[str, Field(max_length=500)] = ""
    detail: Literal["line", "full"] = "line"


class GetAgenda(Arguments):
    """`get_agenda`."""

    day: Words = "today"
    days: Annotated[int, Field(ge=1, le=31)] = 1


class Chosen(Arguments):
    """The arguments that say which tasks, and guard the choice."""

    ids: Ids = []
    filter: Filter | None = None
    expect: Expect | None = None


class UpdateTasks(Chosen):
    """`update_tasks`."""

    ids: Annotated[Ids, Field(description='"131", "set:k3f"')] = []
    title: Annotated[str, Field(max_length=TITLE_LIMIT)] = ""
    when: Annotated[Words, Field(description='"Fri", "10:30", "+1 day", "none"')] = ""
    priority: PriorityName | None = None
    add_tags: Tags = []
    remove_tags: Tags = []
    project: Name = ""
    parent: Id = ""
    notes: Annotated[str, Field(max_length=NOTES_LIMIT, description='"+ text" appends')] = ""
    remind: Annotated[Many, Field(description="replaces all")] = []
    dry_run: bool = False
    request_id: RequestId = ""


class CompleteTasks(Chosen):
    """`complete_tasks`."""

    ids: Annotated[Ids, Field(description='"131/2026-11-20": one occurrence')] = []
    done: Annotated[bool, Field(description="false reopens")] = True
    at: Annotated[Words, Field(description="when, if not now")] = ""
    dry_run: bool = False
    request_id: RequestId = ""


class DeleteTasks(Chosen):
    """`delete_tasks`."""

    dry_run: bool = False
    request_id: RequestId = ""


class SetRecurrence(Arguments):
    """`set_recurrence`."""

    ids: Annotated[Ids, Field(min_length=1, description="number or title")]
    repeat: Annotated[Words, Field(description='words or RRULE; "none" stops')] = ""
    from_day: Annotated[Words, Field(alias="from")] = ""
    skip: Annotated[Many, Field(description='dates, "this one", "missed", "holidays"')] = []
    pause_until: Annotated[Words, Field(description='"none" resumes')] = ""
    ends: Annotated[Words, Field(description='date, "after 10 times", "never"')] = ""
    preview: bool = False
    request_id: RequestId = ""


class SetReminder(Arguments):
    """`set_reminder`."""

    when: Annotated[
        Words,
        Field(description='"30 min before", "every 10m until done"; remove: "all"'),
    ]
    ids: Annotated[Ids, Field(description="number or title")] = []
    action: Annotated[
        Literal["add", "replace", "remove", "snooze"],
        Field(description="snooze without ids: the one that just rang"),
    ] = "add"
    request_id: RequestId = ""


class Undo(Arguments):
    """`undo`."""

    codes: Annotated[
        list[Annotated[str, Field(max_length=20)]],
        BeforeValidator(_as_list),
        Field(max_length=ITEMS),
    ] = []
    request_id: RequestId = ""


class GetHistory(Arguments):
    """`get_history`."""

    ids: Ids = []
    since: Words = ""
    until: Words = ""
    event: Event | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class Preferences(Arguments):
    """`preferences`."""

    set: Annotated[
        Many,
        Field(description='"I\'m in New York until Sunday", "quiet 22 to 7"'),
    ] = []
    request_id: RequestId = ""
