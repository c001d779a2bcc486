"""Sort orders and the cursors that go on where a page ended. Knows no database."""

import base64
import binascii
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from tasklark.domain.errors import Refusal
from tasklark.domain.query import Sort

Part = tuple[str, bool]
"""An SQL expression that is never NULL, and whether it falls."""
RELEVANCE = "relevance"
IFNULL = "ifnull({0}, {1})"
"""How a value that may be lacking is said: the column, and what stands for nothing."""
_FIRST = "-9223372036854775808"
_LAST = "9223372036854775807"
_TITLE = "task.folded"
_EXPRESSIONS = {
    "due": ("task.late_at", True),
    "completed": ("task.completed_at", True),
    "priority": ("task.priority", False),
    "created": ("task.created_at", False),
    "title": (_TITLE, False),
    "rank": ("task.rank", False),
}
_BY_DUE = Sort("due")
OLD = 2
"""The score of matches that are not ranked any more."""


@dataclass(frozen=True, slots=True)
class Order:
    """How rows are ordered: parts in turn, the last of them the id.

    `named` is what was asked for, whatever the parts are on the day: a cursor holds for it.
    """

    parts: tuple[Part, ...]
    named: str

    @property
    def sql(self) -> str:
        """The ORDER BY."""
        return _ordering(self.parts)

    @property
    def columns(self) -> str:
        """The values that a cursor keeps."""
        return ", ".join(name for name, _ in self.parts)

    def after(self, values: Sequence[object]) -> tuple[str, list[object]]:
        """The condition for rows that come after `values`."""
        names, falling = zip(*self.parts, strict=True)
        if len(set(falling)) == 1:
            # An index on these very columns begins at the right place.
            marks = ", ".join("?" * len(values))
            return f"({', '.join(names)}) {_sign(falling[0])} ({marks})", list(values)
        return _beyond(self.parts, values)

    def stretches(self, values: Sequence[object]) -> Iterator[tuple[str, list[object], str]]:
        """The same in two pieces that follow each other, each with the ORDER BY that it needs.

        First rows that are alike in the first part, then those beyond it: an index finds each.
        """
        (name, falls), *rest = self.parts
        if rest:
            condition, parameters = _beyond(rest, values[1:])
            # SQLite would sort by what is alike, too, if it was named.
            yield f"{name} = ? AND {condition}", [values[0], *parameters], _ordering(rest)
        yield f"{name} {_sign(falls)} ?", [values[0]], self.sql

    def cursor(self, values: Sequence[object]) -> str:
        """Where a page ended, as opaque text."""
        packed = orjson.dumps([self._mark(), *values])
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")

    def read(self, cursor: str) -> list[object]:
        """The values of a cursor of this very order.

        Raises:
            Refusal: If it is none.
        """
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            mark, *values = orjson.loads(base64.b64decode(padded, b"-_", validate=True))
        except (binascii.Error, ValueError, TypeError):
            raise _unknown() from None
        if mark != self._mark() or len(values) != len(self.parts):
            raise _unknown()
        if not all(_fits(name, value) for (name, _), value in zip(self.parts, values, strict=True)):
            raise _unknown()
        return list(values)

    def _mark(self) -> int:
        return zlib.crc32(self.named.encode())


def _ordering(parts: Sequence[Part]) -> str:
    return ", ".join(f"{name} {'DESC' if falls else 'ASC'}" for name, falls in parts)


def _beyond(parts: Sequence[Part], values: Sequence[object]) -> tuple[str, list[object]]:
    condition, parameters = "", list[object]()
    for (name, falls), value in reversed(list(zip(parts, values, strict=True))):
        sign = _sign(falls)
        if not condition:
            condition, parameters = f"{name} {sign} ?", [value]
            continue
        # The bound in front lets an index on the first part begin at the right place.
        condition = f"{name} {sign}= ? AND ({name} {sign} ? OR {condition})"
        parameters = [value, value, *parameters]
    return f"({condition})", parameters


def _sign(falls: bool) -> str:
    return "<" if falls else ">"


def _fits(name: str, value: object) -> bool:
    """Whether a value can stand in that place: a database would stumble over another kind."""
    if name == _TITLE:
        return isinstance(value, str)
    if isinstance(value, int):
        return not isinstance(value, bool) and int(_FIRST) <= value <= int(_LAST)
    return isinstance(value, float)


BY_LIKENESS = Order((("score", False), ("task.id", True)), RELEVANCE)
"""The order of a search that asks for nothing else."""


def _unknown() -> Refusal:
    return Refusal("That place in the list is not known.", "Ask for the list from its start.")


def order_of(
    sorts: Sequence[Sort], relevance: tuple[Part, ...] = (), lacking: str = IFNULL
) -> Order:
    """The order of sort keys, each key once; tasks without the value come last both ways."""
    if sorts and sorts[-1] == _BY_DUE:
        # A day has many tasks: the pressing ones first, as in the usual order and in its index.
        sorts = (*sorts, Sort("priority"))
    parts: dict[str, Part] = {}
    for sort in sorts:
        for part in relevance if sort.key == RELEVANCE else (_part(sort, lacking),):
            parts.setdefault(part[0], part)
    # An order that falls throughout can read an index backwards; what is newest is likeliest meant.
    falls = bool(sorts) and all(sort.descending or sort.key == RELEVANCE for sort in sorts)
    named = " ".join(f"{sort.key}{'-' if sort.descending else ''}" for sort in sorts)
    return Order((*parts.values(), ("task.id", falls)), named)


def _part(sort: Sort, lacking: str) -> Part:
    expression, may_lack = _EXPRESSIONS[sort.key]
    if may_lack:
        expression = lacking.format(expression, _FIRST if sort.descending else _LAST)
    return expression, sort.descending
