"""Request bodies as what commands take: drafts of new tasks, edits of old ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import ValidationError

from api import read
from api.bodies import ChangeBody, DueValue, FieldsBody, InWords, NewBody, Plain
from api.deps import ApiDeps
from tasklark.asks import Call, Draft, Edits, RepeatWords, Target
from tasklark.domain.changes import Applied
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import KEEP
from tasklark.language.say_change import Verb

_FIELDS = tuple(FieldsBody.model_fields)
_MERGED = ("title", "notes", "priority", "tags", "project", "due", "rank")
"""Fields whose old value a request may name, to be told when it is another by now."""
_MARKS = "-*•"
_ALONE = ("repeat", "reminders")


def framed(call: Call, body: NewBody) -> Call:
    """The frame with when and where the words were said."""
    zone = read.zone(body.zone) if body.zone else None
    return replace(call, said_at=body.said_at, zone=zone)


def drafts(body: NewBody) -> list[Draft]:
    """The tasks to add. Raises Refusal."""
    if body.text is None:
        return [_of_fields(body)]
    if any(body.given(name) for name in _FIELDS):
        raise Refusal("“text” goes without other fields.", "Say them in the text, or leave it out.")
    found = [
        Draft(line, quick=True, plain=spans, context=body.context)
        for line, spans in lines(body.text, body.plain)
    ]
    if not found:
        raise Refusal("There is no title in that.", "Say what to do, such as “buy milk tomorrow”.")
    return found


def lines(text: str, plain: Plain) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The lines that say something, each with the plain spans that lie in it.

    Several lines are a list: what marks its items is not part of them.
    """
    whole = text.splitlines(keepends=True)
    marks = _MARKS if sum(1 for line in whole if line.strip()) > 1 else ""
    place = 0
    for line in whole:
        kept = line.rstrip("\r\n").lstrip(f" \t{marks}")
        if kept.strip():
            begin = place + len(line.rstrip("\r\n")) - len(kept)
            end = begin + len(kept)
            inside = ((max(low, begin), min(high, end)) for low, high in plain)
            yield kept, [(low - begin, high - begin) for low, high in inside if low < high]
        place += len(line)


def _of_fields(body: NewBody) -> Draft:
    if body.title is None:
        raise Refusal("“text” or “title” is missing.", "Say what to do in one of them.")
    remind = body.reminders
    if isinstance(remind, InWords):
        remind = [remind.words]
    return Draft(
        title=body.title,
        context=body.context,
        when=read.due(body.due),
        repeat=read.new_repeat(body.repeat),
        remind=None if remind is None else read.reminders(remind),
        priority=body.priority or "none",
        tags=body.tags or (),
        project=body.project,
        notes=body.notes or "",
        parent=body.parent,
    )


async def change(
    deps: ApiDeps, call: Call, target: Target, body: ChangeBody
) -> tuple[Applied, Verb]:
    """Carry a change of fields out. Raises Refusal."""
    commands = deps.commands
    given = {*_FIELDS, "add_tags", "remove_tags", "rank", "today"} & body.model_fields_set
    if not given:
        raise Refusal("There is nothing to change.", "Send at least one field.")
    _alone(body, given)
    if "repeat" in given:
        repeat = read.repeat_words(body.repeat)
        if repeat is None and body.repeat is not None:
            task = (await deps.queries.task(call.who, _one(target))).task
            repeat = read.repeat_value(body.repeat, task)
        words = repeat or RepeatWords(repeat=None)
        return await commands.set_recurrence(call, target, words), "repeats"
    if isinstance(body.reminders, InWords):
        added = (body.reminders.words,)
        return await commands.set_reminder(call, target, added, "add"), "reminds"
    edits = _edits(body)
    applied = await commands.update(call, target, edits, scope=body.scope, today=body.today)
    return applied, "reminds" if given == {"reminders"} else "updated"


def _alone(body: ChangeBody, given: set[str]) -> None:
    """A repeat, and a reminder that is added, are changes of their own with their own undo."""
    alone = [name for name in _ALONE if name in given]
    if "reminders" in alone and not isinstance(body.reminders, InWords):
        alone.remove("reminders")
    if alone and len(given) > 1:
        raise Refusal(f"“{alone[0]}” goes alone.", "Send the other fields in a second request.")


def _one(target: Target) -> int:
    if len(target.rows) != 1:
        raise Refusal(
            "A repeat's parts change one task at a time.",
            'For many, say {"words": "every Friday"}.',
        )
    return target.rows[0]


def _edits(body: ChangeBody) -> Edits:
    for name in ("title", "notes", "priority", "tags", "rank"):
        if body.given(name) and getattr(body, name) is None:
            raise read.must_be(name)
    remind = body.reminders
    listed: Sequence[str] = ()
    if remind is not None and not isinstance(remind, InWords):
        listed = read.reminders(remind)
    values = {
        "title": body.title,
        "notes": body.notes,
        "priority": body.priority,
        "tags": body.tags,
        "rank": body.rank,
        "project": body.project,
        "parent": body.parent,
        "when": read.due(body.due),
        "remind": listed,
    }
    sent = {"when": "due", "remind": "reminders"}
    kept = {n: v if body.given(sent.get(n, n)) else KEEP for n, v in values.items()}
    tags = {"add_tags": body.add_tags, "remove_tags": body.remove_tags}
    return Edits(**kept, **tags, base=_base(body))  # type: ignore[arg-type]  # each under its name


def _base(body: ChangeBody) -> dict[str, object]:
    """The old values that were seen of the fields that change, as the domain has them."""
    seen = {name: old for name, old in body.base.items() if name in _MERGED and body.given(name)}
    if isinstance(seen.get("due"), dict):
        try:
            seen["due"] = read.due(DueValue.model_validate(seen["due"]))
        except ValidationError:
            raise read.must_be("base") from None
    if isinstance(seen.get("tags"), list):
        seen["tags"] = tuple(seen["tags"])
    return seen
