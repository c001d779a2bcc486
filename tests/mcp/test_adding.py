"""add_tasks: what was stored, said back with weekdays."""

from tests.mcp.desk import NOW, Desk

RENT = {
    "title": "Pay rent",
    "when": "monday 30 november 09:00",
    "repeat": "last workday of every month",
    "remind": ["day before 18:00"],
    "priority": "high",
    "tags": ["home"],
}


async def test_a_task_comes_back_as_it_was_stored_with_its_next_dates(tools: Desk) -> None:
    told = await tools.call("add_tasks", tasks=[RENT])
    code = told.fact("undo")
    assert told.lines == [
        NOW,
        f"added 1 · undo {code}",
        "#1 Pay rent | Mon 30 Nov 09:00 high #home ↻ last workday of every month"
        " (next 31 Dec, 29 Jan, 26 Feb) ⏰ day before 18:00",
    ]
    assert told.fact("ids") == [1]
    assert told.fact("said").startswith("Added “Pay rent”, last workday of every month")


async def test_subtasks_are_read_like_titles_and_are_not_counted(tools: Desk) -> None:
    told = await tools.add("Move house", subtasks=["pack", "call movers tomorrow at 10:00"])
    assert told.lines[1].startswith("added 1 ·")
    assert "#3 call movers | Thu 26 Nov 10:00 subtask ⏰" in told.lines
    assert told.fact("ids") == [1]


async def test_a_likely_duplicate_is_said_and_added_all_the_same(tools: Desk) -> None:
    await tools.add("Buy milk")
    told = await tools.add("Buy milk")
    assert told.lines[-1] == "“Buy milk” is like #1, open"
    assert told.fact("ids") == [2]


async def test_existing_ones_can_be_skipped_and_then_there_is_no_undo_code(tools: Desk) -> None:
    await tools.add("Buy milk")
    told = await tools.call("add_tasks", tasks=[{"title": "buy milk"}], skip_existing=True)
    assert told.lines[1] == "nothing was changed"
    assert "#1" in told.lines[2]
    assert told.fact("undo") is None


async def test_a_retry_answers_from_the_first_result(tools: Desk) -> None:
    first = await tools.call("add_tasks", tasks=[RENT], request_id="one")
    again = await tools.call("add_tasks", tasks=[RENT], request_id="one")
    assert again.fact("ids") == first.fact("ids")
    assert again.fact("undo") == first.fact("undo")
    assert "carried out before" in again.lines[1]
    assert (await tools.call("search_tasks")).fact("total") == 1


async def test_the_same_request_id_with_other_arguments_is_refused(tools: Desk) -> None:
    await tools.call("add_tasks", tasks=[RENT], request_id="one")
    told = await tools.call("add_tasks", tasks=[{"title": "Else"}], request_id="one")
    assert told.refused
    other = await tools.call("undo", request_id="one")
    assert other.refused


async def test_what_cannot_be_read_is_named_with_what_could(tools: Desk) -> None:
    told = await tools.add("Buy eggs", when="glorp")
    assert told.refused
    assert told.lines[0] == "I cannot read “glorp” as a date."
    assert "tomorrow at 9" in told.lines[1]
    assert len(told.lines) == 2
    assert (await tools.call("search_tasks")).fact("total") == 0


async def test_many_are_added_all_or_none_and_the_bad_one_is_named(tools: Desk) -> None:
    told = await tools.call(
        "add_tasks", tasks=[{"title": "One"}, {"title": "Two", "when": "glorp"}]
    )
    assert told.refused
    assert "Two" in told.text
    assert (await tools.call("search_tasks")).fact("total") == 0


async def test_each_bad_one_of_a_list_is_told_with_its_reason(tools: Desk) -> None:
    bad = [{"title": "call", "when": "blursday"}, {"title": "pay", "repeat": "every blue moon"}]
    told = await tools.call("add_tasks", tasks=[{"title": "good"}, *bad])
    assert told.refused
    assert "Task 2 (“call”): I cannot read “blursday”" in told.lines[0]
    assert "Task 3 (“pay”): I cannot read “every blue moon”" in told.lines[0]
    assert len(told.lines) == 2


async def test_a_day_that_does_not_exist_is_no_repeat(tools: Desk) -> None:
    told = await tools.add("call", when="31 February")
    assert told.refused
    assert told.lines[0] == "There is no such day as “31 February”."
    assert "every Tuesday" in (await tools.add("gym", when="Tuesdays at 9")).text
