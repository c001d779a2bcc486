"""update_tasks, complete_tasks, delete_tasks, undo: guards instead of questions."""

from datetime import UTC, datetime

from tasklark.asks import Call
from tasklark.domain.identity import local
from tests.mcp.desk import Desk

RECURRING = Call(local("web").acting_as("recurring"), request_id="recurring:1")


async def test_one_named_task_is_changed_without_searching_first(tools: Desk) -> None:
    await tools.add("Pay rent", when="friday at 9:00", priority="high")
    told = await tools.call(
        "update_tasks", filter={"text": "rent"}, expect=1, when="+3 days", priority="none"
    )
    assert told.lines[2] == "#1 Pay rent | Mon 30 Nov 09:00 ⏰"
    assert told.lines[1] == f"updated 1 · undo {told.fact('undo')}"


async def test_several_matches_change_nothing_and_come_back(tools: Desk) -> None:
    await tools.add("Call mum", "Call dad", when="today")
    told = await tools.call_inside("complete_tasks", filter={"text": "call"}, expect=1)
    assert told.refused
    assert told.fact("refused") is True
    assert sorted(told.fact("ids")) == [1, 2]
    assert {task["title"] for task in told.fact("tasks")} == {"Call mum", "Call dad"}
    assert "#1 Call mum" in told.text
    assert (await tools.call("search_tasks")).fact("total") == 2


async def test_none_clears_and_empty_values_change_nothing(tools: Desk) -> None:
    await tools.add("Read", when="today", project="Fun", notes="page 3")
    told = await tools.call(
        "update_tasks", ids=[1], when="none", project="none", title="", notes="", remind=[]
    )
    assert told.lines[2] == "#1 Read"
    full = await tools.call("search_tasks", ids=["1"], detail="full")
    assert "  notes: page 3" in full.lines


async def test_notes_are_appended_after_a_plus(tools: Desk) -> None:
    await tools.add("Read", notes="page 3")
    await tools.call("update_tasks", ids=["#1"], notes="+ page 4")
    full = await tools.call("search_tasks", ids=["1"], detail="full")
    assert "page 3" in full.text
    assert "page 4" in full.text


async def test_a_call_that_says_no_change_or_no_task_is_refused(tools: Desk) -> None:
    await tools.add("Read")
    assert (await tools.call("update_tasks", ids=["1"])).refused
    assert (await tools.call("update_tasks", priority="high")).refused
    assert (await tools.call("delete_tasks", filter={"status": "any"})).refused
    both = await tools.call("delete_tasks", ids=["1"], filter={"text": "read"})
    assert both.refused
    assert (await tools.call("search_tasks")).fact("total") == 1


async def test_a_dry_run_changes_nothing_and_keeps_what_it_found(tools: Desk) -> None:
    await tools.add("Call mum", "Call dad", "Read")
    dry = await tools.call_inside("delete_tasks", filter={"text": "call"}, dry_run=True)
    assert dry.lines[1] == f"dry run, nothing was changed: would delete 2 · set:{dry.fact('set')}"
    assert dry.fact("undo") is None
    assert sorted(task["title"] for task in dry.fact("tasks")) == ["Call dad", "Call mum"]
    assert (await tools.call("search_tasks")).fact("total") == 3
    told = await tools.call("delete_tasks", ids=[f"set:{dry.fact('set')}"])
    assert told.fact("total") == 2


async def test_rows_of_a_set_that_changed_since_are_left_out_and_named(tools: Desk) -> None:
    await tools.add("Call mum", "Call dad")
    dry = await tools.call("delete_tasks", filter={"text": "call"}, dry_run=True)
    await tools.call("update_tasks", ids=["2"], title="Visit dad")
    told = await tools.call("delete_tasks", ids=[f"set:{dry.fact('set')}"])
    assert told.fact("ids") == [1]
    assert told.lines[-1] == "Left alone, changed since: #2 “Visit dad”"


