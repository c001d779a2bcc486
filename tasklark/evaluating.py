"""The measures of `tasklark eval`: JSON line in, JSON line out. Each is loaded when asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module

Answer = Callable[[str], str]


def _measure(module: str, name: str) -> Callable[[], Answer]:
    def load() -> Answer:
        answer: Answer = getattr(import_module(module), name)
        return answer

    return load


MEASURES: Mapping[str, Callable[[], Answer]] = {
    "expand": _measure("tasklark.recurrence.expand", "expand_line"),
    "when": _measure("tasklark.language.evaluate", "when_line"),
    "repeat": _measure("tasklark.language.evaluate", "repeat_line"),
    "understand": _measure("tasklark.language.evaluate", "understand_line"),
}
