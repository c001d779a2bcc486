"""The commands of one language as data: what people say first, and what they call things."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

LANGUAGES = {"en": "verbs_en", "es": "verbs_es"}


@dataclass(frozen=True, slots=True)
class Verbs:
    """One language's commands.

    `polite` is taken off the front and `closing` off the end, again and again. `templates` are
    tried in order at the start of what is left: (intent, pattern); the named group `body` is what
    the command is about, without it everything behind the match. `chatter` is small talk as whole
    sentences: (topic, pattern). `follows` says the task before it is done or open again: (pattern,
    command). `moves` are commands that a bare date, repeat or reminder stands for.
    """

    code: str
    polite: tuple[str, ...]
    closing: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    chatter: tuple[tuple[str, str], ...]
    lead: tuple[str, ...]
    after_noun: str
    who: str
    backwards: tuple[str, ...]
    searches: tuple[str, ...]
    plain_nouns: str
    nothing: str
    to: str
    from_: str
    later: str
    nouns: str
    lists: str
    every: str
    that: str
    those: str
    wishes: str
    shift: str
    moving: str
    follows: tuple[tuple[str, str], ...]
    moves: tuple[str, str, str]
    yes: str
    no: str
    join: str
    starts: str
    asks: str
    doing: str
    add: str
    talk: str

    def pattern(self, text: str) -> re.Pattern[str]:
        """A pattern of this table, compiled once."""
        return _compiled(text)


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@cache
def verbs(code: str) -> Verbs:
    """The command table of a language; it is loaded when first needed."""
    table: Verbs = import_module(f"tasklark.language.{LANGUAGES[code]}").VERBS
    return table
