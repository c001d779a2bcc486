"""The one statement that applies a change, with the parts that a change needs."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_MARK = re.compile(r"^-- \[(\w+)\]\n", re.MULTILINE)
_NAME = re.compile(r"%\((\w+)\)s")
_ALWAYS = "end"
_TEXT = files("tasklark.store").joinpath("postgres_apply.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement as the database wants it, and the names of its values in their order."""

    sql: str
    names: tuple[str, ...]


@cache
def statement(parts: frozenset[str]) -> Statement:
    """The statement with these parts; there are as many as there are kinds of changes."""
    head, *marked = _MARK.split(_TEXT)
    kept = [head]
    for part, text in zip(marked[::2], marked[1::2], strict=True):
        if part == _ALWAYS or part in parts:
            if part == _ALWAYS and len(kept) > 0 and text.startswith("SELECT"):
                # The last part that stayed ends the list.
                kept[-1] = kept[-1].rstrip().removesuffix(",") + "\n"
            kept.append(text)
    whole = "".join(kept)
    names = tuple(dict.fromkeys(_NAME.findall(whole)))
    counted = _NAME.sub(lambda found: f"${names.index(found[1]) + 1}", whole)
    return Statement(re.sub(r"^ *--.*\n", "", counted, flags=re.MULTILINE), names)
