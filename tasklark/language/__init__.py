"""Words to values: dates, repeats, reminders, tasks, commands; pure, and without a model.

A name is loaded when it is first asked for: a process that reads dates never loads the commands.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasklark.language.memory import Memory
    from tasklark.language.preferences import read_preferences
    from tasklark.language.reading import Alternative, Chip, Context, Reading, Span, ToolCall
    from tasklark.language.readings import read_moment, read_when
    from tasklark.language.remind_reading import read_remind
    from tasklark.language.repeat_reading import read_repeat
    from tasklark.language.sorting import read_sort
    from tasklark.language.stretches import read_day_span, read_past_span
    from tasklark.language.tasks import read_task
    from tasklark.language.understanding import Understanding, understand

_HOMES = {
    "memory": ("Memory",),
    "preferences": ("read_preferences",),
    "reading": ("Alternative", "Chip", "Context", "Reading", "Span", "ToolCall"),
    "readings": ("read_moment", "read_when"),
    "remind_reading": ("read_remind",),
    "repeat_reading": ("read_repeat",),
    "sorting": ("read_sort",),
    "stretches": ("read_day_span", "read_past_span"),
    "tasks": ("read_task",),
    "understanding": ("Understanding", "understand"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Alternative",
    "Chip",
    "Context",
    "Memory",
    "Reading",
    "Span",
    "ToolCall",
    "Understanding",
    "read_day_span",
    "read_moment",
    "read_past_span",
    "read_preferences",
    "read_remind",
    "read_repeat",
    "read_sort",
    "read_task",
    "read_when",
    "understand",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
