"""The answer to an open question, put into the message that the question was about."""

from tasklark.language.change_words import read_change
from tasklark.language.memory import Pending
from tasklark.language.reading import Context
from tasklark.language.verbs import verbs

SHORT = 12
"""Words; a longer message is no answer but a new wish."""


def answered(text: str, pending: Pending, ctx: Context) -> str | None:
    """The completed message; empty when the answer was no; None when it is no answer at all."""
    table = verbs(pending.code)
    plain = text.strip()
    if table.pattern(rf"(?:{table.no})$").match(plain):
        return ""
    if pending.ask in ("add", "confirm"):
        agreed = table.pattern(rf"(?:{table.yes})$").match(plain)
        return pending.text if agreed and pending.ask == "add" else None
    if "{}" not in pending.text or len(plain.split()) > SHORT:
        return None
    begins = table.wishes if pending.ask == "title" else table.starts
    if table.pattern(begins).match(plain):
        return None
    if (
        pending.ask in ("new_due", "unsupported")
        and read_change(plain.removeprefix("to "), ctx) is None
    ):
        return None
    return pending.text.replace("{}", plain.removeprefix("to "))
