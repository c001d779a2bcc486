"""search_tasks, get_agenda, get_history, preferences: what there is, grouped by day."""

from tests.mcp.desk import NOW, Desk


async def some(tools: Desk) -> None:
    await tools.add("Buy milk", when="today", tags=["home"])
    await tools.add("Call the bank", when="tomorrow at 9:00", priority="high")
    await tools.add("Learn to juggle", notes="three balls", project="Fun")


async def test_a_list_is_grouped_by_day(tools: Desk) -> None:
    await some(tools)
    told = await tools.call("search_tasks")
    assert told.lines == [
        NOW,
        "3 tasks",
        "Wed 25 Nov (today)",
        "#1 Buy milk | #home",
        "Thu 26 Nov",
        "#2 Call the bank | 09:00 high ⏰",
        "No date",
        "#3 Learn to juggle | @Fun",
    ]
    assert told.fact("ids") == [1, 2, 3]


async def test_our_own_callers_get_the_tasks_as_json_too(tools: Desk) -> None:
    await some(tools)
    told = await tools.call_inside("search_tasks", filter={"text": "milk"})
    assert [task["title"] for task in told.fact("tasks")] == ["Buy milk"]
    assert (await tools.call("search_tasks")).fact("tasks") is None


async def test_more_than_a_page_has_a_cursor_and_a_set_that_names_them_all(tools: Desk) -> None:
    await tools.add(*(f"Item {n}" for n in range(5)))
    first = await tools.call("search_tasks", limit=2)
    code = first.fact("set")
    assert first.lines[1].startswith("2 of 5 tasks, cursor ")
    assert f"set:{code}" in first.lines[1]
    cursor = first.lines[1].split("cursor ")[1].split(",")[0]
    rest = await tools.call("search_tasks", limit=10, cursor=cursor)
    assert len(rest.fact("ids")) == 3
    done = await tools.call("complete_tasks", ids=[f"set:{code}"])
    assert done.fact("total") == 5


async def test_typing_errors_are_forgiven_and_nothing_is_said_in_words(tools: Desk) -> None:
    await some(tools)
    assert (await tools.call("search_tasks", filter={"text": "jugle"})).fact("ids") == [3]
    told = await tools.call("search_tasks", filter={"text": "zebra crossing"})
    assert told.lines[1] == "nothing matches"


async def test_counts_are_told_instead_of_tasks(tools: Desk) -> None:
    await some(tools)
    told = await tools.call("search_tasks", count_by="priority")
    assert "high: 1" in told.lines
    assert "none: 2" in told.lines
    assert not [line for line in told.lines if line.startswith("#")]


async def test_full_detail_adds_notes_subtasks_and_next_dates(tools: Desk) -> None:
    await tools.add("Water plants", repeat="every day at 18:00", notes="the fern too")
    await tools.add("Move house", subtasks=["pack"])
    told = await tools.call("search_tasks", detail="full")
    assert "  notes: the fern too" in told.lines
    assert "  next 26 Nov, 27 Nov, 28 Nov, 29 Nov, 30 Nov" in told.lines
    assert "  #3 pack | subtask" in told.lines


async def test_the_agenda_tells_what_is_overdue_and_each_day_in_order_of_time(tools: Desk) -> None:
    await tools.add("Late thing", when="20 November 2026")
    await tools.add("Dentist", when="today 17:00")
    await tools.add("Water plants", repeat="every day at 16:00")
    await tools.add("Trip", when="Friday at 8:00", remind=["tomorrow at 20:00"])
    told = await tools.call("get_agenda", days=2)
    assert told.lines == [
        NOW,
        "overdue: 1",
        "#1 Late thing | Fri 20 Nov",
        "Wed 25 Nov (today): 2",
        "#3 Water plants | 16:00 ↻ every day ⏰",
        "#2 Dentist | 17:00 ⏰",
        "Thu 26 Nov: 1",
        "#3/2026-11-26 Water plants | 16:00 coming",
        "⏰ 20:00 #4 Trip, due Fri 27 Nov 08:00",
    ]


async def test_an_empty_day_says_so(tools: Desk) -> None:
    told = await tools.call("get_agenda", day="sunday")
    assert told.lines == [NOW, "Sun 29 Nov: nothing"]


async def test_history_says_what_happened_by_whom_and_how_to_take_it_back(tools: Desk) -> None:
    await some(tools)
    await tools.call("update_tasks", ids=["1"], when="friday")
    code = (await tools.call("complete_tasks", ids=["2"])).fact("undo")
    told = await tools.call("get_history", limit=2)
    assert told.lines[1] == (
        f"today 12:00 · Completed #2 Call the bank · Claude Desktop · undo {code}"
    )
    assert "Changed #1 Buy milk: date Wed 25 Nov → Fri 27 Nov" in told.lines[2]
    assert told.fact("ids") == [2, 1]
    one = await tools.call("get_history", event="completed")
    assert len(one.lines) == 2


async def test_settings_are_shown_and_changed_in_words(tools: Desk) -> None:
    shown = await tools.call("preferences")
    assert "no quiet hours" in shown.lines
    assert shown.fact("undo") is None
    told = await tools.call("preferences", set=["quiet 22 to 7", "week starts Sunday"])
    assert "quiet 22:00 to 07:00" in told.lines
    assert "week starts Sunday" in told.lines
    assert told.fact("undo")
    refused = await tools.call("preferences", set=["make me a sandwich"])
    assert refused.refused


async def test_history_ends_with_what_keeps_slipping(tools: Desk) -> None:
    await tools.add("Taxes", "Report", when="today")
    for later in ("tomorrow", "friday", "in 5 days"):
        await tools.call("update_tasks", ids=["taxes"], when=later)
    await tools.call("update_tasks", ids=["report"], when="tomorrow")
    told = await tools.call("get_history", event="updated")
    assert told.lines[-1] == "put off again and again: #1 Taxes 3×"
    await tools.call("undo")
    await tools.call("update_tasks", ids=["report"], when="today")
    assert "Report 2×" not in (await tools.call("get_history", event="updated")).text


async def test_who_asks_when_it_was_done_asks_for_what_is_done(tools: Desk) -> None:
    await tools.add("milk", "bread")
    await tools.call("complete_tasks", ids=["milk"])
    told = await tools.call("search_tasks", filter={"done": "today"})
    assert told.lines[1:] == ["1 task", "#1 milk | done today 12:00"]
