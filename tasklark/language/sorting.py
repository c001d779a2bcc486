"""Words as an order: `priority, due desc`."""

import re

from tasklark.domain.errors import Refusal
from tasklark.domain.query import Sort, SortKey

KEYS: dict[str, SortKey] = {
    "due": "due",
    "date": "due",
    "due date": "due",
    "deadline": "due",
    "when": "due",
    "fecha": "due",
    "priority": "priority",
    "importance": "priority",
    "prioridad": "priority",
    "created": "created",
    "added": "created",
    "age": "created",
    "newest": "created",
    "oldest": "created",
    "relevance": "relevance",
    "match": "relevance",
    "title": "title",
    "name": "title",
    "alphabetical": "title",
    "rank": "rank",
    "hand": "rank",
    "manual": "rank",
    "completed": "completed",
    "done": "completed",
    "finished": "completed",
}
_DOWN = re.compile(r"\s*(?:\b(?:desc(?:ending)?|reversed?|down|latest first)\b|↓)$", re.IGNORECASE)
_UP = re.compile(r"\s*(?:\b(?:asc(?:ending)?|up)\b|↑)$", re.IGNORECASE)


def read_sort(text: str) -> tuple[Sort, ...]:
    """The keys of an order, first the one that counts most; empty text is no order.

    Raises:
        Refusal: If a key is not known.
    """
    return tuple(_key(part) for part in re.split(r"\s*(?:,|\bthen(?: by)?\b|;)\s*", text) if part)


def _key(part: str) -> Sort:
    word = re.sub(r"^(?:by|por)\s+", "", part.strip().lower())
    minus = word.startswith("-")
    word = word.lstrip("+-")
    down = bool(_DOWN.search(word)) or minus
    name = _UP.sub("", _DOWN.sub("", word)).strip()
    if name not in KEYS:
        raise Refusal(
            f"I cannot sort by “{part.strip()[:60]}”.",
            "Try “priority, due”, “created desc” or “relevance”.",
        )
    return Sort(KEYS[name], down or name == "newest")
