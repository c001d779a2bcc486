"""Which tasks a write is about: from a caller's Target to what the store loads and checks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tasklark.asks import Target
from tasklark.domain.changes import ChangeSet, Note, World
from tasklark.domain.decide.completing import Passed
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.query import StatusFilter
from tasklark.domain.task import Task
from tasklark.filters import read_filter
from tasklark.language import Context
from tasklark.sets import Sets
from tasklark.store.port import Decide, Need, Ref, TaskStore

LIMIT = 1000
"""Tasks that one call may change."""
_SHOWN = 10
_NAME = re.compile(r"#?(?P<number>\d{1,9})(?:/(?P<key>\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?))?$")


@dataclass(frozen=True, slots=True)
class Aim:
    """What to load, and what must hold of it.

    `versions` are those of a set: rows changed since are left out and named. `occurrence` is what
    the caller saw. `named` tells that the caller meant one occurrence, not a bare number.
    """

    need: Need
    expect: int | None = None
    versions: Mapping[int, int] | None = None
    occurrence: str | None = None
    named: bool = False

    def deciding(self, decide: Decide) -> Decide:
        """`decide` on the rows that this aim lets through."""

        def guarded(world: World) -> ChangeSet:
            aimed, left = self._through(world)
            changes = decide(aimed)
            return replace(changes, notes=(*changes.notes, *left)) if left else changes

        return guarded

    def _through(self, world: World) -> tuple[World, list[Note]]:
        rows = [world.tasks[id_] for id_ in world.targets]
        self._check(rows)
        if self.versions is None:
            return world, []
        kept = tuple(row.id for row in rows if row.version == self.versions[row.id])
        left = [row for row in rows if row.id not in kept]
        notes = [Note("left_alone", row.id, {"number": row.number}) for row in left]
        return replace(world, targets=kept), notes

    def _check(self, rows: list[Task]) -> None:
        if not rows:
            raise Refusal("No task matches.", "Search with fewer words first.", kind="unknown")
        if len(rows) > LIMIT:
            raise Refusal(
                f"More than {LIMIT:,} tasks match.", "Narrow the filter.", kind="too_large"
            )
        if self.expect is not None and len(rows) != self.expect:
            raise _other_count(rows, self.expect)
        if self.occurrence is not None and rows[0].occurrence != self.occurrence:
            raise Refusal(
                f"#{rows[0].number} is another occurrence by now.",
                "Look at the task again.",
                kind="conflict",
                numbers=(rows[0].number,),
            )


def _other_count(rows: list[Task], expect: int) -> Refusal:
    shown = "; ".join(f"#{row.number} {row.title[:60]}" for row in rows[:_SHOWN])
    more = "" if len(rows) <= _SHOWN else f"; and {len(rows) - _SHOWN} more"
    verb = "matches" if len(rows) == 1 else "match"
    noun = "task" if len(rows) == 1 else "tasks"
    return Refusal(
        f"{len(rows)} {noun} {verb}, not {expect}: {shown}{more}.",
        "Nothing was changed. Choose by number.",
        kind="ambiguous",
        numbers=tuple(row.number for row in rows),
    )


async def aimed(
    target: Target,
    ctx: Context,
    who: Principal,
    store: TaskStore,
    sets: Sets,
    status: StatusFilter = "open",
) -> Aim:
    """What `target` names; a filter without a status looks among those of `status`.

    Raises:
        Refusal: If it names nothing, or in a way that is not understood.
    """
    if target.filter is not None and (target.ids or target.rows):
        raise Refusal("Tasks are named by ids or by a filter.", "Give one of them.")
    if target.filter is not None:
        words = target.filter
        found = await read_filter(store, who, words, ctx)
        if found.unconditional:
            raise Refusal("The filter has no condition.", "Say which tasks: a text, a day, a tag.")
        if found.status == "open":
            found = replace(found, status=status)
        need = Need(filter=found, limit=LIMIT + 1, relatives=True)
        return Aim(need, target.expect)
    if target.rows:
        need = Need(ids=tuple(dict.fromkeys(target.rows)), relatives=True)
        return Aim(need, target.expect, None, target.occurrence, named=True)
    return await _by_name(target, who, sets)


async def passed_in(target: Target, who: Principal, store: TaskStore) -> tuple[Target, Passed]:
    """The target by rows that are there, and the occurrences it names that went by without one.

    Raises:
        Refusal: If it names something that is not there.
    """
    asked = [(name, ref_of(name)) for name in map(_plain, target.ids) if "/" in name]
    keys: dict[int, list[str]] = {}
    standing: dict[int, Task] = {}
    for _, ref in asked:
        if ref.occurrence is not None and not await _has(store, who, ref):
            (row,) = (await store.tasks(who, refs=[Ref(ref.number)])).tasks
            keys.setdefault(row.id, []).append(ref.occurrence)
            standing[row.id] = row
    if not keys:
        return target, Passed({})
    gone = {f"{standing[id_].number}/{key}" for id_, found in keys.items() for key in found}
    kept = [name for name in map(_plain, target.ids) if name not in gone]
    spared = {row.number: row for row in standing.values()}
    named = {ref_of(name).number for name in kept if not name.startswith("set:")}
    left = {number: row for number, row in spared.items() if number not in named}
    ids = [*kept, *(f"{number}/{row.occurrence}" for number, row in left.items())]
    passed = {id_: tuple(sorted(set(found))) for id_, found in keys.items()}
    return replace(target, ids=ids), Passed(passed, frozenset(row.id for row in left.values()))


async def _has(store: TaskStore, who: Principal, ref: Ref) -> bool:
    try:
        return bool((await store.tasks(who, refs=[ref])).tasks)
    except Refusal:
        return False


def _plain(name: int | str) -> str:
    return str(name).strip().removeprefix("#")


async def _by_name(target: Target, who: Principal, sets: Sets) -> Aim:
    names = [str(name).strip() for name in target.ids]
    if not names:
        raise Refusal("No task is named.", "Give its number, such as 131, or a filter.")
    if len(names) == 1 and names[0].startswith("set:"):
        versions = await sets.get(who.person, names[0].removeprefix("set:"))
        need = Need(ids=tuple(versions), relatives=True)
        return Aim(need, target.expect, versions, named=True)
    refs = tuple(dict.fromkeys(ref_of(name) for name in names))
    named = all(ref.occurrence is not None for ref in refs)
    return Aim(Need(refs=refs, relatives=True), target.expect, named=named)


def ref_of(name: str) -> Ref:
    """The task that a name means: `131`, `#131`, `131/2026-11-20`.

    Raises:
        Refusal: If it is not such a name.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise Refusal(f"“{name[:40]}” is not a task's number.", "Write 131 or 131/2026-11-20.")
    return Ref(int(found["number"]), found["key"])
