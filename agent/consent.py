"""When the assistant asks first, and what exactly a yes is for (a person's consent)."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace

from agent import phrases
from agent.asking import kind_of, question, undo_question
from agent.people import People
from agent.turn import READS, CallResult, Frozen, Json, Turn
from tasklark.domain.changes import Change
from tasklark.domain.codes import number_of
from tasklark.domain.errors import Refusal
from tasklark.language import Context, ToolCall, read_repeat, understand
from tasklark.language.tongues import tongue

AT_ONCE = 5
"""Tasks that are completed or changed without a question."""
FREE = READS | {"add_tasks", "preferences"}
CHANGES = frozenset({"update_tasks", "complete_tasks", "set_recurrence", "set_reminder"})
BY_NUMBER = frozenset({"set_recurrence", "set_reminder"})
"""Tools that take numbers only."""
_FIGURES = re.compile(r"\d+")
_LIST = re.compile(
    r"(?P<list>#?\d{1,9}(?:(?:\s|,|&|\band\b|\by\b)+#?\d{1,9})*)"
    r"[\s.,!]*(?:please|now|thanks|por favor)?[\s.!]*$",
    re.IGNORECASE,
)
"""Numbers at the end of a message: “delete #3 and #4, please”, not “delete #3 but keep #4”."""

DryCall = Callable[[Turn, str, Json], Awaitable[CallResult]]


class Consent:
    """Decides for each call whether a person is asked; freezes what the question is about."""

    def __init__(self, dry: DryCall, people: People) -> None:
        self._dry = dry
        self._people = people

    async def needed(self, turn: Turn, tool: str, arguments: Json, call_id: str) -> bool:
        """Whether this call waits for a yes. What cannot be judged asks."""
        if call_id in turn.narrowed:
            return False
        if call_id in turn.approved or call_id in turn.declined:
            return True
        frozen = await self._question(turn, tool, arguments, call_id)
        if frozen is None:
            return False
        turn.frozen[call_id] = frozen
        return True

    async def _question(
        self, turn: Turn, tool: str, arguments: Json, call_id: str
    ) -> Frozen | None:
        if tool in FREE or arguments.get("dry_run") or arguments.get("preview"):
            return None
        if tool in BY_NUMBER and not arguments.get("ids"):
            # Names no task: refused by the tool, or a snooze of the one reminder that rang.
            return None
        if tool == "undo":
            return await self._undo(turn, arguments)
        if tool != "delete_tasks" and tool not in CHANGES:
            return Frozen(tool, arguments, f"Run {tool}?", "Run it", "Leave it")
        kind = kind_of(tool, arguments, _stops(turn, tool, arguments))
        destroys = kind in ("delete", "stop")
        if _few(turn, arguments) and (not destroys or wanted(turn, tool, arguments)):
            return None
        return await self._found(turn, tool, arguments, call_id, kind)

    async def _found(
        self, turn: Turn, tool: str, arguments: Json, call_id: str, kind: str
    ) -> Frozen | None:
        """A dry run says what the call would find, and keeps it as a set."""
        dry = await self._dry(turn, *_dry_call(tool, arguments))
        if dry.refused or dry.total == 0:
            # Refused now is refused for this turn: a later moment may not let it through unasked.
            said = dry.said if dry.refused else phrases.why_nothing(dry)
            turn.blocked[call_id] = replace(
                dry, tool=tool, arguments=arguments, refused=True, said=said
            )
            return None
        titles = [str(task["title"]) for task in dry.tasks]
        asked = question(kind, dry.total, titles, _code(turn))
        frozen = Frozen(tool, arguments, *asked, dry.set, dry.numbers, dry.total, dry.tasks)
        if kind in ("delete", "stop") or dry.total > AT_ONCE or _too_many(turn, dry.numbers):
            return frozen
        # Not asked, and still only for what was found: nothing may slip in meanwhile.
        turn.narrowed[call_id] = frozen
        return None

    async def _undo(self, turn: Turn, arguments: Json) -> Frozen | None:
        """Undoing what the assistant did itself never asks; without codes it is its own last."""
        codes = arguments.get("codes")
        others = []
        for code in codes if isinstance(codes, list) else [codes] if codes else []:
            change = await self._change(turn, str(code))
            if change is None:
                continue
            if change.client != turn.who.client:
                others.append(f"a change made through {change.client}")
            elif change.undoes and not _says(turn, "undo"):
                # It would do again what was taken back, such as a deletion.
                others.append(f"what was taken back by {change.code}")
        if not others:
            return None
        return Frozen("undo", arguments, *undo_question(others, _code(turn)))

    async def _change(self, turn: Turn, code: str) -> Change | None:
        try:
            number = number_of(code)
        except Refusal:
            return None
        found = await self._people.changes(turn.who, 1, before=number + 1)
        return found[0] if found and found[0].number == number else None


