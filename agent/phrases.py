"""The few words of the conversation that are not a tool's own: questions, consent, endings."""

import re
from collections.abc import Iterator, Sequence

from agent.turn import CallResult

_TOOL_WORDS = re.compile(r"(?m), cursor \S+(?: set:\w+)?$| \(`[^`]+`[^)]*\)")
_NOTHING = ": nothing"
_HOUR = re.compile(r"(\d{1,2})(?::(\d\d))? is (\d\d):(\d\d)")
_READING = re.compile(r".+ is (?:\d\d:\d\d|in the (?:morning|afternoon))")
_WORDS = {
    "en": {
        "which": "Which one do you mean?",
        "button": "A yes is given by its button; nothing was changed.",
        "ask": "Ask again",
        "more": "{more} more match; say a number or more words.",
        "then": "Then say {ways}.",
        "or": " or ",
        "again": "Then say the rest again.",
        "none": "I found no open task like “{text}”.",
        "nothing": "I found no such task.",
    },
    "es": {
        "which": "¿Cuál de ellas?",
        "button": "Un sí se da con su botón; no ha cambiado nada.",
        "ask": "Preguntar otra vez",
        "more": "Hay {more} más; di un número o más palabras.",
        "then": "Luego di {ways}.",
        "or": " o ",
        "again": "Luego di el resto otra vez.",
        "none": "No encuentro ninguna tarea abierta como “{text}”.",
        "nothing": "No encuentro esa tarea.",
    },
}


def by_button(code: str) -> str:
    """The answer to a typed yes."""
    return _WORDS[code]["button"]


def ask_again(code: str) -> str:
    """The chip that says the earlier message once more."""
    return _WORDS[code]["ask"]


def which(code: str, more: int = 0) -> str:
    """The question when several tasks match, `more` of them without a chip."""
    words = _WORDS[code]
    return f"{words['which']} {words['more'].format(more=more)}" if more else words["which"]


def then_say(ways: Sequence[str], code: str) -> str:
    """How another ambiguous command is carried out after the open question."""
    words = _WORDS[code]
    quoted = [f"“{way}”" for way in ways]
    return words["then"].format(ways=words["or"].join(quoted)) if quoted else words["again"]


def none_found(text: str, code: str) -> str:
    """The answer when no task matches."""
    words = _WORDS[code]
    return words["none"].format(text=text) if text else words["nothing"]


def answer(result: CallResult) -> str:
    """A look-up as an answer: the tool's text without the clock line, tasks as a list."""
    lines = result.text.splitlines()
    if lines and lines[0].startswith("now "):
        lines = lines[1:]
    if result.tool == "get_agenda" and len(lines) > 1:
        lines = _on(lines)
    return _sentence(_for_tools("\n".join(_as_list(lines)).strip()))


def _as_list(lines: Sequence[str]) -> Iterator[str]:
    """Tasks and changes as items; any other line stands apart, for in Markdown it would join."""
    for number, line in enumerate(lines):
        item = line.startswith("#") or " · " in line
        if number and not item and not line.startswith(" "):
            yield ""
        yield f"- {line}" if item else line


def _on(lines: list[str]) -> list[str]:
    """An agenda of several days without the empty ones; one sentence when all are."""
    full = [line for line in lines if not line.endswith(_NOTHING)]
    if full:
        return full
    first, last = (line.removesuffix(_NOTHING) for line in (lines[0], lines[-1]))
    return [f"Nothing from {first} to {last}."]


def _for_tools(text: str) -> str:
    """Without what only a caller of tools can use: cursors, sets, names of occurrences."""
    return _TOOL_WORDS.sub("", text)


def why_nothing(dry: CallResult) -> str:
    """Why a call would change nothing, from its dry run: what stands behind its first two lines."""
    return _for_tools("\n".join(dry.text.splitlines()[2:])) or UNCHANGED


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def refusal(result: CallResult) -> str:
    """A refusal as the tool words it; how to search on is for those who call tools."""
    return answer(result).partition("\n")[0] if result.kind == "unknown" else result.said


def matters(assumption: str) -> bool:
    """Whether a person needs to hear it: an hour moved by half a day does, a plain reading no."""
    hour = _HOUR.fullmatch(assumption)
    if hour is not None:
        return (int(hour[1]), hour[2] or "00") != (int(hour[3]), hour[4])
    return _READING.fullmatch(assumption) is None


UNCHANGED = "Nothing was changed."
STEPS = "I stopped after {steps} steps. What was done stands above; say what is still missing."
TOKENS = "I stopped: this answer became too long. What was done stands above; ask for less at once."
SECONDS = "I stopped after {seconds:g} seconds. What was done stands above; say what is missing."
STOPPED = "Stopped. What was done stands above."
EXPIRED = "That question has expired and nothing was changed. Ask again."
DECLINED = "The person said no. Nothing was changed; do not try again."
CANCELLED = "The person did not answer and went on. Nothing was changed."
FAILED = "Something went wrong here. What was done stands above; try the rest again."
UNREADABLE = "The arguments are no JSON object; nothing was changed. Send them again."
CALL_FAILED = "That did not go through. Look at the tasks before trying it again."
