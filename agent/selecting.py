"""What a message means when rows are selected: “move to Friday” is about them."""

import re

from tasklark.language import Context, Memory, understand
from tasklark.language.understanding import Understanding

_THESE = re.compile(
    r"\b(?:the selected (?:ones|tasks?)|(?:all )?(?:of )?(?:these|those|them)(?: tasks| ones)?"
    r"|(?:this|that)(?: task| one)?|it|est[oae]s?)\b"
    # “this week” and “este viernes” are days.
    r"(?!\s+(?:week|month|year|quarter|morning|afternoon|evening|night|noon|time"
    r"|mon|tue|wed|thu|fri|sat|sun|semana|mes|año|mañana|tarde|noche|fin"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo))",
    re.IGNORECASE,
)
_EMPTY = frozenset({"", "to", "on", "at", "for", "a", "al", "the"})
"""Words that name no task: what is left of a message that leaves its task out."""
_FORMS = (
    "{first} {them} {rest}",
    "move {them} to {text}",
    "make {them} {text}",
    "remind me of {them} {rest}",
    "remind me of {them} {late}",
)
"""A message without its tasks, put together again; the first that is about them all is meant."""


def about(text: str, selection: tuple[int, ...], ctx: Context, memory: Memory) -> str:
    """The message with the selected tasks in it, where it names no other ones."""
    them = ", ".join(f"#{number}" for number in selection)
    named = _THESE.sub(them, text, count=1)
    if not selection or named != text:
        return named
    if not _lacks_target(understand(text, ctx, memory)):
        return text
    first, _, rest = text.strip().partition(" ")
    late = rest.partition(" ")[2]
    for form in _FORMS:
        full = form.format(first=first, rest=rest, late=late, text=text.strip(), them=them).strip()
        if _is_about(understand(full, ctx, memory), selection):
            return full
    return text


def _lacks_target(known: Understanding) -> bool:
    """Whether the message says what to do and not to which tasks."""
    if known.kind != "act":
        return True
    filters = [call.arguments.get("filter") for call in known.calls]
    return any(
        isinstance(one, dict) and str(one.get("text", "-")).strip().lower() in _EMPTY
        for one in filters
    )


def _is_about(known: Understanding, selection: tuple[int, ...]) -> bool:
    """Whether every call is for exactly the selected tasks."""
    wanted = [str(number) for number in selection]
    return known.kind == "act" and all(
        call.arguments.get("ids") == wanted for call in known.calls if call.arguments
    )
