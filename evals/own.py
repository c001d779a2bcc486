"""The measures over this project's own sentences in `evals/sets` (all said on one Monday)."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from evals.corpora import Answer, Figures, ask, rows, share
from evals.judge import Json, holds, plain, same_moment, same_rule
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask
from tasklark.domain.person import Person
from tasklark.domain.reminder import Remind, RingAt, RingBefore
from tasklark.domain.task import Due
from tasklark.language import Context, read_task
from tasklark.language.evaluate import repeat_line, understand_line, when_line

SETS = Path(__file__).parent / "sets"
SAID = {"now": "2026-11-23T12:30:00", "tz": "Europe/Madrid"}
HERE = Context(
    datetime(2026, 11, 23, 12, 30, tzinfo=ZoneInfo("Europe/Madrid")),
    Person(id=1, zone="Europe/Madrid"),
)
Judge = Callable[[Json], bool]


def missed(name: str) -> list[tuple[str, Json]]:
    """The rows of a set that are wrong, each with what was said instead."""
    judge, answer = _MEASURES[name.split("_")[-1]]
    return [
        (str(row["text"]), ask(answer, row, **SAID))
        for row in rows(SETS / f"{name}.jsonl")
        if not judge(row)
    ]


def _date(row: Json) -> bool:
    wanted = row["value"]
    assert isinstance(wanted, list)
    return same_moment(ask(when_line, row, **SAID)["value"], wanted)


def _repeat(row: Json) -> bool:
    said = ask(repeat_line, row, **SAID)["rrule"]
    return said is None if row["rule"] is None else same_rule(said, [row["rule"]])


def _command(row: Json) -> bool:
    wanted = row["expect"]
    assert isinstance(wanted, dict)
    return holds({"ask": None, **wanted}, ask(understand_line, row, **SAID))


def _talk(row: Json) -> bool:
    said = ask(understand_line, row, **SAID)
    return said["intent"] != "add" or said["ask"] is not None


def _task(row: Json) -> bool:
    wanted = row["task"]
    assert isinstance(wanted, dict)
    said: Json = json.loads(task_line(json.dumps(row)))
    return holds({**_NOTHING, **wanted}, said) and plain(wanted["title"]) == plain(said["title"])


_NOTHING: Json = {
    "due": None,
    "rule": None,
    "priority": "none",
    "tags": [],
    "project": None,
    "parent": None,
    "reminders": [],
}


def task_line(line: str) -> str:
    """A row of `tasks.jsonl` → the task that quick add makes of it."""
    try:
        task = read_task(str(json.loads(line)["text"]), HERE).value
    except Refusal as refusal:
        return json.dumps({"title": f"refused: {refusal.what}"})
    return json.dumps(_flat(task), ensure_ascii=False)


def _flat(task: NewTask) -> Json:
    due = task.due
    # A repeat without a date begins today; the sets say a due only where words do.
    return {
        "title": task.title,
        "due": None if due is None or _implied(task, due) else due.key,
        "rule": task.repeat.rule if task.repeat else None,
        "priority": task.priority,
        "tags": list(task.tags),
        "project": task.project,
        "parent": task.parent,
        "reminders": [_remind(one) for one in task.reminders or ()],
    }


def _implied(task: NewTask, due: Due) -> bool:
    return task.repeat is not None and due == Due(HERE.today)


def _remind(remind: Remind) -> str:
    trigger = remind.trigger
    nag = f" nag {remind.nag_minutes}" if remind.nag_minutes else ""
    if isinstance(trigger, RingBefore):
        return f"before {trigger.minutes}{nag}"
    if isinstance(trigger, RingAt):
        return f"at {trigger.moment.key}{nag}"
    return f"day {trigger.days} {trigger.clock:%H:%M}{nag}"


_MEASURES: dict[str, tuple[Judge, Answer]] = {
    "dates": (_date, when_line),
    "repeats": (_repeat, repeat_line),
    "commands": (_command, understand_line),
    "talk": (_talk, understand_line),
    "tasks": (_task, task_line),
}


def own() -> Figures:
    """Every own set by its name; a `held` or `last` set was written after the rules."""
    out: Figures = {}
    for name, (judge, _) in _MEASURES.items():
        for kind in (name, f"held_{name}", f"last_{name}"):
            every = rows(SETS / f"{kind}.jsonl")
            if every:
                out[f"own {kind.replace('_', ' ')}"] = share(sum(map(judge, every)), len(every))
    return out
