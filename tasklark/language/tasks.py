"""A sentence as a task: title, date, repeat, reminders, tags, project, priority."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask
from tasklark.domain.reminder import Remind
from tasklark.domain.task import NOTES_LIMIT, TITLE_LIMIT, Due, Repeat
from tasklark.language import lexer
from tasklark.language.assumed import assumed
from tasklark.language.dues import When
from tasklark.language.grammar import Piece
from tasklark.language.marks import Marks, bare_priority, find_marks
from tasklark.language.plain import plain_spans
from tasklark.language.reading import Alternative, Context, Reading, Span
from tasklark.language.readings import alternatives, find_when, spans
from tasklark.language.remind_me import clock_alone, on_its_day, remind_me
from tasklark.language.reminds import find_reminds, reminders
from tasklark.language.repeat_reading import due_of, repeat_reading, starting, used
from tasklark.language.rhythm import find_rhythm
from tasklark.language.scan import Scan, scan
from tasklark.language.times import Part
from tasklark.language.titles import title_of
from tasklark.language.tongues import tongue
from tasklark.language.vocabulary import Vocabulary

NOUNS = {"alarm", "alarms", "timer", "timers", "task", "event", "reminders", "alert", "alerts"}
Cuts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the fragments of a sentence say, and which stretches of it they took."""

    seen: Scan
    due: Due | None = None
    when: When | None = None
    repeat: Repeat | None = None
    reminds: tuple[Remind, ...] = ()
    spans: tuple[Span, ...] = ()
    cuts: Cuts = ()
    assumptions: tuple[str, ...] = ()
    others: tuple[Alternative, ...] = ()
    since: Due | None = None
    """The first due of a repeat that counts from a day it was done."""


def read_task(
    text: str, ctx: Context, *, plain: Sequence[tuple[int, int]] = (), context: str = ""
) -> Reading[NewTask]:
    """A task as written in one line; `context` is what the view fills in, written words win.

    Raises:
        Refusal: If there is no title in it, or the title is too long.
    """
    if len(text) > TITLE_LIMIT + NOTES_LIMIT:
        raise Refusal(
            f"That is {len(text):,} characters.", "Put long text into the notes.", kind="too_large"
        )
    plain = (*plain, *plain_spans(text, ctx.person))
    marks = find_marks(text, plain)
    said = read_sentence(text, ctx, (*plain, *((span.start, span.end) for span in marks.spans)))
    bare = None
    taken = [*said.cuts, *((span.start, span.end) for span in marks.spans)]
    if marks.priority is None:
        bare = bare_priority(text, taken, plain)
    priority_spans = (bare,) if bare else ()
    title = title_of(text, said.seen, (*said.cuts, *_cuts(marks, priority_spans)))
    if not title and said.cuts:
        # A text that is only a date keeps its words as the title: nothing that was typed is lost.
        title = title_of(text, said.seen, _cuts(marks, priority_spans))
    task = _task(title, said, marks, bare)
    every = tuple(sorted((*said.spans, *marks.spans, *priority_spans), key=lambda span: span.start))
    notes = assumed(said.assumptions, tongue(text, ctx.person).code)
    return Reading(in_context(task, context, ctx), every, notes, said.others)


def _cuts(marks: Marks, more: Sequence[Span]) -> Cuts:
    cuts = [(span.start, span.end) for span in (*marks.spans, *more) if span.kind != "number"]
    return tuple(cuts)


def _task(title: str, said: Sentence, marks: Marks, bare: Span | None) -> NewTask:
    if marks.notes:
        at = title.lower().rfind(marks.notes.lower())
        title = title[:at].rstrip() if at >= 0 else title
        title = title.rsplit(":", 1)[0] if title.endswith(":") else title
        title = (
            " ".join(title.split()[:-1])
            if title.lower().endswith(("note", "notes", "nota"))
            else title
        )
    if not title:
        raise Refusal(
            "There is no title in that.", "Say what to do, such as “call the bank tomorrow at 9”."
        )
    if len(title) > TITLE_LIMIT:
        raise Refusal(
            f"The title has {len(title):,} characters; {TITLE_LIMIT} is the limit.",
            "Put the rest into the notes.",
            kind="too_large",
        )
    priority = marks.priority or (bare.label if bare else "none")
    return NewTask(
        title=title,
        notes=marks.notes,
        priority=priority,  # type: ignore[arg-type]
        tags=marks.tags,
        project=marks.project,
        parent=marks.parent,
        due=said.due,
        repeat=said.repeat,
        reminders=said.reminds or None,
    )


def read_sentence(text: str, ctx: Context, plain: Sequence[tuple[int, int]] = ()) -> Sentence:
    """The date, repeat and reminders of a sentence, with the stretches that say them."""
    table = tongue(text, ctx.person)
    seen = scan(text, table, (*plain, *adjectives(text, table)))
    remind_pieces = [*find_reminds(seen)]
    seen_left = _without(seen, remind_pieces)
    absolute = remind_me(seen_left, ctx)
    if absolute is not None:
        remind_pieces.append(absolute)
        seen_left = _without(seen_left, [absolute])
    said = _early(_when(seen_left, ctx), text)
    if absolute is not None:
        said, remind_pieces = _on_its_day(said, absolute, remind_pieces)
    found = reminders(remind_pieces, ctx)
    more = tuple(
        Span(*seen.span(piece), "remind", text[slice(*seen.span(piece))].strip(" ,"), piece.value)
        for piece in remind_pieces
    )
    floats = ((t.start, t.end) for t in seen.tokens if t.kind == "floating")
    cuts = (*said.cuts, *(seen.span(piece) for piece in remind_pieces), *floats)
    return replace(said, seen=seen, reminds=found, spans=(*said.spans, *more), cuts=cuts)


