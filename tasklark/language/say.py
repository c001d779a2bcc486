"""The way back from values to words: the only wording of dates, repeats, reminders and results."""

from tasklark.language.say_agenda import agenda
from tasklark.language.say_change import said, would_repeat, written
from tasklark.language.say_history import change, history
from tasklark.language.say_lists import following, found, preferences, preview
from tasklark.language.say_note import note
from tasklark.language.say_repeat import WORDING, remind, repeat
from tasklark.language.say_task import of_tasks, task_line
from tasklark.language.say_time import clock_line, day, due, moment

__all__ = [
    "WORDING",
    "agenda",
    "change",
    "clock_line",
    "day",
    "due",
    "following",
    "found",
    "history",
    "moment",
    "note",
    "of_tasks",
    "preferences",
    "preview",
    "remind",
    "repeat",
    "said",
    "task_line",
    "would_repeat",
    "written",
]
