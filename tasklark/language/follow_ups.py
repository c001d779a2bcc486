"""Words that are about the task named just before: `that's done`, `tomorrow at 10`."""

from tasklark.language.change_words import read_change
from tasklark.language.memory import Memory
from tasklark.language.reading import Context
from tasklark.language.verbs import Verbs

_REMIND = r"\b(?:remind|recu[eé]rda|av[ií]sa)"
WORDS = 8
"""Words of a message that may be nothing but a date."""


def followed(text: str, memory: Memory, table: Verbs) -> str:
    """`that's done` as the command it is; the text itself where nothing was named before."""
    if memory.last_task is None and not memory.last_list:
        return text
    plain = text.replace("’", "'").strip(" .!")
    for pattern, command in table.follows:
        if table.pattern(pattern).match(plain):
            several = memory.last_task is None
            it = (
                ("them" if several else "it")
                if table.code == "en"
                else "esos"
                if several
                else "eso"
            )
            return command.replace("{it}", it)
    return text


def moved(text: str, ctx: Context, memory: Memory, table: Verbs) -> str:
    """A bare date, repeat or reminder as a change of the task named before; empty for others."""
    if memory.last_task is None or len(text.split()) > WORDS or text.rstrip().endswith("?"):
        return ""
    if table.pattern(_REMIND).search(text):
        return ""
    change = read_change(text.strip(" .!"), ctx)
    if change is None:
        return ""
    date, repeat, remind = table.moves
    pattern = repeat if change.repeat else date if change.due or change.clock else remind
    return pattern.replace("{}", text.strip(" .!")) if pattern else ""
