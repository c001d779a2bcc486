"""Which command a message is: small talk by whole sentences, commands by how they begin."""

import re
from dataclasses import replace

from tasklark.language.adding import DUTY, added
from tasklark.language.aiming import aim_of
from tasklark.language.call_targets import undated
from tasklark.language.change_words import read_change
from tasklark.language.changing import updated
from tasklark.language.command import Aim, Command, Intent
from tasklark.language.date_first import date_first
from tasklark.language.looking import looked
from tasklark.language.polite import strip_polite
from tasklark.language.reading import Context
from tasklark.language.scan import scan
from tasklark.language.series_words import of_series, repeated
from tasklark.language.tongues import tongue
from tasklark.language.verbs import Verbs

_NAMED_NOUN = re.compile(
    r"(?:(?:an?|new|another|the|my)\s+)*(?:(?:daily|weekly|monthly|yearly|annual|recurring)\s+)?"
    r"(?:reminder|task|to-?do|alarm|alert|notification)\b(?!s)",
    re.IGNORECASE,
)
LIMIT = 600
"""Characters of a message that are read as a command; longer ones are notes or pasted text."""


def command_of(text: str, table: Verbs, ctx: Context) -> Command:
    """The command that one message (or one part of it) is."""
    said = strip_polite(text[:LIMIT], table)
    topic = _chatter(text, said, table)
    matched = _matched(said, table)
    looks = matched is not None and matched[0] in ("list", "search")
    about_tasks = looks and table.pattern(table.asks).match(said) is not None
    if topic != "bye" and matched is None and _duty(said, table):
        topic = ""
    if topic and not about_tasks and (matched is None or not _strong(matched[0], said)):
        return Command("none", text, topic=topic, confidence=0.9)
    if matched is None:
        later = date_first(said, table, ctx)
        if later is not None:
            return command_of(later, table, ctx)
    backwards = _backwards(said, table, ctx)
    if backwards is not None:
        return backwards
    asked = _request_after(said, table, ctx) if matched is None or matched[0] == "list" else None
    if asked is not None:
        return asked
    if matched is not None:
        intent, found = matched
        return _built(intent, found, said, table, ctx)
    return Command("none", said, topic="bare", confidence=0.4)


def _duty(said: str, table: Verbs) -> bool:
    """`I have to pick up my son`: something to do, not an answer."""
    duty = DUTY.match(said)
    return duty is not None and table.pattern(table.doing).match(said, duty.end()) is not None


STRONG = frozenset(
    [
        "undo",
        "redo",
        "add",
        "snooze",
        "complete",
        "delete",
        "update",
        "history",
        "skip",
        "preferences",
        "clear",
        "remind",
    ]
)


def _strong(intent: str, said: str) -> bool:
    """Commands that win over small talk which begins alike: `cancel that request`."""
    return (
        intent in STRONG
        and (len(said.split()) > 2 or intent in ("undo", "redo") or "remind" in said.lower())
        and not re.match(
            r"(?:that|this|it|you|i|we|they)\b(?!.*\b(?:done|finished|mistake|wrong|complete|"
            r"forget|miss)\b)",
            said,
            re.IGNORECASE,
        )
    )


def _chatter(text: str, said: str, table: Verbs) -> str:
    plain = " ".join(text.split()).strip(" .!?")
    for topic, pattern in table.chatter:
        compiled = table.pattern(rf"(?:{pattern})$")
        if compiled.match(plain) or compiled.match(said):
            return topic
    return ""


def _matched(said: str, table: Verbs) -> tuple[str, re.Match[str]] | None:
    for intent, pattern in table.templates:
        found = table.pattern(pattern).match(said)
        if found is not None:
            return intent, found
    return None


def _backwards(said: str, table: Verbs, ctx: Context) -> Command | None:
    """`I need to call Bob, remind me at 5`: what to do comes first."""
    for pattern in table.backwards:
        found = table.pattern(pattern).match(said)
        if found is None:
            continue
        if re.match(r"\s*(?:to|about|that)\s+\w", found["tail"]):
            return None
        return added(said, found.span("body"), False, table, ctx, lead=False)
    return None


_REQUEST = re.compile(
    r"^(?P<first>.+?)\s*(?:[;.!?]+|--+|,\s*so\b|,|"
    r"\bso\b)\s*(?P<second>(?:please\s+|(?:can|could|would|will)\s+(?:you|"
    r"u)\s+(?:please\s+)?|you\s+can\s+|if not,?\s+)*"
    r"(?:(?:remind|alert|notify)\s+(?:me|us)\b|(?:set|create|make|"
    r"send)\s+(?:me\s+)?an?\s+(?:reminder|alarm)\b|(?:delete|cancel|remove|"
    r"erase)\s+(?:all|my|the|that|any)\b|"
    r"(?:add|put|include)\s+(?:it|that|them|this|some)\b).*)$",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"^(?:i'?m|i am|we'?re|we are)\s+(?:almost\s+|nearly\s+)?(?:out of|low "
    r"on|running out of)\s+|^(?:do|does|is|are|if)\s+(?:i\s+have\s+|"
    r"there\s+)?|"
    r"\s+(?:is|are|isn't|aren't|on|in)\b.*$|^(?:i|we)\s+(?:have no|need|ran out of)\s+",
    re.IGNORECASE,
)


