"""What can go wrong, in words fit to show: one line what, one line how."""

from typing import Literal

RefusalKind = Literal["invalid", "unknown", "conflict", "ambiguous", "too_large", "forbidden"]


class TasklarkError(Exception):
    """Any failure that a person may read. `what` says what happened, `hint` what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what} {hint}".strip())
        self.what = what
        self.hint = hint


class Refusal(TasklarkError):
    """A request that is understood and not carried out; nothing was changed.

    `kind` decides how a door answers (HTTP status, tool error); `numbers` names the candidates
    among which the caller may choose; `conflicts` holds `{field: (theirs, yours)}`.
    """

    def __init__(
        self,
        what: str,
        hint: str = "",
        *,
        kind: RefusalKind = "invalid",
        numbers: tuple[int, ...] = (),
        conflicts: dict[str, tuple[object, object]] | None = None,
    ) -> None:
        super().__init__(what, hint)
        self.kind = kind
        self.numbers = numbers
        self.conflicts = conflicts or {}


class StaleState(TasklarkError):
    """A state document was written by somebody else since its etag was read."""


class StoreError(TasklarkError):
    """The database cannot be used: not writable, newer than this program, full."""
