"""Messages that no rule is sure of: the guess settles them, or leaves them to a question."""

import re

from tasklark.language.adding import DUTY
from tasklark.language.aiming import aim_of
from tasklark.language.command import Command
from tasklark.language.guess import guess
from tasklark.language.looking import looked
from tasklark.language.reading import Context
from tasklark.language.verbs import Verbs

LIKELY, SURE = 0.85, 0.95
"""Chances at which text without a known command is taken for a question, for small talk; and at
which the guess overrules a rule. Measured on utterances that the model never saw."""


_CUE = re.compile(
    r"\b(?:i|i'm|upcoming|listed|one'?s|my|me|we|our|next|left|on|due|up|overdue|do|done|"
    r"planned|pending|remaining|open|"
    r"urgent|important|tasks?|lists?|reminders?|todos?|alarms?|events?|meetings?|appointments?|"
    r"chores?|errands?|agenda|schedule|calendar|today|tomorrow|everything|anything|all)\b",
    re.IGNORECASE,
)
"""Words by which a question is about what one has to do."""


def settled(command: Command, text: str, table: Verbs, ctx: Context) -> Command:
    """The command, or what the message is far likelier to be. English only: so is the model."""
    if table.code != "en" or command.intent not in ("none", "list", "add"):
        return command
    if command.intent == "list" and command.aim.empty and not _CUE.search(text):
        # “what's 2 plus 2”: nothing in it is about tasks.
        return Command("none", command.text, topic="weather")
    kind, chance = guess(text)
    if command.topic == "bare":
        return _bare(command, kind, chance, table, ctx)
    if command.intent == "list" and kind == "none" and chance >= SURE and not command.aim.when:
        return Command("none", command.text, topic="unsure", confidence=chance)
    if command.intent == "add" and kind == "delete" and chance >= SURE and not command.due:
        return Command("delete", command.text, aim=aim_of(command.title, table, ctx))
    return command


def _bare(command: Command, kind: str, chance: float, table: Verbs, ctx: Context) -> Command:
    if table.pattern(table.doing).match(DUTY.sub("", command.text)):
        # It says what to do: a task, whatever it sounds like.
        return command
    if kind == "list" and chance >= LIKELY:
        return looked(command.text, command.text, table, ctx)
    if kind == "none" and chance >= LIKELY:
        return Command("none", command.text, topic="unsure", confidence=chance)
    return command
