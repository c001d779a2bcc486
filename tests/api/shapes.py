"""The shape of JSON, and golden files that hold what is published: fields may only be added."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "golden"
UPDATE = "UPDATE_GOLDEN"
_NAMES = {str: "text", bool: "true or false", int: "number", float: "number"}
_OR_NULL = " or null"


def shape(found: object) -> Any:
    """What kind of value stands where; the items of a list have one shape together."""
    if found is None:
        return "null"
    if isinstance(found, Mapping):
        return {str(key): shape(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        merged: Any = None
        for item in found:
            merged = shape(item) if merged is None else merge(merged, shape(item))
        return [] if merged is None else [merged]
    return _NAMES[type(found)]


def merge(one: Any, other: Any) -> Any:
    """A shape that both have; what is null in one of them may be null."""
    if one == other:
        return one
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _side(key, one, other) for key in {**one, **other}}
    if isinstance(one, list) and isinstance(other, list):
        return [merge(one[0], other[0])] if one and other else one or other
    return _nullable(one, other)


def _side(key: str, one: Any, other: Any) -> Any:
    if key in one and key in other:
        return merge(one[key], other[key])
    return one.get(key, other.get(key))


def _nullable(one: Any, other: Any) -> Any:
    known, null = (other, one) if one == "null" else (one, other)
    assert null == "null" or _plain(known) == _plain(null), f"{one} and {other}"
    if isinstance(known, dict):
        return {**known, "(or null)": True}
    return known if isinstance(known, list) or known.endswith(_OR_NULL) else known + _OR_NULL


def _plain(known: Any) -> Any:
    return known.removesuffix(_OR_NULL) if isinstance(known, str) else known


def held(name: str, found: Mapping[str, Any]) -> None:
    """Fail when something published is gone or another; what is new belongs into the file.

    `UPDATE_GOLDEN=1` writes the file; the difference is then to be read before it is committed.
    """
    path = FOLDER / name
    if os.environ.get(UPDATE):
        text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True)
        path.write_text(text + "\n", "utf-8")
        return
    golden = json.loads(path.read_text("utf-8"))
    assert json.loads(json.dumps(found)) == golden, f"{name} is another; see {UPDATE}"
