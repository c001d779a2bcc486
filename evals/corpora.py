"""The measures over the corpora of `../shared/data`; a corpus that is not there is left out."""

import importlib.util
import json
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from evals.judge import Json, same_moment, same_rule
from evals.kinds import accepted

SHARED = Path(__file__).parents[2] / "shared" / "data"
Answer = Callable[[str], str]
Figures = dict[str, float]
HELD_PERCENT = 30
"""Share of the utterances that is only measured, never looked at while building."""


def rows(path: Path) -> list[Json]:
    """The objects of a JSON lines file; none when there is no such file."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def share(right: int, all_of_them: int) -> float:
    """A share in percent, one digit."""
    return round(100 * right / all_of_them, 1) if all_of_them else 100.0


def ask(answer: Answer, row: Json, **more: object) -> Json:
    """What a measure says to a row."""
    said: Json = json.loads(answer(json.dumps({**row, **more})))
    return said


def dates() -> Figures:
    """Date and time values, by tier."""
    from tasklark.language.evaluate import when_line

    right: dict[str, list[bool]] = {}
    for row in rows(SHARED / "language" / "datetimes.jsonl"):
        wanted = row["expect"]
        assert isinstance(wanted, list)
        said = ask(when_line, row, now=row["ref"])
        right.setdefault(str(row["tier"]), []).append(same_moment(said["value"], wanted))
    return {f"dates {tier}": share(sum(hits), len(hits)) for tier, hits in right.items()}


def repeats() -> Figures:
    """Repeat phrases to rules, by tier."""
    from tasklark.language.evaluate import repeat_line

    right: dict[str, list[bool]] = {}
    for row in rows(SHARED / "language" / "recurrences.jsonl"):
        said = ask(repeat_line, row, now=row["ref"])
        hit = same_rule(said["rrule"], [row["rrule"]])
        right.setdefault(str(row["tier"]), []).append(hit)
    return {f"repeats {tier}": share(sum(hits), len(hits)) for tier, hits in right.items()}


def commands() -> Figures:
    """Whole commands right, and wrong without asking, by the data's own judge."""
    judge = _judge()
    labelled = [
        row for name in ("dev.jsonl", "dev_extra.jsonl") for row in rows(SHARED / "language" / name)
    ]
    if judge is None or not labelled:
        return {}
    from tasklark.language.evaluate import understand_line

    right = silent = due = dated = 0
    for row in labelled:
        said = ask(understand_line, row)
        fields = judge.score(row, said)
        good = all(fields.values()) or (row["must_ask"] and fields["intent"] and fields["ask"])
        right += bool(good)
        silent += not good and not said.get("ask")
        if "due" in fields:
            due, dated = due + bool(fields["due"]), dated + 1
    return {
        "commands whole right": share(right, len(labelled)),
        "commands not wrong unasked": share(len(labelled) - silent, len(labelled)),
        "commands due right": share(due, dated),
    }


def _judge() -> ModuleType | None:
    path = SHARED / "language" / "score.py"
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def utterances() -> Figures:
    """Intents of real utterances, small talk left alone, and the time it takes."""
    from tasklark.language.evaluate import understand_line

    every = [row for row in rows(SHARED / "language" / "utterances.jsonl") if accepted(row)]
    if not every:
        return {}
    hits: dict[bool, list[bool]] = {False: [], True: []}
    talk, took = [], []
    for row in every:
        begun = time.process_time()
        said = ask(understand_line, row, now="2026-11-18T10:00:00", tz="America/New_York")
        took.append(time.process_time() - begun)
        hits[held(row)].append(said["intent"] in accepted(row) or said["ask"] is not None)
        if accepted(row) == {"none"}:
            talk.append(said["intent"] != "add" or said["ask"] is not None)
    took.sort()
    return {
        "intents right or asked": share(sum(hits[False]), len(hits[False])),
        "intents held back": share(sum(hits[True]), len(hits[True])),
        "small talk not a task": share(sum(talk), len(talk)),
        "p95 under 2 ms": share(sum(one < 0.002 for one in took), len(took)),
    }


def held(row: Json) -> bool:
    """Whether an utterance belongs to the part that is looked at last."""
    return zlib.crc32(str(row["id"]).encode()) % 100 < HELD_PERCENT


def vectors() -> Figures:
    """Published recurrence rules expanded as their authors expect."""
    if importlib.util.find_spec("tasklark.recurrence.expand") is None:
        return {}
    from tasklark.recurrence.expand import expand_line

    hits = [_expands(expand_line, row) for row in _vectors()]
    return {"recurrence vectors": share(sum(hits), len(hits))} if hits else {}


def _vectors() -> Iterator[Json]:
    for path in sorted((SHARED / "recurrence").glob("*.jsonl")):
        yield from rows(path)


def _expands(expand: Answer, row: Json) -> bool:
    wanted = row["instances"]
    dtstart = f"DTSTART:{row['dtstart']}"
    if len(str(row["dtstart"])) == len("20120229"):
        dtstart = f"DTSTART;VALUE=DATE:{row['dtstart']}"
    limit = len(wanted) if isinstance(wanted, list) else 1
    asked = {"id": 1, "ical": f"{dtstart}\nRRULE:{row['rrule']}", "limit": limit}
    said: Json = json.loads(expand(json.dumps(asked)))
    return "error" in said if wanted is None else said.get("instances") == wanted


CORPORA: tuple[Callable[[], Figures], ...] = (dates, repeats, commands, utterances, vectors)
