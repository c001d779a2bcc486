"""The same golden answers to the same searches, in the same order, from every store."""

import json
import os
from pathlib import Path

from tasklark.domain.changes import ChangeSet, World
from tasklark.domain.query import Filter
from tasklark.store.port import Need
from tests.contract.builders import ME, Kept, new

GOLDEN = Path(__file__).with_name("golden_search.json")
UPDATE = "UPDATE_GOLDEN"
TASKS = (
    ("Buy oat milk", "two litres, not the sweet one", ("shopping",), "Home"),
    ("Buy bread", "milk bread if they have it", ("shopping",), "Home"),
    ("Call Ana about the milk delivery", "", (), None),
    ("Comprar leche en el café", "con Ana", ("compras",), "Casa"),
    ("Ring the dentist", "ask about the well-known toothpaste", ("health",), None),
    ("Dentist appointment", "bring the insurance card", ("health", "waiting"), None),
    ("Running errands", "post office, groceries, pharmacy", (), "Home"),
    ("Run the quarterly report", "runs every quarter; reports go to Zoë", ("work",), "Work"),
    ("Report the broken lamp", "landlord: Müller, straße 9", ("home",), "Home"),
    ("Müll rausbringen", "", ("haushalt",), "Zuhause"),
    ("牛乳を買う", "東京", (), None),
    ("買い物 list", "牛乳 and 卵", (), None),
    ("Pay rent", "landlord", ("home", "money"), "Home"),
    ("Pay the electricity bill", "bills are in the drawer", ("money",), "Home"),
    ("Book flights to Madrid", "window seats; see booking reference", ("travel",), "Trip"),
    ("Bookkeeping", "receipts from Madrid", ("money",), "Work"),
    ("Write to Zoë about the café", "", (), "Work"),
    ("Water plants", "the tall plant by the window too", ("home",), None),
    ("Sharpen knives", "", (), None),
    ("it's 9:00, snake_case and #home", "C++ & Rust (50% off!)", ("Home Office",), "R&D"),
)
QUERIES = (
    "milk", "MILK", "mil", "buy mil", "milk buy", "oat milk", '"oat milk"', '"milk oat"', "-milk",
    "buy -milk", '-"oat milk" milk', "leche", "cafe", "café", "ana", "an", "dentist", "dentsit",
    "detnist appointment", "run", "running", "runs", "report", "reports", "reprot", "landlord",
    "landlrod", "muller", "mull", "strasse", "牛乳", "買", "乳牛", "pay", "bill", "bills",
    "elektricity",
    "madrid", "book", "booking", "windows", "plants", "home", "home office", "well-known",
    '"well known"', "knife", "knives", "grocery", "groceris", "9", "00", "snake", "c++", "50%",
    "r&d",
    "zoe", "the", "t", "post office pharmacy", "shopping home", "waiting", "zzzzzz", "a b c d e f",
)  # fmt: skip


def tasks(world: World) -> ChangeSet:
    made = (
        new(world, title, notes=notes, tags=tags, project=project)
        for title, notes, tags, project in TASKS
    )
    return ChangeSet(inserts=tuple(made))


async def test_every_store_gives_the_golden_answers_to_searches(store: Kept) -> None:
    await store.change(ME, Need(), tasks)
    found = {}
    for query in QUERIES:
        page = await store.find(ME, Filter(text=query))
        found[query] = [task.title for task in page.tasks]
        assert page.total == len(page.tasks), query
    if os.environ.get(UPDATE):
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(GOLDEN.read_text("utf-8"))


async def test_counts_and_bulk_targets_forgive_the_same_typos(store: Kept) -> None:
    await store.change(ME, Need(), tasks)
    by_project = await store.count_by(ME, Filter(text="landlrod"), "project")
    assert list(by_project) == [("Home", 2)]
    seen: list[int] = []

    def look(world: World) -> ChangeSet:
        seen.extend(world.tasks[id_].number for id_ in world.targets)
        return ChangeSet()

    await store.change(ME, Need(filter=Filter(text="landlrod")), look)
    assert sorted(seen) == [9, 13]
