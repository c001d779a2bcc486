"""The steps of a scenario, and how the database is compared with what it asks for."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from evals.agent.house import ME, ZONE, House, Json
from tasklark.asks import Call, Edits, Target
from tasklark.domain.identity import local
from tasklark.domain.intents import KEEP
from tasklark.domain.task import Task

Wrong = list[str]
_STATUSES = ("open", "done", "deleted")


async def take(home: House, step: Json) -> Wrong:
    """Carry one step out; what a check among the steps finds wrong."""
    [(kind, value)] = [(key, step[key]) for key in step if key in _STEPS]
    return await _STEPS[kind](home, value, step)


async def _say(home: House, text: str, step: Json) -> Wrong:
    heard = await home.say(text, run=step.get("run", ""))
    return [f"the run failed: {heard.error}"] if heard.error else []


async def _answer(home: House, approved: bool, _step: Json) -> Wrong:
    if home.last is None or home.last.approval is None:
        return ["nothing was asked"]
    await home.answer(home.last, approved)
    return []


async def _add(home: House, titles: list[str], _step: Json) -> Wrong:
    await home.add(*titles)
    return []


async def _prefer(home: House, words: list[str], _step: Json) -> Wrong:
    await home.commands.prefer(Call(ME), words)
    return []


async def _at(home: House, moment: str, _step: Json) -> Wrong:
    home.clock.now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(ZONE))
    await home.ring()
    return []


async def _pass(home: House, span: dict[str, float], _step: Json) -> Wrong:
    home.clock.passes(**span)
    await home.ring()
    return []


async def _edit(home: House, change: Json, _step: Json) -> Wrong:
    edits = Edits(title=change.get("title", KEEP), when=change.get("when", KEEP))
    await home.commands.update(Call(ME), Target([change["number"]]), edits)
    return []


async def _complete(home: House, done: Json, _step: Json) -> Wrong:
    await home.settled()
    rows = [task for task in await home.tasks("any") if task.number == done["number"]]
    wanted = done.get("occurrence", "")
    fit = [t for t in rows if (t.occurrence == wanted if wanted else t.status == "open")]
    if len(fit) != 1:
        return [f"#{done['number']} {wanted} is there {len(fit)} times"]
    [task] = fit
    target = Target(rows=[task.id], occurrence=task.occurrence)
    await home.commands.complete(Call(local(done.get("client", "web"))), target)
    await home.settled()
    return []


async def _choose(home: House, label: str, _step: Json) -> Wrong:
    """Click a chip."""
    texts = (
        [chip["text"] for chip in home.last.chips if chip["label"] == label] if home.last else []
    )
    if not texts:
        return [f"there is no chip “{label}”"]
    await home.say(texts[0])
    return []


async def _offered(home: House, numbers: list[int], _step: Json) -> Wrong:
    texts = [chip["text"] for chip in home.last.chips] if home.last else []
    words = home.last.words if home.last else ""
    missing = [n for n in numbers if not any(f"#{n}" in text for text in (*texts, words))]
    return [f"#{n} was not offered" for n in missing]


async def _tells(home: House, titles: list[str], _step: Json) -> Wrong:
    words = home.last.words if home.last else ""
    return [f"“{title}” was not told" for title in titles if title not in words]


Taking = Callable[[House, object, Json], Awaitable[Wrong]]
_STEPS: Mapping[str, Taking] = {
    "say": _say,  # type: ignore[dict-item]  # each takes the value of its own key
    "answer": _answer,  # type: ignore[dict-item]
    "add": _add,  # type: ignore[dict-item]
    "prefer": _prefer,  # type: ignore[dict-item]
    "at": _at,  # type: ignore[dict-item]
    "pass": _pass,  # type: ignore[dict-item]
    "edit": _edit,  # type: ignore[dict-item]
    "complete": _complete,  # type: ignore[dict-item]
    "choose": _choose,  # type: ignore[dict-item]
    "offered": _offered,  # type: ignore[dict-item]
    "tells": _tells,  # type: ignore[dict-item]
}


async def differences(home: House, expected: Mapping[str, list[Json]]) -> Wrong:
    """Where the tasks of each status are other than expected; what is not named may be anything."""
    wrong: Wrong = []
    for status in _STATUSES:
        if status not in expected:
            continue
        tasks = await home.tasks(status)
        wanted = expected[status]
        if len(tasks) != len(wanted):
            titles = ", ".join(task.title for task in tasks) or "none"
            wrong.append(f"{len(wanted)} {status} expected, there are {len(tasks)}: {titles}")
            continue
        for task, fields in zip(tasks, wanted, strict=True):
            wrong += await _fields(home, task, fields)
    return wrong


async def _fields(home: House, task: Task, expected: Json) -> Wrong:
    there = await _state(home, task)
    wrong = []
    for name, value in expected.items():
        got = there[name]
        if name == "next":
            got = got[: len(value)]
        accepted = value if isinstance(value, list) and not isinstance(got, list) else [value]
        if name == "title":
            got, accepted = got.lower(), [one.lower() for one in accepted]
        if got not in accepted:
            wrong.append(f"#{task.number} {task.title}: {name} is {got!r}, expected {value!r}")
    return wrong


async def _state(home: House, task: Task) -> Json:
    """A task flat, instants as wall clock in the usual zone and in UTC."""
    detail = await home.queries.task(ME, task.id)
    fires = sorted(r.fire_at for r in detail.reminders if r.fire_at is not None)
    repeat = task.repeat
    return {
        "title": task.title,
        "due": None if task.due is None else task.due.key,
        "zone": None if task.due is None else task.due.zone,
        "occurrence": task.occurrence,
        "priority": task.priority,
        "tags": list(task.tags),
        "rule": None if repeat is None else repeat.rule,
        "anchor": None if repeat is None else repeat.anchor,
        "holidays": None if repeat is None else repeat.holidays,
        "next": [due.key for due in detail.next if task.due is None or due.key > task.due.key],
        "reminders": [f.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M") for f in fires],
        "rings": [f.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ") for f in fires],
        "nags": any(reminder.nag_minutes for reminder in detail.reminders),
    }
