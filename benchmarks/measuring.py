"""The operations of quality.md's table, each beside its raw limit in the same minute."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle

from benchmarks.corpus import adding, completing, retitling, texts
from benchmarks.raw import Raw
from benchmarks.timing import Line, p50, p99, series, timed
from tasklark.domain.identity import Principal
from tasklark.domain.query import DueSpan, Filter, Sort
from tasklark.store.port import Need, TaskStore

CLIENTS = 16
_READS = 60


@dataclass(frozen=True, slots=True)
class Ground:
    """One engine, filled: the store, its raw limit, and who asks."""

    engine: str
    tasks: int
    people: int
    store: TaskStore
    raw: Raw
    words: list[str]
    who: Principal
    others: Sequence[Principal]
    writes: int

    @property
    def served(self) -> bool:
        """Whether a server answers, and not a file."""
        return self.engine != "sqlite"

    def line(self, name: str, ours: float, raw: float, **goal: object) -> Line:
        """A line of this ground."""
        return Line(self.engine, self.tasks, self.people, name, ours, raw, **goal)  # type: ignore[arg-type]


async def measure(ground: Ground) -> AsyncIterator[Line]:
    """Every line of the table for one engine and size."""
    for part in (reading, searching, writing, crowding):
        async for line in part(ground):
            yield line


async def writing(ground: Ground) -> AsyncIterator[Line]:
    """Adding, completing, renaming; one client."""
    store, raw, who, n = ground.store, ground.raw, ground.who, ground.writes
    titles = texts(ground.words, 3)
    served = ground.served
    ours, bare = [], []
    for _ in range(n):
        # In turn, so that a busy moment of the machine meets both alike.
        bare.append(await timed(lambda: raw.add(next(titles))))
        ours.append(await timed(lambda: store.change(who, Need(), adding(next(titles)))))
    yield ground.line("add, 1 client, p50", p50(ours), p50(bare), goal="≤ 2.0×", ceiling=2.0)
    yield ground.line("add, 1 client, p99", p99(ours), p99(bare))
    limit = 2.5 if served else 3.0
    ids = await _open_ids(ground, 2 * n)
    raw_ids = await raw.ids(2 * n)
    for name, change, direct in (
        (
            "complete, p50",
            lambda id_: store.change(who, Need(ids=(id_,)), completing),
            raw.complete,
        ),
        (
            "rename, p50",
            lambda id_: store.change(who, Need(ids=(id_,)), retitling(next(titles))),
            lambda id_: raw.rename(id_, next(titles)),
        ),
    ):  # fmt: skip
        ours, bare = [], []
        for _ in range(n):
            bare.append(await timed(lambda: direct(raw_ids.pop())))  # noqa: B023
            ours.append(await timed(lambda: change(ids.pop())))  # noqa: B023
        yield ground.line(name, p50(ours), p50(bare), goal=f"≤ {limit}×", ceiling=limit)


async def _open_ids(ground: Ground, count: int) -> list[int]:
    page = await ground.store.find(ground.who, Filter(), (Sort("created"),), count)
    return [task.id for task in page.tasks]


async def crowding(ground: Ground) -> AsyncIterator[Line]:
    """Sixteen clients at once."""
    titles = texts(ground.words, 4)
    served = ground.served
    bare = await _rate(ground, [lambda: ground.raw.add(next(titles))] * CLIENTS)
    if not served:
        # One raw connection has no sixteen clients: its limit is one after the other.
        bare = await _rate(ground, [lambda: ground.raw.add(next(titles))])
    whos = cycle(ground.others if served else [ground.who])
    ours = await _rate(
        ground,
        [
            lambda who=who: ground.store.change(who, Need(), adding(next(titles)))  # type: ignore[misc]
            for who, _ in zip(whos, range(CLIENTS), strict=False)
        ],
    )
    goal = 0.4 if served else 1.5
    facts = {"unit": "1/s", "goal": f"≥ {goal}×", "floor": goal}
    yield ground.line("add, 16 clients", ours.rate, bare.rate, **facts)
    worst = {"goal": "≤ 30 ms", "ceiling": 30.0, "absolute": True} if not served else {}
    yield ground.line("add, 16 clients, p99", p99(ours.times), p99(bare.times), **worst)
    if served:
        mine = lambda: ground.store.change(ground.who, Need(), adding(next(titles)))  # noqa: E731
        alone = await _rate(ground, [mine] * CLIENTS)
        yield ground.line("add, 16 clients, one person", alone.rate, bare.rate, unit="1/s")


@dataclass(frozen=True, slots=True)
class _Crowd:
    rate: float
    times: list[float]


async def _rate(ground: Ground, works: list[Callable[[], Awaitable[object]]]) -> _Crowd:
    each = max(1, ground.writes // 2)
    begin = time.perf_counter()
    runs = await asyncio.gather(*(series([work] * each) for work in works))
    took = time.perf_counter() - begin
    return _Crowd(each * len(works) / took, [one for run in runs for one in run])


async def reading(ground: Ground) -> AsyncIterator[Line]:
    """One task, and lists of fifty: others each time, so that nothing is merely remembered."""
    store, who, raw = ground.store, ground.who, ground.raw
    today = datetime.now(UTC).date()
    limit = 2.0 if ground.served else 3.0
    goal = {"goal": f"≤ {limit}×", "ceiling": limit}
    ids, raw_ids = await _open_ids(ground, _READS), await raw.ids(_READS)

    def week(shift: int) -> Filter:
        return Filter(due=DueSpan(today + timedelta(shift), today + timedelta(shift + 7)))

    yield await _against(
        ground, "get one", lambda n: store.tasks(who, ids=[ids[n]]), lambda n: raw.get(raw_ids[n])
    )
    yield await _against(
        ground, "list 50 of a week", lambda n: store.find(who, week(n), (Sort("due"),)), raw.week,
        **goal,
    )  # fmt: skip
    for name, filter, sorts in _LISTS:
        yield await _against(ground, name, _Pages(ground, filter, sorts), raw.week, **goal)
    late = Filter(due=DueSpan(high=today))
    yield await _against(
        ground, "today's list again", lambda _: store.find(who, late), lambda _: raw.week()
    )


_LISTS = (
    ("list 50 by priority, due", Filter(), (Sort("priority"), Sort("due"))),
    ("list 50 newest", Filter(), (Sort("created", descending=True),)),
    ("list 50 with a tag", Filter(tags=("phone",)), ()),
)


class _Pages:
    """Page after page of a list, from the start again at its end."""

    def __init__(self, ground: Ground, filter: Filter, sorts: Sequence[Sort]) -> None:
        self._ground, self._filter, self._sorts = ground, filter, sorts
        self._cursor: str | None = None

    async def __call__(self, _: int) -> None:
        store, who = self._ground.store, self._ground.who
        page = await store.find(who, self._filter, self._sorts, cursor=self._cursor)
        self._cursor = page.next


async def searching(ground: Ground) -> AsyncIterator[Line]:
    """Words of every kind, a different one each time."""
    small = 2.0 if ground.tasks // ground.people <= 10_000 else 3.5 if ground.served else 6.0
    typo = 3.5 if ground.served else 13.0
    words = ground.words
    kinds: dict[str, tuple[list[list[str]], float]] = {
        "search word and beginning": (
            [[words[20 + n], words[900 + n][:3]] for n in range(_READS)],
            small,
        ),
        "search a word": ([[words[100 + n]] for n in range(_READS)], small),
        "search a beginning": ([[words[900 + n][:3]] for n in range(_READS)], small),
        "search the commonest words": ([[words[n]] for n in range(_READS // 4)], small),
        "search with a typo": ([[_typo(words[300 + n])] for n in range(_READS)], typo),
    }
    for name, (asked, limit) in kinds.items():
        ours, bare = [], []
        for terms in asked:
            text = f"{' '.join(terms)} " if name == "search a word" else " ".join(terms)
            bare.append(await timed(lambda: ground.raw.search(terms)))  # noqa: B023
            ours.append(await timed(lambda: ground.store.find(ground.who, Filter(text=text))))  # noqa: B023
        goal = {"goal": f"≤ {limit} ms", "ceiling": limit, "absolute": True}
        yield ground.line(f"{name}, p50", p50(ours), p50(bare), **goal)
        yield ground.line(f"{name}, p99", p99(ours), p99(bare))


def _typo(word: str) -> str:
    """Two letters swapped, one in words too short for that to be told."""
    return word[:2] + word[3] + word[2] + word[4:] if len(word) > 3 else word


async def _against(
    ground: Ground,
    name: str,
    ours: Callable[[int], Awaitable[object]],
    raw: Callable[[int], Awaitable[object]],
    **goal: object,
) -> Line:
    """Questions asked of both in turn."""
    mine, bare = [], []
    for n in range(_READS):
        bare.append(await timed(lambda: raw(n)))  # noqa: B023
        mine.append(await timed(lambda: ours(n)))  # noqa: B023
    return ground.line(name, p50(mine), p50(bare), **goal)
