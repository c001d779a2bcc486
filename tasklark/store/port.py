"""The store's port: what every adapter promises, in words and types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tasklark.domain.changes import Applied, Change, ChangeSet, World
from tasklark.domain.events import RefusedCall
from tasklark.domain.identity import Principal
from tasklark.domain.person import Person
from tasklark.domain.query import CountBy, Filter, Page, Sort
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.domain.trail import Entry, Fact
from tasklark.tracing import traceparent

Decide = Callable[[World], ChangeSet]
"""Pure: from what was loaded to what changes. Raises Refusal."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A task as people name it: its number, and one occurrence (`2026-11-20`) if named."""

    number: int
    occurrence: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Which rows a decision needs. Targets come from `ids`, `refs`, `filter` or `reminder`.

    Beside the targets their reminders are always loaded; `relatives` adds their subtasks,
    parents and, for repeating ones, the other rows of the series that are open or the newest
    finished and those not older than the target. `codes` (or `last_of` a client: its last change
    that is not an undo and not undone) load changes with the rows they touched, and the changes
    that have one of them as `cause`. `titles` fill `World.similar`
    (folded title → number of an open task). `parents` are numbers of tasks to hang new ones under.
    A `Ref` without an occurrence means the open row of that number, else the newest.
    """

    ids: tuple[int, ...] = ()
    refs: tuple[Ref, ...] = ()
    filter: Filter | None = None
    limit: int = 1000
    reminder: int | None = None
    relatives: bool = False
    codes: tuple[str, ...] = ()
    last_of: str | None = None
    titles: tuple[str, ...] = ()
    parents: tuple[int, ...] = ()
    all_open: bool = False
    """Every open task with a due or a reminder (instants are computed again)."""


@dataclass(frozen=True, slots=True)
class Request:
    """The caller's frame of one write.

    `id` with `fingerprint` (the arguments as sent) makes a retry answer from the first result.
    `reason` is kept in history. `dry_run` decides without applying. `trace` is a traceparent that
    its events carry: that of the moment, or empty.
    """

    id: str | None = None
    fingerprint: str = ""
    reason: str = ""
    dry_run: bool = False
    trace: str = field(default_factory=traceparent.get)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder whose time has come, with what a decision about it needs to name."""

    person: int
    reminder: int
    revision: int
    fire_at: datetime


class Trail(Protocol):
    """The audit trail: one chain of entries for each person, which is only appended to."""

    async def append(self, person: int, fact: Fact) -> bool:
        """Put a fact at the end; False when its event is there already."""
        ...

    async def entries(self, person: int, after: int = 0, limit: int = 500) -> Sequence[Entry]:
        """The entries behind number `after`, in their order."""
        ...

    async def people(self) -> Sequence[int]:
        """Everybody who has a trail."""
        ...

    async def blank(self, person: int) -> int:
        """Take away what a person's entries say; that they happened stays. Returns how many."""
        ...


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What is known of an access token; its text is not."""

    id: str
    name: str
    scopes: frozenset[str]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class Access(Protocol):
    """Access tokens; of their texts only digests are kept."""

    async def add(self, person: int, token: AccessToken, digest: str) -> None: ...

    async def tokens(self, person: int) -> Sequence[AccessToken]:
        """A person's tokens, the newest first."""
        ...

    async def token(self, person: int, id: str) -> tuple[AccessToken, str] | None:
        """A token with its digest."""
        ...

    async def used(self, person: int, id: str, at: datetime) -> None:
        """Note that a token was used."""
        ...

    async def revoke(self, person: int, id: str, at: datetime) -> bool:
        """End a token; False if there is none of that id that was not ended."""
        ...


class TaskStore(Protocol):
    """A person's tasks. One person's writes have one order; `seq` rises by one per changed row."""

    @property
    def trail(self) -> Trail: ...

    @property
    def access(self) -> Access: ...

    async def change(
        self, who: Principal, need: Need, decide: Decide, request: Request = Request()
    ) -> Applied:
        """Load what is needed, decide, apply in one transaction; durable when it returns.

        Raises:
            Refusal: From `decide`; of kind `unknown` when a ref, id or code is not there; of kind
                `conflict` when a request id comes with another fingerprint.
            StoreError: If the database cannot be written.
        """
        ...

    async def refuse(self, who: Principal, refused: RefusedCall) -> None:
        """Put the event of a refused call into the outbox; durable when it returns.

        Raises:
            StoreError: If the database cannot be written.
        """
        ...

    async def person(self, who: Principal) -> Person: ...

    async def find(
        self,
        who: Principal,
        filter: Filter,
        sort: Sequence[Sort] = (),
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page:
        """A page of matches, ties broken by id. Raises Refusal for an unknown cursor."""
        ...

    async def tasks(
        self, who: Principal, ids: Sequence[int] = (), refs: Sequence[Ref] = ()
    ) -> Page:
        """Named tasks in the order asked for. Raises Refusal of kind `unknown`."""
        ...

    async def changed_since(self, who: Principal, seq: int, limit: int) -> Page:
        """Rows (tombstones included) with a higher seq, in order of seq: the catch-up."""
        ...

    async def count_by(
        self, who: Principal, filter: Filter, by: CountBy
    ) -> Sequence[tuple[str, int]]: ...

    async def history(
        self,
        who: Principal,
        ids: Sequence[int] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
        before: int | None = None,
    ) -> tuple[Sequence[Change], dict[int, Task]]:
        """Changes newest first (`before` a change number), with the tasks they touched."""
        ...

    async def projects(self, who: Principal) -> Sequence[tuple[str, int]]:
        """Names with their open tasks: the list and every name in use."""
        ...

    async def tags(self, who: Principal) -> Sequence[tuple[str, int]]:
        """Tags of open tasks with their counts."""
        ...

    async def rung(self, who: Principal) -> Sequence[tuple[Task, Reminder]]:
        """Reminders of open tasks that rang and were not acted on, latest first."""
        ...

    async def reminders_due(self, now: datetime, limit: int = 500) -> Sequence[DueReminder]:
        """Scheduled reminders with `fire_at` ≤ now, of all people."""
        ...

    async def next_fire_at(self) -> datetime | None:
        """When the next scheduled reminder rings."""
        ...

    async def close(self) -> None:
        """Finish what is under way and release the file."""
        ...
