"""The one statement that applies a change, with the parts that a change needs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter

ONE = "one"
"""The part of a change of one row: its columns are values, which the server need not take apart."""
_MARK = re.compile(r"^-- \[([\w ]+)\]\n", re.MULTILINE)
_NAME = re.compile(r"%\((\w+)\)s")
_LINE = re.compile(r"jsonb_to_recordset\(%\(rows\)s::jsonb\) AS given \(([^)]*)\)")
_ALWAYS = "end"
_TEXT = files("tasklark.store").joinpath("postgres_apply.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement as the database wants it, and the names of its values in their order."""

    sql: str
    names: tuple[str, ...]
    values: Callable[[Mapping[str, object]], tuple[object, ...]]
    """The values of `names`."""


@cache
def statement(parts: frozenset[str]) -> Statement:
    """The statement with these parts; there are as many as there are kinds of changes."""
    head, *marked = _MARK.split(_TEXT)
    kept = [head]
    for part, text in zip(marked[::2], marked[1::2], strict=True):
        if part == _ALWAYS or parts.issuperset(part.split()):
            if part == _ALWAYS and len(kept) > 0 and text.startswith("SELECT"):
                # The last part that stayed ends the list.
                kept[-1] = kept[-1].rstrip().removesuffix(",") + "\n"
            kept.append(text)
    whole = "".join(kept)
    if ONE in parts:
        # Each that reads the line takes from it what it needs: values cost nothing to name again.
        whole = _LINE.sub(_typed, whole).replace("line AS MATERIALIZED", "line AS NOT MATERIALIZED")
    names = tuple(dict.fromkeys(_NAME.findall(whole)))
    counted = _NAME.sub(lambda found: f"${names.index(found[1]) + 1}", whole)
    told = re.sub(r"^ *--.*\n", "", counted, flags=re.MULTILINE)
    return Statement(told, names, itemgetter(*names))


def _typed(found: re.Match[str]) -> str:
    kinds = [each.split(maxsplit=1) for each in found[1].split(",")]
    values = ", ".join(f"%({name})s::{kind} AS {name}" for name, kind in kinds)
    return f"(SELECT {values}) AS given"
