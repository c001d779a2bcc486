"""How a question of consent is worded: what would happen, the yes and the no."""

from collections.abc import Mapping, Sequence

Question = tuple[str, str, str]
"""The question, the words of the yes, the words of the no."""
_CHARS = 60
"""Of a title in a question."""
# Of each kind: the question, then yes and no for one task, then yes and no for several.
_WORDS = {
    "en": {
        "delete": ("Delete {what}?", "Delete it", "Keep it", "Delete {what}", "Keep them"),
        "complete": (
            "Mark {what} done?",
            *("Mark it done", "Leave it open", "Mark {what} done", "Leave them open"),
        ),
        "reopen": (
            "Reopen {what}?",
            *("Reopen it", "Leave it done", "Reopen {what}", "Leave them done"),
        ),
        "stop": (
            "Stop repeating {what}?",
            *("Stop repeating it", "Keep it repeating"),
            *("Stop repeating {what}", "Keep them repeating"),
        ),
        "remind": (
            "Change the reminders of {what}?",
            *("Change it", "Leave it as before", "Change {what}", "Leave them as before"),
        ),
        "change": (
            "Change {what}?",
            *("Change it", "Leave it as before", "Change {what}", "Leave them as before"),
        ),
        "undo": ("Undo {what}?", "Undo it", "Leave it", "Undo them", "Leave them"),
    },
    "es": {
        "delete": ("¿Borrar {what}?", "Borrarla", "Conservarla", "Borrar {what}", "Conservarlas"),
        "complete": (
            "¿Marcar {what} como hecha?",
            *("Marcarla hecha", "Dejarla abierta", "Marcar {what} hechas", "Dejarlas abiertas"),
        ),
        "reopen": (
            "¿Reabrir {what}?",
            *("Reabrirla", "Dejarla hecha", "Reabrir {what}", "Dejarlas hechas"),
        ),
        "stop": (
            "¿Dejar de repetir {what}?",
            *("Dejar de repetirla", "Que se siga repitiendo"),
            *("Dejar de repetir {what}", "Que se sigan repitiendo"),
        ),
        "remind": (
            "¿Cambiar los recordatorios de {what}?",
            *("Cambiarla", "Dejarla como estaba", "Cambiar {what}", "Dejarlas como estaban"),
        ),
        "change": (
            "¿Cambiar {what}?",
            *("Cambiarla", "Dejarla como estaba", "Cambiar {what}", "Dejarlas como estaban"),
        ),
        "undo": ("¿Deshacer {what}?", "Deshacerlo", "Dejarlo", "Deshacerlos", "Dejarlos"),
    },
}
_TASKS = {"en": "{total} tasks", "es": "{total} tareas"}
_CHANGES = {"en": "{total} changes", "es": "{total} cambios"}


def question(kind: str, total: int, titles: Sequence[str], code: str = "en") -> Question:
    """The question for a call that would touch `total` tasks."""
    one = total == 1 and bool(titles)
    what = f"“{_short(titles[0])}”" if one else _TASKS[code].format(total=total)
    return _worded(kind, what, total == 1, code)


def undo_question(said: Sequence[str], code: str = "en") -> Question:
    """The question before taking back what somebody else did."""
    one = len(said) == 1
    what = said[0] if one else _CHANGES[code].format(total=len(said))
    return _worded("undo", what, one, code)


def _worded(kind: str, what: str, one: bool, code: str) -> Question:
    asks, *rest = _WORDS[code][kind]
    yes, no = rest[:2] if one else rest[2:]
    return asks.format(what=what), yes.format(what=what), no


def kind_of(tool: str, arguments: Mapping[str, object], stops: bool) -> str:
    """What a call would do; `stops` tells that a repeat would end."""
    if tool == "delete_tasks":
        return "delete"
    if tool == "complete_tasks":
        return "reopen" if arguments.get("done") is False else "complete"
    if stops:
        return "stop"
    return "remind" if tool == "set_reminder" else "change"


def _short(title: str) -> str:
    return title if len(title) <= _CHARS else title[: _CHARS - 1] + "…"
