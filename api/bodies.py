"""What requests may carry. Only the form is checked here; what it means is decided further in."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StrictBool

from api.terms import MUST
from tasklark.domain.query import StatusFilter, View
from tasklark.domain.task import Priority

MAX_ID = 2**53 - 1
"""The largest whole number that JavaScript keeps exactly."""
PAGE_LIMIT = 500
_MOST_ROWS = 1_000
_A_YEAR = 525_600
"""Minutes."""


def _writable(text: str) -> str:
    """Half of a surrogate pair is no text: it can be neither kept nor sent."""
    text.encode()
    return text


Text = Annotated[str, AfterValidator(_writable)]
Name = Annotated[Text, Field(min_length=1, max_length=100)]
Words = Annotated[Text, Field(min_length=1, max_length=2_000)]
Id = Annotated[int, Field(strict=True, ge=1, le=MAX_ID)]
Plain = Annotated[list[tuple[int, int]], Field(max_length=_MOST_ROWS)]


def must(name: str, **more: Any) -> Any:
    """A field with the words that say what it must be."""
    return Field(description=MUST[name], **more)


class Body(BaseModel):
    """A JSON object whose fields are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def given(self, name: str) -> bool:
        """Whether the request has that field, be it null."""
        return name in self.model_fields_set


class InWords(Body):
    """A value said in words."""

    words: Words


class DueValue(Body):
    """A due as the task JSON has it; instants are the server's to compute."""

    date: Text
    time: Text | None = None
    zone: Text | None = None
    at: Any = None
    late_at: Any = None


class RepeatValue(Body):
    """A repeat as the task JSON has it, or a part of it; `words` alone are read."""

    words: Text | None = None
    rule: Text | None = None
    start: Text | None = None
    anchor: Literal["schedule", "completion"] | None = None
    month_end: Literal["skip", "backward"] | None = None
    holidays: Literal["none", "skip", "before", "after"] | None = None
    pile_up: Literal["collapse", "keep"] | None = None
    pause_until: Text | None = None
    missed: Any = None
    next: Any = None


class ReminderValue(Body):
    """A reminder as the task JSON has it; its words are read."""

    words: Words
    id: Any = None
    fire_at: Any = None
    state: Any = None


class FieldsBody(Body):
    """Fields of a task. `parent` is a number, as people say it."""

    title: Text | None = must("title", default=None)
    notes: Text | None = must("notes", default=None)
    priority: Priority | None = must("priority", default=None)
    tags: list[Text] | None = must("tags", default=None)
    project: Text | None = must("project", default=None)
    parent: Id | None = must("parent", default=None)
    due: DueValue | InWords | None = must("due", default=None)
    repeat: RepeatValue | None = must("repeat", default=None)
    reminders: list[ReminderValue | Words] | InWords | None = must("reminders", default=None)


class NewBody(FieldsBody):
    """Tasks to add: `text` that is read like quick add, a line a task, or the fields of one."""

    text: Text | None = must("text", default=None)
    said_at: AwareDatetime | None = must("said_at", default=None)
    zone: Text | None = must("zone", default=None)
    context: Text = must("context", default="", max_length=200)
    plain: Plain = must("plain", default=[])


class ChangeBody(FieldsBody):
    """Fields to change; `base` holds the old values that were seen."""

    add_tags: list[Text] = must("add_tags", default=[])
    remove_tags: list[Text] = must("remove_tags", default=[])
    rank: float | None = must("rank", default=None, strict=True, allow_inf_nan=False)
    today: StrictBool = must("today", default=False)
    base: dict[Text, Any] = must("base", default={})
    scope: Literal["this", "later"] = must("scope", default="this")


class CompleteBody(Body):
    """Which occurrence is done, and whether the missed ones are too."""

    occurrence: Text | None = must("occurrence", default=None)
    missed: StrictBool = must("missed", default=False)
    at: Text = must("at", default="", max_length=200)


class SkipBody(Body):
    """Whether to skip everything that was missed, or which coming occurrence to leave out."""

    missed: StrictBool = must("missed", default=False)
    occurrence: Text | None = must("occurrence", default=None, max_length=16)


class SnoozeBody(Body):
    """When to ring again."""

    when: Words = must("when")


