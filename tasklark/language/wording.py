"""What the conversation says by itself: questions with chips, polite answers, what acting does."""

import re

from tasklark.language.command import Command
from tasklark.language.policy import Decision
from tasklark.language.quoting import unquoted
from tasklark.language.reading import Chip, Context

Said = tuple[str, tuple[Chip, ...]]
CHATTER = {
    "en": {
        "thanks": "You're welcome.",
        "hello": "Hello. Tell me what to remember, or ask what is on today.",
        "bye": "See you.",
        "yes": "There is no open question. Tell me what to add, find, move or finish.",
        "no": "All right. Nothing was changed.",
        "maybe": "All right. Nothing was changed.",
        "stop": "All right, I stop. Nothing was changed.",
        "repeat": "The last answer stands above.",
        "confirm": "Every change stands above with its own undo.",
        "praise": "Thank you.",
        "weather": "I only know about your tasks.",
        "help": "I add, find, move, finish and delete tasks, repeat them and remind you. Try "
        "“remind me to call the bank tomorrow at 9”, “what's on this week?”, "
        "“move rent to Friday”, "
        "“mark milk done”, “snooze 10 minutes” or “undo”.",
        "unsure": "All right. Tell me what to add, find, move or finish.",
        "foreign": "I read English and Spanish. Please say it in one of them.",
        "empty": "Say what to do, such as “call the bank tomorrow at 9”.",
        "long": "That is too long for me. Say one thing at a time, or put it into a task's notes.",
        "dropped": "All right. Nothing was added.",
    },
    "es": {
        "thanks": "De nada.",
        "hello": "Hola. Dime qué recordar, o pregunta qué hay hoy.",
        "bye": "Hasta luego.",
        "yes": "No hay ninguna pregunta abierta. Dime qué añadir, buscar, mover o terminar.",
        "no": "De acuerdo. No ha cambiado nada.",
        "maybe": "De acuerdo. No ha cambiado nada.",
        "stop": "De acuerdo, paro. No ha cambiado nada.",
        "repeat": "La última respuesta está arriba.",
        "confirm": "Cada cambio está arriba con su deshacer.",
        "praise": "Gracias.",
        "weather": "Solo sé de tus tareas.",
        "help": "Añado, busco, muevo, termino y borro tareas, las repito y te aviso. Prueba "
        "“recuérdame llamar al banco mañana a las 9”, “¿qué hay hoy?” o “deshaz”.",
        "unsure": "De acuerdo. Dime qué añadir, buscar, mover o terminar.",
        "foreign": "Leo inglés y español. Dilo en uno de los dos, por favor.",
        "empty": "Di qué hacer, por ejemplo “llamar al banco mañana a las 9”.",
        "long": "Es demasiado largo. Di una cosa cada vez, o ponlo en las notas de una tarea.",
        "dropped": "De acuerdo. No se ha añadido nada.",
    },
}


def chatter(topic: str, code: str) -> str:
    """The answer to small talk."""
    table = CHATTER[code]
    return table.get(topic, table["help"])


def question(decision: Decision) -> Said:
    """The one question that stands in the way, with at most four answers to click."""
    command = next(command for command in decision.commands if command.ask)
    spanish = decision.code == "es"
    if command.ask == "add":
        return _add(command, spanish)
    if command.ask == "title":
        words = "¿Qué debo recordar?" if spanish else "What should I remember?"
        return words, ()
    if command.ask == "new_due":
        return _new_due(command, spanish)
    if command.ask == "confirm":
        return _confirm(command, spanish)
    if command.ask == "unsupported":
        words = "I cannot tell when that is. Give me a day or a time for it."
        return ("No puedo saber cuándo es eso. Dame un día o una hora." if spanish else words), ()
    if command.ask == "less":
        words = "Say the numbers that I should take: I cannot leave one out of a search."
        less = "Di los números que tomo: no puedo dejar fuera una tarea de una búsqueda."
        return (less if spanish else words), ()
    words = "Which task? Say its number or some words of its title."
    return ("¿Qué tarea? Di su número o palabras de su título." if spanish else words), ()


def _add(command: Command, spanish: bool) -> Said:
    title = short(command.text)
    if spanish:
        return f"¿Añado “{title}”?", (Chip("Añadir", f"añade {command.text}"),)
    return f"Add “{title}”?", (Chip("Add it", f"add {command.text}"),)