def _request_after(said: str, table: Verbs, ctx: Context) -> Command | None:
    """A statement and then a wish: `Davis plays at 5, remind me to pick him up`."""
    found = _REQUEST.match(said)
    if found is None:
        return None
    second = command_of(found["second"], table, ctx)
    if second.intent == "delete" or (
        second.title and not re.match(r"(?:it|that|them|this|some)\b", second.title)
    ):
        return second if second.intent != "none" else None
    first = found["first"]
    pieces = scan(first, tongue(first, ctx.person)).pieces
    # “rent on the last workday of every month, remind me …”: its date is no place of a thing.
    what = (first if pieces else _HAVE.sub("", first)).strip(" ,")
    if second.intent != "add" or not what:
        return None
    whole = f"{what}, {found['second']}"
    return added(whole, (0, len(what)), False, table, ctx)


def _group(found: re.Match[str], *names: str) -> str:
    for name in names:
        value = found.groupdict().get(name)
        if value:
            return str(value).strip()
    return ""


def _built(intent: str, found: re.Match[str], said: str, table: Verbs, ctx: Context) -> Command:
    body = _group(found, "body")
    if intent == "remind" and re.match(r"(?:an?|another|my|the)\b|\w", body):
        aim = aim_of(body, table, ctx)
        if aim.text and aim.when:
            # It names its own day: a task to add, not one that is there.
            return added(said, (len(said.split(maxsplit=1)[0]), len(said)), False, table, ctx)
    if intent == "add":
        return _add(found, said, table, ctx)
    if intent in ("list", "search"):
        return looked(said, body, table, ctx, sure=intent == "search")
    if intent == "update":
        return updated(said, body, table, ctx)
    if intent == "snooze":
        return _snooze(said, body, ctx)
    if intent in ("undo", "redo", "preferences", "history"):
        return Command(_intent(intent), said, when=body.strip(" ?.!"))
    return _targeted(intent, found, said, body, table, ctx)


def _intent(name: str) -> Intent:
    return name  # type: ignore[return-value]


PLAIN_ADDS = frozenset(
    [
        "add",
        "note",
        "log",
        "book",
        "plan",
        "schedule",
        "añade",
        "anade",
        "agrega",
        "apunta",
        "anota",
    ]
)
"""Verbs after which a noun such as “appointment” is a word of the title."""


def _add(found: re.Match[str], said: str, table: Verbs, ctx: Context) -> Command:
    groups = found.groupdict()
    span = found.span("body") if groups.get("body") is not None else (found.end(), len(said))
    listed = bool(groups.get("tail"))
    noun = (
        not listed
        and table.pattern(rf"^(?:[\w:.'’-]+\s+){{0,5}}?{table.nouns}\b").match(said[span[0] :])
        is not None
    )
    verb = said[: span[0]].split()[0].lower() if said[: span[0]].split() else ""
    if verb in PLAIN_ADDS:
        noun = _NAMED_NOUN.match(said[span[0] :]) is not None
    noun = noun and verb not in ("remind", "reminder", "don't", "dont", "remember")
    command = added(said, span, noun, table, ctx)
    if re.fullmatch(r"\d{1,2}(?::\d\d)?", command.title) and f"for {command.title}" in said:
        # “set a reminder for 3”: a bare number behind `for` is its time.
        said = said.replace(f"for {command.title}", f"at {command.title}")
        return added(said, (span[0], len(said)), noun, table, ctx)
    if not command.title and verb in ("wake", "ring"):
        return replace(command, title="wake up", ask=None)
    if (
        not command.title
        and re.search(r"\b(alarm|timer|wake)\b", said, re.IGNORECASE)
        and command.due
    ):
        word = re.search(r"\b(alarm|timer)\b", said, re.IGNORECASE)
        return replace(command, title=word[1].lower() if word else "wake up", ask=None)
    if listed and groups.get("list"):
        command = replace(command, value=str(groups["list"]).strip().lower())
    return command


def _snooze(said: str, body: str, ctx: Context) -> Command:
    from tasklark.language.snoozing import snooze_of

    return snooze_of(said, body, ctx)


_PAST = re.compile(r"(?:i|we|done|finished|ya|hice|he|termin[eé]|acab[eé])\b", re.IGNORECASE)


def _targeted(
    intent: str, found: re.Match[str], said: str, body: str, table: Verbs, ctx: Context
) -> Command:
    aim = aim_of(body, table, ctx, tail=_group(found, "tail")) if body else Aim()
    value = _group(found, "new", "new2", "new3")
    command = Command(_intent(intent), said, aim=aim, value=value)
    if intent == "repeat":
        return repeated(said, body, table, ctx)
    if intent in ("skip", "pause", "unpause"):
        return of_series(command, body, table, ctx)
    if intent == "complete" and aim.when and _PAST.match(said):
        return replace(command, aim=undated(aim), when=aim.when)
    past = aim.day is not None and aim.day <= ctx.today and aim.last is None
    if intent == "complete" and past and (aim.ids or aim.text) and not aim.every:
        return replace(command, aim=undated(aim), when=aim.when)
    if intent == "complete" and _group(found, "tail") and (aim.text or aim.ids):
        # “mark the report done yesterday”: when it was done.
        change = read_change(_group(found, "tail"), ctx)
        if change is not None:
            return replace(command, aim=aim_of(body, table, ctx), when=_group(found, "tail"))
    return command
