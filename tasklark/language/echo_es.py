"""What acting on a command does, in Spanish; each is read back as the command that it says."""

import re

from tasklark.language.command import Command
from tasklark.language.quoting import unquoted

_VERBS = {
    "complete": "completa {task}",
    "reopen": "reabre {task}",
    "delete": "borra {task}",
    "skip": "salta {task}",
    "pause": "pausa {task}",
    "unpause": "reanuda {task}",
    "stop": "deja de repetir {task}",
}
_FIELDS = {
    "priority": "pon prioridad {value} a {task}",
    "tag": "etiqueta {task} con {value}",
    "untag": "quita #{value} de {task}",
    "note": "añade una nota a {task}: {value}",
    "clear": "quita la {value} de {task}",
    "remind": "recuérdame {task} {value}",
    "rename": "renombra {task} a “{value}”",
}


def acting_es(command: Command) -> str:
    """The command with `{task}` for the task it finds; empty where only English has the words."""
    if command.intent == "pause" and command.when:
        return f"pausa {{task}} hasta {command.when}"
    if command.intent in _VERBS:
        return _VERBS[command.intent]
    if command.intent in _FIELDS:
        value = re.sub(r"^[#@]", "", unquoted(command.value))
        return _FIELDS[command.intent].replace("{value}", value)
    if command.intent == "snooze":
        return f"pospón {command.when}"
    if command.intent == "update" and command.when and not command.value:
        reminds = " y ".join(command.remind)
        return f"mueve {{task}} a {command.when}" + (f" y avísame {reminds}" if reminds else "")
    return ""