def _new_due(command: Command, spanish: bool) -> Said:
    name = f" “{short(command.aim.text)}”" if command.aim.text else ""
    if spanish:
        days = ("hoy", "mañana", "el lunes")
        return f"¿A cuándo muevo{name}?", tuple(Chip(day.capitalize(), day) for day in days)
    days = ("today", "tomorrow", "next week")
    chips = tuple(Chip(day.capitalize(), day) for day in days)
    return f"What should I change about{name or ' it'}? Say the new date, time or repeat.", chips


def _confirm(command: Command, spanish: bool) -> Said:
    done = command.intent == "complete"
    if spanish:
        verb = "terminaría" if done else "borraría"
        return f"Eso lo {verb} todo. ¿Cuáles: las de hoy, una etiqueta, un proyecto?", ()
    verb, word = (
        ("finish", "mark all tasks due today done")
        if done
        else ("delete", "delete all tasks due today")
    )
    return (
        f"That would {verb} everything. Which ones: a day, a tag, a project?",
        (Chip("Today's", word),),
    )


def short(text: str) -> str:
    """Words as a question quotes them."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


VERBS = {
    "complete": "mark {task} done",
    "reopen": "reopen {task}",
    "delete": "delete {task}",
    "skip": "skip {task} once",
    "pause": "pause {task}",
    "unpause": "resume {task}",
    "stop": "stop repeating {task}",
}


FIELDS = {
    "priority": "make {task} {value} priority",
    "tag": "tag {task} with {value}",
    "untag": "remove #{value} from {task}",
    "project": "move {task} to @{value}",
    "note": "add a note to {task}: {value}",
    "clear": "clear the {value} of {task}",
    "remind": "add a reminder {value} to {task}",
}
"""Each is read back as the command that it says."""


def _changing(command: Command) -> str:
    reminds = " and ".join(command.remind)
    if command.when:
        return f"move {{task}} to {command.when}" + (f" and tell me {reminds}" if reminds else "")
    if command.repeat:
        return f"make {{task}} repeat {command.repeat}"
    return f"add a reminder {reminds} to {{task}}"


def acting(command: Command) -> str:
    """What acting on a command does, `{task}` standing for the task it finds."""
    if command.intent in VERBS:
        return VERBS[command.intent]
    if command.intent == "rename":
        return f"rename {{task}} to “{short(unquoted(command.value))}”"
    if command.intent in ("update", "repeat"):
        return _changing(command)
    if command.intent in FIELDS:
        value = re.sub(r"^[#@]|\s*priority$", "", command.value)
        return FIELDS[command.intent].replace("{value}", value)
    if command.intent == "snooze":
        return f"snooze for {command.when}"
    return command.text if command.intent != "none" else ""


_EVENTS = {
    "completed": r"\b(?:done|do|finish(?:ed)?|complete[d]?|accomplish(?:ed)?|hice|hecho|terminé)\b",
    "created": r"\b(?:add(?:ed)?|create[d]?|añad[íi]|añadido|creé)\b",
    "deleted": r"\b(?:deleted?|removed?|borr[ée]|borrado)\b",
    "reopened": r"\breopen(?:ed)?\b",
    "updated": r"keeps? slipping|\b(?:moved?|rescheduled|postponed|changed?|edit(?:ed)?|"
    r"updated?)\b|"
    r"aplaz|cambi[ée]",
}
_WHEN = re.compile(
    r"\b(?:today|yesterday|this (?:week|month|year)|last (?:week|month|"
    r"year|\w+day|\d+ \w+)|since [\w ]+|"
    r"on \w+day|\w+day|in the (?:last|past) [\w ]+|hoy|ayer|esta semana|la semana pasada)\b",
    re.IGNORECASE,
)


def history_arguments(text: str, ctx: Context) -> list[dict[str, object]]:
    """The questions to the log that a message asks: what was done, and what was put off."""
    from tasklark.language.calls_history import bounds

    found = _WHEN.search(text)
    span = bounds(found.group(), ctx) if found else {}
    out: list[dict[str, object]] = [
        {**span, "event": event}
        for event, words in _EVENTS.items()
        if re.search(words, text, re.IGNORECASE)
    ]
    return out or [span]