async def test_completing_a_repeating_task_says_its_next_date(tools: Desk) -> None:
    await tools.add("Water plants", repeat="every day at 18:00")
    told = await tools.call("complete_tasks", ids=["1"])
    assert told.lines[1].startswith("completed 1 · undo ")
    assert told.lines[-1] == "#1 next Thu 26 Nov 18:00"
    assert told.fact("said") == "Completed “Water plants”, next Thu 26 Nov 18:00"


async def test_a_bare_number_never_finishes_two_occurrences_by_accident(tools: Desk) -> None:
    await tools.add("Water plants", repeat="every day at 18:00")
    done = await tools.call("complete_tasks", ids=["1"])
    await tools.commands.spawn_next(RECURRING, done.fact("task_ids")[0], done.fact("undo"))
    again = await tools.call("complete_tasks", ids=["1"])
    assert again.lines[1] == "nothing was changed"
    assert again.lines[2] == (
        "#1 “Water plants” was already done today 12:00;"
        " next Thu 26 Nov 18:00 (`1/2026-11-26` to do it early)"
    )
    early = await tools.call("complete_tasks", ids=["1/2026-11-26"])
    assert early.fact("undo")


async def test_done_false_reopens_and_complete_never_toggles(tools: Desk) -> None:
    await tools.add("Read")
    await tools.call("complete_tasks", ids=["1"])
    twice = await tools.call("complete_tasks", ids=["1"])
    assert twice.lines[1:] == ["nothing was changed", "#1 “Read” is done already"]
    told = await tools.call("complete_tasks", ids=["1"], done=False)
    assert told.lines[1].startswith("reopened 1 ·")


async def test_it_can_be_said_when_it_was_done(tools: Desk) -> None:
    await tools.add("Read")
    told = await tools.call("complete_tasks", ids=["1"], at="monday at 10:00")
    assert "done Mon 23 Nov 10:00" in told.text


async def test_undo_takes_back_the_clients_last_change_or_the_named_ones(tools: Desk) -> None:
    await tools.add("Read")
    deleted = await tools.call("delete_tasks", ids=["1"])
    told = await tools.call("undo")
    assert told.lines[1].startswith("undone 1 ·")
    assert (await tools.call("search_tasks")).fact("ids") == [1]
    again = await tools.call("undo", codes=[deleted.fact("undo")])
    assert again.lines[1:] == ["nothing was changed", f"{deleted.fact('undo')} was undone already"]
    unknown = await tools.call("undo", codes=["zzz"])
    assert unknown.refused


async def test_an_undo_leaves_alone_what_changed_since_and_lists_it(tools: Desk) -> None:
    await tools.add("Read")
    code = (await tools.call("update_tasks", ids=["1"], priority="high", title="Write")).fact(
        "undo"
    )
    await tools.call("update_tasks", ids=["1"], title="Think")
    told = await tools.call("undo", codes=[code])
    assert told.lines[2] == "#1 Think"
    assert told.lines[3] == "Left alone, changed since: the title of #1 “Think”"


async def test_between_midnight_and_day_start_the_clock_line_tells_the_persons_day(
    tools: Desk,
) -> None:
    tools.clock.now = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
    told = await tools.call("get_agenda")
    assert told.lines[0] == "now Sun 29 Nov 00:30 Europe/Madrid, your day is Sat 28 until 04:00"


async def test_what_is_reopened_may_be_named_by_the_title_of_a_done_one(tools: Desk) -> None:
    await tools.add("wash the car")
    await tools.call("complete_tasks", ids=["wash car"])
    told = await tools.call("complete_tasks", ids=["wash car"], done=False)
    assert told.lines[1].startswith("reopened 1")
    refused = await tools.call("complete_tasks", ids=["wash car"], done=False)
    assert refused.lines[0] == "No done task fits “wash car”; nothing was changed."


async def test_every_number_that_is_not_there_is_told(tools: Desk) -> None:
    await tools.add("milk")
    told = await tools.call("update_tasks", ids=["1", "99", "98"], priority="low")
    assert told.lines[0] == "There is no task #99 or #98."
