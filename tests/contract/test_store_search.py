"""What every store promises about searching by words."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tasklark.domain.query import Filter, Sort
from tasklark.store.port import Need
from tasklark.store.tokens import fold, read_query, stem, words_of
from tests.contract.builders import ME, Kept, StillClock, add, adding, change, open_sqlite, setting
from tests.contract.conftest import STORES
from tests.contract.servers import Servers

WITHOUT = "sqlite without fts5"


@pytest.fixture(params=[*STORES, WITHOUT])
async def plain(
    request: pytest.FixtureRequest, tmp_path: Path, clock: StillClock, servers: Servers
) -> AsyncIterator[Kept]:
    """Every store, and SQLite without its full-text table."""
    if request.param != WITHOUT:
        async with STORES[request.param](tmp_path, clock, servers) as opened:
            yield opened
        return
    async with await open_sqlite(tmp_path / "t.sqlite3", clock, full_text=False) as opened:
        yield opened


async def found(store: Kept, text: str, filter: Filter | None = None) -> list[str]:
    filter = filter or Filter(text=text)
    return [task.title for task in (await store.find(ME, filter)).tasks]


async def test_words_are_found_whatever_their_case_and_accents(plain: Kept) -> None:
    await add(plain, "Comprar LECHE en el Café", notes="straße", tags=("Müll",), project="Ångström")
    for text in ("leche", "CAFE", "café", "strasse", "mull", "angstrom", "comprar café"):
        assert await found(plain, text) == ["Comprar LECHE en el Café"], text


async def test_all_words_are_wanted_and_the_last_may_be_a_beginning(plain: Kept) -> None:
    await add(plain, "Buy oat milk")
    await add(plain, "Buy bread")
    assert await found(plain, "buy mil") == ["Buy oat milk"]
    assert await found(plain, "milk buy") == ["Buy oat milk"]
    assert await found(plain, "milk bread") == []


async def test_a_phrase_stands_together_and_a_minus_leaves_out(plain: Kept) -> None:
    await add(plain, "oat milk")
    await add(plain, "milk oat")
    assert await found(plain, '"oat milk"') == ["oat milk"]
    assert await found(plain, 'milk -"oat milk"') == ["milk oat"]
    assert await found(plain, "milk -oat") == []
    assert await found(plain, "-oat") == []
    await add(plain, "tea")
    assert await found(plain, "-oat") == ["tea"]


@pytest.mark.parametrize(
    "text",
    ['"', '""', "*", "AND", "a AND", "NEAR(a b)", "title:x", "^", "-", "--", "(", "%", "_", "'; --",
     "\\", "\x00", "{title}", "a" * 10_000, '"' * 999, "☕", "NOT", "a OR b", "ﷺ"],
)  # fmt: skip
async def test_no_text_is_an_operator_of_the_database(plain: Kept, text: str) -> None:
    await add(plain, "quite ordinary")
    assert await found(plain, text) == []


@pytest.mark.parametrize(
    "piece",
    ["word ", "w{} ", '"two words" ', "-w{} ", "日本語", "é", "a-b ", "\\'\"* ", "(a & b) | !c "],
)
async def test_ten_thousand_letters_are_a_query_like_any_other(plain: Kept, piece: str) -> None:
    await add(plain, "quite ordinary")
    endless = "".join(piece.replace("{}", str(n)) for n in range(10_000))[:10_000]
    # What only leaves words out leaves out none of a task's.
    assert await found(plain, endless) == (["quite ordinary"] if piece[0] == "-" else [])


async def test_words_of_changed_tasks_follow_the_change(plain: Kept) -> None:
    task = await add(plain, "apples")
    await change(plain, task, setting(title="pears", notes="sweet"))
    assert await found(plain, "apples") == []
    assert await found(plain, "sweet") == ["pears"]


async def test_other_conditions_hold_beside_the_words(plain: Kept) -> None:
    await add(plain, "milk", tags=("home",))
    await add(plain, "milk done", status="done")
    assert await found(plain, "", Filter(text="milk", tags=("home",))) == ["milk"]
    assert await found(plain, "", Filter(text="milk", status="done")) == ["milk done"]
    page = await plain.find(ME, Filter(text="milk", status="any"), (Sort("title"),), limit=1)
    assert page.total == 2


async def test_other_forms_of_a_word_are_found(store: Kept) -> None:
    await add(store, "Running errands")
    await add(store, "buy groceries")
    for text in ("run", "runs", "running", "errand"):
        assert await found(store, text) == ["Running errands"], text
    for text in ("grocery", "groceri", "buying grocery"):
        assert await found(store, text) == ["buy groceries"], text


async def test_a_typo_finds_the_likeliest_known_word(store: Kept) -> None:
    await add(store, "Call the dentist")
    await add(store, "Buy groceries")
    for text in ("dentsit", "dentis", "detnist", "dentistt", "call dentits"):
        assert await found(store, text) == ["Call the dentist"], text
    assert await found(store, "grocreis") == ["Buy groceries"]
    assert await found(store, "zzzzzz") == []


async def test_a_title_counts_more_than_notes_and_newer_more_than_older(
    store: Kept,
) -> None:
    await add(store, "something else entirely", notes="milk")
    await add(store, "milk")
    assert await found(store, "milk") == ["milk", "something else entirely"]


async def test_characters_without_spaces_between_words_are_found_inside(
    store: Kept,
) -> None:
    await add(store, "牛乳を買う")
    for text in ("牛乳", "買う", "乳"):
        assert await found(store, text) == ["牛乳を買う"], text
    assert await found(store, "乳牛") == []


async def test_paging_by_likeness_goes_on_past_the_ranked_ones(store: Kept) -> None:
    await store.change(ME, Need(), adding(*(f"milk {n}" for n in range(620))))
    seen: list[int] = []
    cursor = None
    while True:
        page = await store.find(ME, Filter(text="milk"), (Sort("relevance"),), 90, cursor)
        seen += [task.number for task in page.tasks]
        if (cursor := page.next) is None:
            break
    assert page.total == 620
    assert sorted(seen) == list(range(1, 621))


async def test_matches_are_counted_up_to_a_thousand_and_all_are_paged_through(store: Kept) -> None:
    await store.change(ME, Need(), adding(*(f"milk {n}" for n in range(1700))))
    seen: list[int] = []
    cursor = None
    while True:
        page = await store.find(ME, Filter(text="milk"), (), 400, cursor)
        assert (page.total, page.at_least) == (1000, True)
        seen += [task.number for task in page.tasks]
        if (cursor := page.next) is None:
            break
    assert sorted(seen) == list(range(1, 1701))


async def test_few_that_fit_among_many_matches_are_counted_exactly(store: Kept) -> None:
    await store.change(ME, Need(), adding(*(f"milk {n}" for n in range(4))))
    await store.change(ME, Need(), adding(*["milk"] * 1600, status="done"))
    page = await store.find(ME, Filter(text="milk"), (), 2)
    assert (page.total, page.at_least, len(page.tasks)) == (4, False, 2)
    rest = await store.find(ME, Filter(text="milk"), (), 2, page.next)
    assert (rest.total, rest.next) == (4, None)


@pytest.mark.parametrize("sorts", [(), (Sort("relevance"), Sort("title"))])
async def test_a_corrected_search_goes_on_behind_its_first_page(
    store: Kept, sorts: tuple[Sort, ...]
) -> None:
    await store.change(ME, Need(), adding(*(f"groceries {n}" for n in range(5))))
    seen: list[int] = []
    cursor = None
    while True:
        page = await store.find(ME, Filter(text="grocreis"), sorts, 2, cursor)
        seen += [task.number for task in page.tasks]
        assert page.total == 5
        if (cursor := page.next) is None:
            break
    assert sorted(seen) == [1, 2, 3, 4, 5]


async def test_a_file_used_without_full_text_is_caught_up_with(
    tmp_path: Path, clock: StillClock
) -> None:
    path = tmp_path / "t.sqlite3"
    for full_text, title in ((True, "apples"), (False, "pears")):
        async with await open_sqlite(path, clock, full_text=full_text) as store:
            await add(store, title)
    async with await open_sqlite(path, clock, full_text=True) as store:
        assert await found(store, "pear") == ["pears"]
        assert await found(store, "apples") == ["apples"]


def test_folding_forgets_case_accents_and_spaces() -> None:
    assert fold("  Él  PIÑATA ǅ ") == "el pinata dz"
    assert words_of("it's 9:00, #home") == ["it", "s", "9", "00", "home"]
    assert words_of("snake_case") == ["snake", "case"]


def test_stems_join_the_commonest_forms() -> None:
    assert {stem(word) for word in ("groceries", "grocery")} == {"grocery"}
    assert {stem(word) for word in ("run", "runs", "running")} == {"run"}
    assert {stem(word) for word in ("bake", "bakes", "baked", "baking")} == {"bak"}
    assert [stem(word) for word in ("boss", "is", "42s", "año")] == ["boss", "is", "42s", "año"]


def test_a_query_is_read_as_words_phrases_and_exclusions() -> None:
    words = read_query('buy "oat milk" -tea well-known br')
    assert [(term.words, term.prefix) for term in words.terms] == [
        (("buy",), False),
        (("oat", "milk"), False),
        (("well", "known"), False),
        (("br",), True),
    ]
    assert [term.words for term in words.without] == [("tea",)]
    assert read_query(" - ").empty
