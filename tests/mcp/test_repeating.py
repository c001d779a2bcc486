"""set_recurrence and set_reminder: rules in words, dates before saving."""

from datetime import timedelta
from typing import Any

import pytest

from tasklark.asks import Call, FilterWords
from tasklark.domain.identity import local
from tests.mcp.desk import Desk

_ALL = FilterWords()
SERVICE = Call(local("web").acting_as("reminders"))


async def test_a_repeat_comes_back_in_words_with_five_dates(tools: Desk) -> None:
    await tools.add("Stretch", when="monday at 10:00")
    told = await tools.call("set_recurrence", ids=["1"], repeat="every 2 weeks on Mon")
    assert told.lines[1].startswith("repeat changed 1 · undo ")
    assert told.lines[2] == (
        "#1 Stretch | Mon 30 Nov 10:00 ↻ every 2 weeks on Mon"
        " (next 14 Dec, 28 Dec, 11 Jan, 25 Jan, 8 Feb) ⏰"
    )
    assert told.lines[3].startswith("rule FREQ=WEEKLY")


async def test_a_preview_shows_rule_text_and_dates_and_changes_nothing(tools: Desk) -> None:
    await tools.add("Stretch", when="monday at 10:00")
    told = await tools.call(
        "set_recurrence", ids=["1"], repeat="FREQ=WEEKLY;BYDAY=MO;COUNT=3", preview=True
    )
    assert told.lines[1] == "preview, nothing was changed"
    assert "FREQ=WEEKLY" in told.lines[2]
    assert told.lines[3] == "next Mon 30 Nov 10:00, Mon 7 Dec 10:00, Mon 14 Dec 10:00"
    assert "↻" not in (await tools.call("search_tasks")).text


async def test_a_preview_of_a_skip_or_an_end_shows_the_task_as_it_would_be(tools: Desk) -> None:
    await tools.add("Stretch", repeat="every Monday at 10:00")
    told = await tools.call("set_recurrence", ids=["1"], skip=["this one"], preview=True)
    assert told.lines[1] == "preview, nothing was changed"
    assert "Mon 7 Dec 10:00 ↻ every Monday (next 14 Dec, 21 Dec" in told.lines[2]
    ends = await tools.call("set_recurrence", ids=["1"], ends="after 3 times", preview=True)
    assert "(next 7 Dec, 14 Dec)" in ends.lines[2]
    assert "Mon 30 Nov" in (await tools.call("search_tasks")).text


async def test_one_date_can_be_skipped_and_none_stops(tools: Desk) -> None:
    await tools.add("Stretch", repeat="every Monday at 10:00")
    told = await tools.call("set_recurrence", ids=["1"], skip=["this one"])
    assert "Mon 7 Dec 10:00" in told.lines[2]
    stopped = await tools.call("set_recurrence", ids=["1"], repeat="none")
    assert "↻" not in stopped.text
    nothing = await tools.call("set_recurrence", ids=["1"])
    assert nothing.refused


async def test_reminders_are_added_replaced_and_removed(tools: Desk) -> None:
    await tools.add("Call the bank", when="tomorrow at 9:00")
    told = await tools.call("set_reminder", ids=["1"], when="30 min before")
    assert told.lines[2].endswith("⏰ at due time + 30 min before")
    told = await tools.call("set_reminder", ids=["1"], when="day before 18:00", action="replace")
    assert told.lines[2].endswith("⏰ day before 18:00")
    told = await tools.call("set_reminder", ids=["1"], when="all", action="remove")
    assert "⏰" not in told.text
    nameless = await tools.call("set_reminder", when="30 min before")
    assert nameless.refused


async def test_snooze_without_ids_moves_the_one_that_just_rang(tools: Desk) -> None:
    quiet = await tools.call("set_reminder", when="in 10 minutes", action="snooze")
    assert quiet.refused
    await tools.add("Tea", when="today at 13:00")
    page = (await tools.queries.search(local("web"), _ALL)).page
    ring = page.reminders[page.tasks[0].id][0]
    tools.clock.now += timedelta(hours=1)
    await tools.commands.fire(SERVICE, ring.id, ring.revision)
    told = await tools.call("set_reminder", when="in 10 minutes", action="snooze")
    assert told.lines[1].startswith("snoozed 1 ·")
    assert told.lines[2].endswith("⏰ snoozed to today 13:10")


async def test_a_task_is_named_by_the_one_title_it_fits(tools: Desk) -> None:
    await tools.add("Gym", "Read the paper", repeat="every friday")
    told = await tools.call("set_recurrence", ids=["the gym"], skip=["this one"])
    assert told.lines[2].startswith("#1 Gym | Fri 4 Dec")
    await tools.add("Health check")
    await tools.add("Dentist")
    told = await tools.call("update_tasks", ids=["dentist"], parent="Health check")
    assert told.lines[2] == "#4 Dentist | subtask"


async def test_a_title_that_fits_several_or_none_changes_nothing(tools: Desk) -> None:
    await tools.add("Call mum", "Call dad", when="friday at 9:00")
    several = await tools.call_inside("set_reminder", ids=["call"], when="1 hour before")
    assert several.refused
    assert several.lines[1] == "Nothing was changed. Choose by number."
    assert sorted(several.fact("ids")) == [1, 2]
    none = await tools.call("delete_tasks", ids=["dentist"])
    assert none.lines[0] == "No open task fits “dentist”; nothing was changed."


@pytest.mark.parametrize("words", ["from next Monday on", "next Monday", "desde el lunes"])
async def test_a_new_rule_holds_from_the_day_that_is_said(tools: Desk, words: str) -> None:
    await tools.add("standup", when="9:00", repeat="every weekday")
    change: dict[str, Any] = {"ids": ["standup"], "repeat": "9:15", "from": words}
    told = await tools.call("set_recurrence", **change)
    assert not told.refused, told.text
    assert "Thu 26 Nov 09:00" in told.text
