"""Every filter in every order: paging covers each matching row exactly once."""

import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack

import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import given, settings
from hypothesis import strategies as st

from tasklark.domain.changes import ChangeSet, World
from tasklark.domain.query import DueSpan, Filter, Has, Sort, SortKey, Span, StatusFilter
from tasklark.domain.task import PRIORITIES, Repeat, Task
from tasklark.store.port import Need
from tests.contract.builders import (
    ME,
    NOON,
    Kept,
    StillClock,
    new,
    on,
    open_pg,
    open_sqlite,
    reminding,
)
from tests.contract.servers import Servers, as_role

KEYS: tuple[SortKey, ...] = (
    "due", "priority", "created", "relevance", "title", "rank", "completed",
)  # fmt: skip
STATUSES: tuple[StatusFilter, ...] = ("open", "done", "deleted", "any")
HAS: tuple[Has, ...] = ("repeat", "reminder", "notes", "subtasks")
WORDS = ("milk", "bread", "tea")


def tasks(world: World) -> ChangeSet:
    """Sixty tasks that differ, and are often alike, in everything."""
    dice = random.Random(7)
    made: list[Task] = []
    for n in range(60):
        repeats = n % 7 == 0
        made.append(
            new(
                world,
                f"{dice.choice(WORDS)} {dice.randrange(3)}",
                notes=dice.choice(("", "tea")),
                priority=dice.choice(PRIORITIES),
                tags=dice.choice(((), ("x",), ("x", "y"))),
                project=dice.choice((None, "P", "Q")),
                rank=float(dice.randrange(3)),
                parent=made[0].id if n in (3, 4) else None,
                due=dice.choice(
                    (None, on("2026-11-25"), on("2026-11-25", "09:00"), on("2026-11-27"))
                ),
                status=dice.choice(("open", "open", "done", "deleted")),
                repeat=Repeat("FREQ=DAILY", "2026-11-25") if repeats else None,
                series=n + 1 if repeats else None,
                occurrence="2026-11-25" if repeats else None,
            )
        )
    return ChangeSet(inserts=tuple(made))


async def seed(store: Kept) -> None:
    await store.change(ME, Need(), tasks)
    await store.change(ME, Need(filter=Filter(priorities=("high",))), reminding())


Ask = Callable[[Filter, list[Sort], int], list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, servers: Servers) -> Iterator[Ask]:
    """Asks the same of both databases, which hold the same tasks."""
    path = tmp_path_factory.mktemp("paging") / "t.sqlite3"
    clock = StillClock()
    with start_blocking_portal() as portal, ExitStack() as stack:
        address = as_role(portal.call(servers.database, "paging"))
        stores: list[Kept] = []
        for opening in (open_sqlite(path, clock), open_pg(address, clock)):
            store = portal.call(lambda opening=opening: opening)
            stores.append(stack.enter_context(portal.wrap_async_context_manager(store)))
            portal.call(seed, stores[-1])

        async def both(filter: Filter, order: list[Sort], limit: int) -> list[tuple[object, ...]]:
            return [await whole(store, filter, order, limit) for store in stores]

        yield lambda filter, order, limit: portal.call(both, filter, order, limit)


days = st.none() | st.sampled_from([on(f"2026-11-{day}").day for day in (24, 25, 26)])
spans = st.none() | st.builds(DueSpan, days, days, st.booleans())
instants = st.none() | st.builds(Span, st.sampled_from([None, NOON]), st.none())
filters = st.builds(
    Filter,
    text=st.sampled_from(["", "", "tea", "mil", '"bread 1"', "tea -milk", "-bread", "bred"]),
    due=spans,
    tags=st.sampled_from([(), (), ("x",), ("x", "y")]),
    without_tags=st.sampled_from([(), (), ("y",)]),
    untagged=st.sampled_from([False, False, True]),
    project=st.sampled_from([None, None, "P"]),
    no_project=st.sampled_from([False, False, True]),
    parent=st.sampled_from([None, None, None, 1]),
    priorities=st.sampled_from([(), ("high", "none")]),
    status=st.sampled_from(STATUSES),
    done=instants,
    added=instants,
    has=st.sampled_from([(), (), *((what,) for what in HAS)]),
    series=st.sampled_from([None, None, None, 1]),
)
sorts = st.lists(st.builds(Sort, st.sampled_from(KEYS), st.booleans()), max_size=4)


@settings(max_examples=120, deadline=None)
@given(filter=filters, order=sorts, limit=st.integers(1, 25))
def test_paging_covers_each_row_once_in_the_same_order_on_every_database(
    ask: Ask, filter: Filter, order: list[Sort], limit: int
) -> None:
    embedded, served = ask(filter, order, limit)
    assert embedded == served


async def whole(store: Kept, filter: Filter, order: list[Sort], limit: int) -> tuple[object, ...]:
    """Everything that the filter finds, once seen that its pages hold the same."""
    page = await store.find(ME, filter, order, limit=500)
    assert page.total == len(page.tasks)
    assert page.next is None
    paged = [task async for task in paging(store, filter, order, limit)]
    assert paged == list(page.tasks)
    counted = await store.count_by(ME, filter, "priority")
    assert sum(n for _, n in counted) == page.total
    return page.tasks, page.reminders, page.subtasks, list(counted)


async def paging(store: Kept, filter: Filter, order: list[Sort], limit: int) -> AsyncIterator[Task]:
    cursor = None
    while True:
        page = await store.find(ME, filter, order, limit, cursor)
        for task in page.tasks:
            yield task
        if (cursor := page.next) is None:
            return
