"""Domain values as JSON and back, so that a before-image returns as exactly the same value."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

import orjson

from tasklark.domain.person import Away
from tasklark.domain.reminder import Remind, Reminder, RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Due, Repeat

Value = TypeVar("Value")

_RECORDS: Mapping[str, Any] = {
    kind.__name__: kind
    for kind in (Due, Repeat, Away, RingAt, RingBefore, RingDayBefore, Remind, Reminder)
}
_PLAIN = (str, int, float, bool, type(None))
_READERS: Mapping[str, Callable[[str], object]] = {
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def dump(value: object) -> str:
    """A domain value as JSON text."""
    return orjson.dumps(pack(value)).decode()


def load(text: str | bytes) -> Any:
    """The domain value behind JSON text."""
    return unpack(orjson.loads(text))


def load_as(kind: type[Value], text: str | bytes) -> Value:
    """The domain value behind JSON text, of the kind that was written there."""
    value = load(text)
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} stored")
    return value


def pack(value: object) -> object:
    """A domain value in JSON's own kinds; whatever JSON lacks becomes `{"kind": …}`."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple | list):
        return [pack(item) for item in value]
    if isinstance(value, Mapping):
        return {"map": {str(key): pack(item) for key, item in value.items()}}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return {type(value).__name__: _pack_record(value)}


def _pack_record(value: object) -> dict[str, object]:
    kind = _RECORDS.get(type(value).__name__)
    if kind is None:
        raise TypeError(f"{type(value).__name__} cannot be kept")
    return {field.name: pack(getattr(value, field.name)) for field in fields(kind)}


def unpack(value: object) -> Any:
    """The domain value that `pack` made this of; lists are tuples again."""
    if isinstance(value, list):
        return tuple(unpack(item) for item in value)
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    if kind == "map":
        return MappingProxyType({key: unpack(item) for key, item in inner.items()})
    if kind in _READERS:
        return _READERS[kind](inner)
    return _unpack_record(kind, inner)


def _unpack_record(kind: str, inner: dict[str, object]) -> object:
    record = _RECORDS[kind]
    known = {field.name for field in fields(record)}
    return record(**{name: unpack(item) for name, item in inner.items() if name in known})


def micros(moment: datetime | None) -> int | None:
    """An instant as microseconds since 1970, the form in which the tables keep it."""
    return None if moment is None else (moment - EPOCH) // _MICROSECOND


def moment(micros: int | None) -> datetime | None:
    """The instant of microseconds since 1970."""
    return None if micros is None else EPOCH + timedelta(microseconds=micros)


@lru_cache(4096)
def instant(micros: int) -> datetime:
    """The instant of a column that is never empty."""
    return EPOCH + timedelta(microseconds=micros)