def _few(turn: Turn, arguments: Mapping[str, object]) -> bool:
    """Whether the call names its tasks by number, and no more than are changed at once."""
    numbers = _numbers(arguments)
    return not arguments.get("filter") and bool(numbers) and not _too_many(turn, numbers)


def _numbers(arguments: Mapping[str, object]) -> list[int]:
    """The numbers that a call names; none when it names anything else as well."""
    ids = arguments.get("ids")
    names = ids if isinstance(ids, list) else []
    plain = [str(one).split("/")[0].strip().lstrip("#") for one in names]
    return [int(one) for one in plain] if all(one.isdecimal() for one in plain) else []


def _too_many(turn: Turn, numbers: Iterable[int]) -> bool:
    """Whether a turn would change more than five tasks unasked, in one call or bit by bit."""
    before = {
        number
        for call_id, result in turn.results.items()
        if result.tool in CHANGES and result.undo and call_id not in turn.approved
        for number in result.numbers
    }
    return len(before.union(numbers)) > AT_ONCE


def _dry_call(tool: str, arguments: Json) -> tuple[str, Json]:
    """The call that finds the same tasks and changes none."""
    asked = {k: v for k, v in arguments.items() if k != "request_id"}
    if tool in BY_NUMBER:
        # These have no dry run; a deletion's finds the same numbers and keeps them as a set.
        return "delete_tasks", {"ids": asked.get("ids", []), "dry_run": True}
    return tool, {**asked, "dry_run": True}


def wanted(turn: Turn, tool: str, arguments: Mapping[str, object]) -> bool:
    """Whether the person's own last message asks for this very call, naming each task by number.

    A number alone is no wish: “what does #3 say?” lets nothing that stands in #3 delete it.
    """
    asked = {
        number
        for call in _wishes(turn)
        if call.tool == tool and (tool == "delete_tasks" or _stops(turn, tool, call.arguments))
        for number in _numbers(call.arguments)
    }
    listed = _LIST.search(turn.text)
    named = _FIGURES.findall(listed["list"]) if listed else []
    numbers = set(_numbers(arguments))
    only = named == _FIGURES.findall(turn.text)
    return only and bool(numbers) and numbers <= asked & {int(one) for one in named}


def _code(turn: Turn) -> str:
    """The language to ask in: that of the person's own message."""
    return tongue(turn.text, turn.person).code


def _stops(turn: Turn, tool: str, arguments: Mapping[str, object]) -> bool:
    """Whether a call ends a repeat, in whatever words: “none”, “does not repeat”."""
    if tool != "set_recurrence" or not arguments.get("repeat"):
        return False
    try:
        found = read_repeat(str(arguments["repeat"]), Context(turn.now, turn.person))
    except Refusal:
        return False
    return found.value is None


def _says(turn: Turn, tool: str) -> bool:
    """Whether the person's own last message asks for this tool."""
    return any(call.tool == tool for call in _wishes(turn))


def _wishes(turn: Turn) -> tuple[ToolCall, ...]:
    return understand(turn.text, Context(turn.now, turn.person), turn.recalled).calls
