"""Made-up tasks: words as common as in real language, dues over a year, tags and projects."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, combinations

import orjson

from tasklark.domain.changes import ChangeSet, RowUpdate, World
from tasklark.domain.clock import due_at, late_at
from tasklark.domain.person import Person
from tasklark.domain.task import PRIORITIES, Due, Task
from tasklark.store.port import Decide
from tasklark.store.rows import TASK_COLUMNS, columns_of, settings_json
from tasklark.store.transfer import first_line, last_line, line

WORDS = 8000
BATCH = 1000
ZONE = "Europe/Madrid"
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_LETTERS = "aeioubcdfglmnprst"
_PROJECTS = (None, None, "Home", "Work", "Garden", "Trip")
_TAGS = ("home", "phone", "errand", "waiting", "someday", "money", "health", "car", "kids", "fun")


def vocabulary() -> list[str]:
    """Made-up words, the commonest first."""
    dice = random.Random(1)
    return ["".join(dice.choices(_LETTERS, k=dice.randint(4, 9))) for _ in range(WORDS)]


def texts(words: list[str], seed: int) -> Iterator[str]:
    """Titles of five words, without end (Zipf)."""
    dice = random.Random(seed)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    while True:
        drawn = dice.choices(words, cum_weights=weights, k=5000)
        yield from (" ".join(drawn[at : at + 5]) for at in range(0, len(drawn), 5))


def adding(title: str) -> Decide:
    """Add one task with a tag."""

    def decide(world: World) -> ChangeSet:
        task = Task(next(world.ids), world.person.id, title, world.now, world.now)
        return ChangeSet(inserts=(replace(task, tags=("home",)),))

    return decide


def completing(world: World) -> ChangeSet:
    """Complete the target."""
    (task,) = (world.tasks[id_] for id_ in world.targets)
    fields = {"status": (task.status, "done"), "completed_at": (None, world.now)}
    return ChangeSet(updates=(RowUpdate(task.id, task.version, fields),))


def retitling(title: str) -> Decide:
    """Give the target another title."""

    def decide(world: World) -> ChangeSet:
        (task,) = (world.tasks[id_] for id_ in world.targets)
        update = RowUpdate(task.id, task.version, {"title": (task.title, title)})
        return ChangeSet(updates=(update,))

    return decide


def lines(tasks: int, people: int, words: list[str]) -> Iterator[bytes]:
    """An export of so many tasks, shared evenly among people: the quickest way into a store.

    Rows are made of one task's row: a task and its codec for each would take most of the time.
    """
    each = tasks // people
    now = datetime.now(UTC)
    yield first_line()
    for person in range(1, people + 1):
        settings = settings_json(Person(person, zone=ZONE))
        yield line("person", (person, settings, 1, each, each + 1, 1))
    for person in range(1, people + 1):
        yield from _tasks(Person(person, zone=ZONE), (person - 1) * each, each, words, now)
    yield last_line(people + each * people)


def _tasks(
    person: Person, before: int, count: int, words: list[str], now: datetime
) -> Iterator[bytes]:
    dice = random.Random(person.id)
    titles = texts(words, person.id)
    pattern = columns_of(Task(1, person.id, "", now, now, version=1))
    days = [None, *(_due_columns(now.date() + timedelta(days=n), person) for n in range(-30, 301))]
    tags = [orjson.dumps(chosen).decode() for chosen in ([], *([tag] for tag in _TAGS))]
    both = [orjson.dumps(pair).decode() for pair in combinations(_TAGS, 2)]
    for n in range(1, count + 1):
        title = next(titles)
        done = dice.random() < 0.2
        row = pattern | {
            "id": before + n, "number": n, "seq": n, "title": title, "folded": title,
            "notes": next(titles), "priority": dice.randrange(len(PRIORITIES)),
            "tags": dice.choice(tags) if dice.random() < 0.75 else dice.choice(both),
            "project": dice.choice(_PROJECTS), "status": "done" if done else "open",
            "completed_at": pattern["updated_at"] if done else None,
        }  # fmt: skip
        if dice.random() < 0.7:
            row |= days[dice.randrange(1, len(days))] or {}
        yield line("task", [row[name] for name in TASK_COLUMNS])


def _due_columns(day: date, person: Person) -> dict[str, object]:
    due = Due(day)
    task = Task(1, person.id, "", NEVER, NEVER, due=due, due_at=due_at(due, person))
    columns = columns_of(replace(task, late_at=late_at(due, person)))
    return {name: columns[name] for name in ("due_day", "due_at", "late_at")}