_WAKING = re.compile(
    r"\b(?:wake|waking|alarm|breakfast|sunrise|get up|despiértame|despertar\w*|desayun\w*)\b",
    re.IGNORECASE,
)


def _early(said: Sentence, text: str) -> Sentence:
    """“wake me at 6” is in the morning, although 6 is 18:00 otherwise."""
    due = said.due
    if due is None or due.time is None or due.time.hour < 12 or said.when is None:
        return said
    for _, other, label in said.when.others:
        if other.time is not None and 4 <= other.time.hour < 12 and _WAKING.search(text):
            note = f"{other.time.hour} is {label}"
            return replace(said, due=other, assumptions=(note,), others=())
    return said


def _on_its_day(said: Sentence, asked: Piece, pieces: list[Piece]) -> tuple[Sentence, list[Piece]]:
    """The sentence with `remind me at 8` on the day of its task."""
    if said.due is None:
        return _due_then(said, asked, pieces)
    if said.due.time is None and said.repeat is None:
        clock = clock_alone(said.seen, asked)
        if clock is None:
            return said, pieces
        span = said.seen.span(asked)
        spans = (*said.spans, Span(*span, "time", f"{clock:%H:%M}"))
        timed = replace(said, due=replace(said.due, time=clock), spans=spans)
        left = [piece for piece in pieces if piece != asked]
        return replace(timed, cuts=(*said.cuts, span)), left
    return said, [on_its_day(said.seen, piece) if piece == asked else piece for piece in pieces]


def _due_then(said: Sentence, asked: Piece, pieces: list[Piece]) -> tuple[Sentence, list[Piece]]:
    """`call Ana, remind me at 5`: without another date that is when it is due."""
    moment = asked.value
    if not isinstance(moment, Due):
        return said, pieces
    span = said.seen.span(asked)
    label = moment.key.replace("T", " ")
    spans = (*said.spans, Span(*span, "date", label, moment))
    due = replace(said, due=moment, spans=spans, cuts=(*said.cuts, span))
    return due, [piece for piece in pieces if piece != asked]


def adjectives(text: str, table: Vocabulary) -> tuple[tuple[int, int], ...]:
    """`weekly` in “the weekly report”: a word of the title, unless it tells of a reminder."""
    words = lexer.tokens(text, table)
    out = []
    for at, token in enumerate(words[:-1]):
        if token.kind != "often" or at == 0 or words[at + 1].kind not in ("word", "weekday"):
            continue
        behind = words[at + 1 : at + 4]
        if not any(t.kind in ("remind", "repeating") or t.text in NOUNS for t in behind):
            out.append((token.start, token.end))
    return tuple(out)


def _without(seen: Scan, pieces: Sequence[Piece]) -> Scan:
    left = tuple(
        piece
        for piece in seen.pieces
        if all(piece.hi <= other.lo or piece.lo >= other.hi for other in pieces)
    )
    return replace(seen, pieces=left)


def _when(seen: Scan, ctx: Context) -> Sentence:
    rhythm = find_rhythm(seen, ctx)
    if rhythm is None:
        when, pieces = find_when(seen, [p for p in seen.pieces if p.name != "lasting"], ctx)
        if when is None:
            return Sentence(seen)
        cuts = tuple(seen.span(piece) for piece in (*pieces, *_twice(seen, pieces)))
        return Sentence(
            seen,
            when.due,
            when,
            spans=spans(seen, when, ctx),
            cuts=cuts,
            assumptions=when.assumptions,
            others=alternatives(seen, when, ctx),
        )
    start = starting(seen, rhythm, ctx)
    reading = repeat_reading(seen, rhythm, start, ctx)
    assert reading.value is not None
    zone = start.due.zone if start.due else None
    pieces = (*used(seen, rhythm), *start.pieces)
    times = tuple(
        Span(
            *seen.span(piece),
            "time",
            f"{start.due.time:%H:%M}" if start.due and start.due.time else "",
        )
        for piece in start.pieces
    )
    return Sentence(
        seen,
        due_of(reading.value, zone),
        repeat=reading.value,
        spans=(*reading.spans, *times),
        cuts=tuple(seen.span(piece) for piece in pieces),
        assumptions=reading.assumptions,
    )


def _twice(seen: Scan, used: Sequence[Piece]) -> tuple[Piece, ...]:
    """A part of the day that was said again: `first thing Monday morning`."""
    said = {piece.value.name for piece in used if isinstance(piece.value, Part)}
    return tuple(
        piece
        for piece in seen.pieces
        if piece not in used and isinstance(piece.value, Part) and piece.value.name in said
    )


def in_context(task: NewTask, context: str, ctx: Context) -> NewTask:
    """Fill in what the view stands for: a day, a tag, a project."""
    if context == "today" and task.due is None:
        return replace(task, due=Due(ctx.today))
    kind, _, name = context.partition(":")
    if kind == "tag" and name and name not in task.tags:
        return replace(task, tags=(*task.tags, name))
    if kind == "project" and name and task.project is None:
        return replace(task, project=name)
    if kind == "day" and name and task.due is None:
        return replace(task, due=Due(date.fromisoformat(name)))
    return task
