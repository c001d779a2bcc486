"""A call as the sentence that asks for it, with a gap for its task: what a chip then says."""

from collections.abc import Callable

from agent.turn import Json

GAP = "{task}"
_DONE = {"en": "mark {task} done", "es": "marca {task} como hecha"}
_OPEN = {"en": "reopen {task}", "es": "reabre {task}"}
_DELETE = {"en": "delete {task}", "es": "borra {task}"}
_MOVE = {"en": "move {task} to ", "es": "mueve {task} para "}


def sentence(tool: str, arguments: Json, code: str) -> str:
    """The words of a call by itself; empty when there are no plain ones."""
    write = _WRITERS.get(tool)
    return "" if write is None else write(arguments, code)


def _complete(asked: Json, code: str) -> str:
    if asked.get("done") is False:
        return _OPEN[code]
    return f"I finished {GAP} {asked['at']}" if asked.get("at") else _DONE[code]


def _delete(_asked: Json, code: str) -> str:
    return _DELETE[code]


def _update(asked: Json, code: str) -> str:
    changed = asked.keys() - {"filter", "expect", "ids"}
    if changed == {"when"}:
        return f"{_MOVE[code]}{asked['when']}"
    if changed == {"title"}:
        return f"rename {GAP} to {asked['title']}"
    if changed == {"priority"} and asked["priority"] != "none":
        return f"make {GAP} {asked['priority']} priority"
    return ""


def _repeat(asked: Json, _code: str) -> str:
    if asked.get("repeat") == "none":
        return f"stop repeating {GAP}"
    if "repeat" in asked and "from" not in asked:
        return f"repeat {GAP} {asked['repeat']}"
    if asked.get("pause_until", "none") != "none":
        return f"pause {GAP} until {asked['pause_until']}"
    return f"skip {GAP}" if "skip" in asked else ""


def _remind(asked: Json, _code: str) -> str:
    if asked.get("action") == "snooze":
        return f"snooze {GAP} {asked['when']}"
    return f"remind me of {GAP} {asked['when']}" if asked.get("action", "add") == "add" else ""


_WRITERS: dict[str, Callable[[Json, str], str]] = {
    "complete_tasks": _complete,
    "delete_tasks": _delete,
    "update_tasks": _update,
    "set_recurrence": _repeat,
    "set_reminder": _remind,
}
