"""The arguments of a task to add, dates and repeats in the person's own words."""

from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Retime
from tasklark.domain.task import Due, Repeat
from tasklark.language.call_targets import Arguments
from tasklark.language.command import Command
from tasklark.language.reading import Context
from tasklark.language.readings import read_when
from tasklark.language.reminds import Nag
from tasklark.language.repeat_reading import read_repeat
from tasklark.language.tasks import Sentence
from tasklark.recurrence import Rule


def task_of(command: Command, ctx: Context) -> Arguments:
    """The arguments of one task to add."""
    marks, said = command.marks, command.said
    task: Arguments = {"title": command.title}
    if said is not None:
        task |= _said(said, ctx)
    if marks.priority and marks.priority != "none":
        task["priority"] = marks.priority
    tags = [*marks.tags, *([command.value] if _is_tag(command.value) else [])]
    if tags:
        task["tags"] = tags
    if marks.project:
        task["project"] = marks.project
    if marks.parent:
        task["parent"] = marks.parent
    if marks.notes:
        task["notes"] = marks.notes
    return task


GENERIC = {
    "to do",
    "to-do",
    "todo",
    "task",
    "tasks",
    "reminder",
    "reminders",
    "new",
    "whole",
    "daily",
    "do",
}


def _is_tag(name: str) -> bool:
    """Whether a list has a name of its own, which becomes a tag."""
    return bool(name) and name.lower() not in GENERIC and " " not in name and name.isalpha()


def _said(said: Sentence, ctx: Context) -> Arguments:
    out: Arguments = {}
    text = said.seen.text
    if said.repeat is not None:
        out["repeat"] = _repeating(_words(text, said), said.repeat, ctx)
        if said.since is not None:
            out["when"] = stamp(said.since)
    elif said.due is not None:
        words = _words(text, said)
        out["when"] = words if _agrees(words, said.due, ctx) else stamp(said.due)
    reminds = remind_words(said)
    if reminds:
        out["remind"] = reminds
    return out


def remind_words(said: Sentence) -> list[str]:
    """Each reminder in the person's words; nagging stays with the reminder it belongs to."""
    out: list[str] = []
    for span in sorted((s for s in said.spans if s.kind == "remind"), key=lambda s: s.start):
        words = said.seen.text[span.start : span.end].strip(" ,")
        if isinstance(span.value, Nag) and out:
            out[-1] = f"{out[-1]} {words}"
        else:
            out.append(words)
    return out


def _words(text: str, said: Sentence) -> str:
    """The stretches of a sentence that say a date or repeat, in order."""
    reminds = [(s.start, s.end) for s in said.spans if s.kind == "remind"]
    # “wherever I am” is how a time is kept anyway.
    reminds += [(token.start, token.end) for token in said.seen.tokens if token.kind == "floating"]
    cuts = sorted(cut for cut in said.cuts if not any(a <= cut[0] < b for a, b in reminds))
    joined: list[tuple[int, int]] = []
    for start, end in cuts:
        gap = text[joined[-1][1] : start].lower().split() if joined and said.repeat else ["…"]
        if joined and (start <= joined[-1][1] or not set(gap) - _GLUE):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return " ".join(text[start:end].strip() for start, end in joined).strip()


_GLUE = frozenset(["on", "and", "y", "the", "of", ","])


def _repeating(words: str, repeat: Repeat, ctx: Context) -> str:
    """The words of a repeat; the rule's own where those alone would read as another."""
    own = Rule.parse(repeat.rule).in_words()
    for said in (words, own):
        try:
            found = read_repeat(said, ctx).value
        except Refusal:
            continue
        if found is not None and found.rule == repeat.rule:
            return said
    return words if own == words else repeat.rule


def _agrees(words: str, due: Due, ctx: Context) -> bool:
    """Whether the words alone read as the same due."""
    try:
        value = read_when(words, ctx).value
    except Refusal:
        return False
    return value == due or (isinstance(value, Retime) and value.time == due.time)


def stamp(due: Due) -> str:
    """A due in figures that read back as the same."""
    text = due.day.isoformat() if due.time is None else f"{due.day} {due.time:%H:%M}"
    return f"{text} {due.zone}" if due.zone and due.time else text
