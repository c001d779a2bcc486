"""When a prediction counts as right: dates, rules, whole commands, tasks as added."""

import re
from collections.abc import Mapping, Sequence

Json = dict[str, object]
_ARTICLES = re.compile(r"\b(?:the|a|an|my|our|to|that|of|about)\b")


def same_moment(value: object, accepted: Sequence[object]) -> bool:
    """Whether a date or moment is one of those accepted; `09:00` accepts that time on any day."""
    if value is None:
        return not accepted
    said = str(value)[:16]
    for one in accepted:
        text = str(one)[:16]
        if len(text) == len("09:00") and said[11:] == text:
            return True
        if said == text or (said.endswith("T00:00") and said[:10] == text):
            return True
    return False


def rule_parts(rule: object) -> dict[str, frozenset[str]]:
    """A rule without the order of its parts and without defaults."""
    text = str(rule or "").removeprefix("RRULE:")
    parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    for name in ("BYMINUTE", "BYSECOND", "WKST"):
        parts.pop(name, None)
    if parts.get("FREQ") == "DAILY" and "BYDAY" in parts:
        parts["FREQ"] = "WEEKLY"
    if "UNTIL" in parts:
        parts["UNTIL"] = parts["UNTIL"][:8]
    return {name: frozenset(value.split(",")) for name, value in parts.items()}


def same_rule(rule: object, accepted: Sequence[object]) -> bool:
    """Whether two rules say the same; hours that no accepted rule names are its clock times."""
    mine = rule_parts(rule)
    wanted = [rule_parts(one) for one in accepted]
    if mine in wanted:
        return True
    if not any("BYHOUR" in one for one in wanted):
        mine.pop("BYHOUR", None)
    return mine in wanted


def plain(title: object) -> str:
    """A title without articles, signs and case."""
    words = re.sub(r"[^\w' ]", " ", _ARTICLES.sub(" ", str(title or "").lower()))
    return " ".join(words.split())


def holds(expected: Mapping[str, object], got: Mapping[str, object]) -> bool:
    """Whether every field that is expected is there; titles without articles, maps by field."""
    return all(_field(name, value, got.get(name)) for name, value in expected.items())


def _field(name: str, value: object, got: object) -> bool:
    if isinstance(value, Mapping):
        return isinstance(got, Mapping) and holds(value, got)
    if name == "title" or name == "text":
        return plain(value) == plain(got)
    if name in ("recurrence", "rule", "repeat"):
        return rule_parts(value) == rule_parts(got)
    if name in ("remind_before", "snooze_for", "shift"):
        return minutes(value) == minutes(got)
    return value == got


def minutes(duration: object) -> int | None:
    """An ISO 8601 duration in minutes."""
    found = re.fullmatch(
        r"(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", str(duration or "")
    )
    if found is None:
        return None
    weeks, days, hours, rest = (int(part or 0) for part in found.groups()[1:])
    return (-1 if found[1] else 1) * (weeks * 10_080 + days * 1440 + hours * 60 + rest)