class MoveBody(Body):
    """A place in the order by hand."""

    rank: float = must("rank", strict=True, allow_inf_nan=False)


class Nothing(Body):
    """An action that needs nothing said."""


NOTHING = Nothing()


class BulkBody(Body):
    """The same for many tasks."""

    ids: list[Id] = must("ids", min_length=1, max_length=_MOST_ROWS)
    do: Literal["complete", "reopen", "delete", "restore", "update"] = must("do")
    fields: ChangeBody | None = must("fields", default=None)


class ProjectBody(Body):
    """A project to put on the list."""

    name: Name = must("name")


class NameBody(Body):
    """Another name for a tag; one that is there already takes its tasks over."""

    name: Name = must("name")


class PlaceBody(Body):
    """Another name for a project, or its place in the list (0 is the first)."""

    name: Name | None = must("name", default=None)
    rank: int | None = must("rank", default=None, strict=True, ge=0, le=MAX_ID)


class ReceiptBody(Body):
    """What became of a ring."""

    reminder: Id = must("reminder")
    revision: int = must("revision", strict=True, ge=0, le=MAX_ID)
    state: Literal["delivered", "seen", "acted"] = must("state")
    channel: Literal["page", "browser"] = must("channel")


class PushKeys(Body):
    """A subscription's keys, base64url."""

    p256dh: Annotated[Text, Field(max_length=200)]
    auth: Annotated[Text, Field(max_length=100)]


class PushBody(Body):
    """A browser's subscription, as `PushSubscription.toJSON()` gives it."""

    endpoint: Text = must("endpoint", min_length=1, max_length=2_000)
    keys: PushKeys = must("keys")
    expirationTime: Any = None  # noqa: N815 - the browser's name for it
    device: Text = must("device", default="", max_length=200)


class ModelBody(Body):
    """Which model is to answer."""

    model: Text | None = must("model", default=None, max_length=200)
    url: Text | None = must("url", default=None, max_length=2_000)
    key: Text | None = must("key", default=None, max_length=2_000)


class AwayValue(Body):
    """Another zone up to a day."""

    zone: Text
    until: Text


class PinnedValue(Body):
    """A search under a name."""

    name: Name
    q: Annotated[Text, Field(min_length=1, max_length=500)]


class PersonBody(Body):
    """Settings to change, or `words` that say them."""

    words: list[Words] | None = must("words", default=None)
    zone: Text = must("zone", default="")
    zone_source: Literal["default", "browser", "person"] = must("zone_source", default="person")
    away: AwayValue | None = must("away", default=None)
    week_start: int = must("week_start", default=0, strict=True, ge=0, le=6)
    day_start: Text = must("day_start", default="")
    locale: Text = must("locale", default="", max_length=20)
    clock24: StrictBool = must("clock24", default=True)
    theme: Literal["system", "light", "dark"] = must("theme", default="system")
    shortcuts: StrictBool = must("shortcuts", default=True)
    quiet: tuple[Text, Text] | None = must("quiet", default=None)
    named_times: dict[Name, Text] = must("named_times", default={}, max_length=100)
    holidays: Text = must("holidays", default="", max_length=20)
    default_reminder: int | None = must(
        "default_reminder", default=None, strict=True, ge=0, le=_A_YEAR
    )
    plain_words: list[Name] = must("plain_words", default=[], max_length=500)
    readings: dict[Name, Name] = must("readings", default={}, max_length=500)
    pinned: list[PinnedValue] = must("pinned", default=[], max_length=50)


class TasksQuery(BaseModel):
    """Which tasks to list, in which order."""

    model_config = ConfigDict(extra="forbid")

    view: View | None = must("view", default=None)
    q: str = must("q", default="", max_length=500)
    tag: list[str] = must("tag", default=[], max_length=50)
    project: str = must("project", default="", max_length=100)
    priority: list[Priority] = must("priority", default=[], max_length=4)
    status: StatusFilter | None = must("status", default=None)
    low: str = must("from", default="", alias="from")
    high: str = must("to", default="", alias="to")
    sort: str = must("sort", default="", max_length=200)
    next: str | None = must("next", default=None, max_length=2_000)
    limit: int = must("limit", default=50, ge=1, le=PAGE_LIMIT)
    number: int | None = must("number", default=None, ge=1, le=MAX_ID)
