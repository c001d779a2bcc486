"""What people ask for, through a real client on stdio: each in at most two calls."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mcp_server.server import INSTRUCTIONS
from tasklark.asks import Call, Draft
from tasklark.commands import Commands
from tasklark.domain.identity import local
from tasklark.language.say import WORDING
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.opening import DATABASE
from tasklark.store.sqlite import open_store
from tests.contract.builders import StillClock, no_holidays
from tests.mcp.person import Person, day, next_weekday, person
from tests.running import ZONE

pytestmark = [pytest.mark.timeout(60), pytest.mark.slow]
TUESDAY, THURSDAY, FRIDAY = 1, 3, 4


@pytest.fixture
async def me(tmp_path: Path) -> AsyncIterator[Person]:
    async with person(tmp_path) as asked:
        yield asked


async def test_water_the_plants_every_other_tuesday_except_holidays(me: Person) -> None:
    title = "Water the plants"
    await me.does(
        "add_tasks", tasks=[{"title": title, "repeat": "every other Tuesday except holidays"}]
    )
    assert "Water the plants" in await me.shows("plants")
    assert "↻ every 2 weeks on Tue except holidays" in await me.shows("plants")


async def test_move_everything_due_today_to_tomorrow_morning(me: Person) -> None:
    await me.added("Call plumber", "Journal", when="today")
    await me.added("Old invoice", when="yesterday")
    await me.added("Later", when="in 5 days")
    told = await me.does("update_tasks", filter={"when": "today"}, when="tomorrow morning")
    assert "updated 3" in told.text
    seen = await me.shows(filter={"when": "tomorrow"})
    assert seen.startswith("3 tasks")
    assert seen.count("09:00") == 3
    assert "Later" not in seen


async def test_actually_no_put_it_back(me: Person) -> None:
    await me.added("Call plumber", "Old invoice", when="today")
    moved = await me.given("update_tasks", filter={"when": "today"}, when="tomorrow morning")
    await me.given("update_tasks", ids=["Old invoice"], when="in 3 days")
    told = await me.does("undo", codes=[moved.fact("undo")])
    assert "Left alone, changed since: the date of #2 “Old invoice”" in told.text
    assert "1 task" in await me.shows(filter={"when": "today"})
    assert "Old invoice" in await me.shows(filter={"when": "in 3 days"})


async def test_rent_on_the_last_workday_with_nagging_the_evening_before(me: Person) -> None:
    rent = {
        "title": "Pay rent",
        "repeat": "last workday of every month",
        "remind": ["the day before at 6pm until I've done it"],
    }
    await me.does("add_tasks", tasks=[rent])
    seen = await me.shows("rent")
    assert "↻ last workday of every month" in seen
    assert "⏰ day before 18:00, every 60 min until done" in seen


async def test_every_month_on_the_31st_is_shown_before_it_is_saved(me: Person) -> None:
    await me.added("Pay the sitter")
    rule = "every month on the 31st"
    shown = await me.does("set_recurrence", ids=["sitter"], repeat=rule, preview=True)
    assert "28 Feb" in shown.text or "29 Feb" in shown.text
    assert "31 Mar" in shown.text
    assert rule not in await me.shows("sitter")
    await me.does("set_recurrence", ids=["sitter"], repeat=rule)
    assert f"↻ {rule}" in await me.shows("sitter")


async def test_haircut_six_weeks_after_the_last_one_which_was_last_friday(me: Person) -> None:
    today = await me.today()
    title = {"title": "Haircut", "repeat": "every 6 weeks after I last did it"}
    await me.does("add_tasks", tasks=[title])
    await me.does("complete_tasks", ids=["haircut"], at="last Friday")
    last = next_weekday(today, FRIDAY) - timedelta(days=7 if today.weekday() != FRIDAY else 14)
    assert last < today
    await me.soon_shows(day(last + timedelta(weeks=6), today), "haircut")


async def test_remind_me_at_nine_wherever_i_am(me: Person) -> None:
    task = {"title": "Vitamins", "when": "tomorrow at 9 wherever I am"}
    await me.does("add_tasks", tasks=[task])
    before = await me.shows("vitamins")
    assert "09:00" in before
    await me.given("preferences", set=["I'm in New York until 1 January"])
    assert "09:00" in await me.shows("vitamins")
    assert "America/New_York" in (await me.given("get_agenda")).lines[0]


async def test_next_friday_at_half_seven_is_told_as_it_was_read(me: Person) -> None:
    told = await me.does(
        "add_tasks", tasks=[{"title": "Dinner", "when": "next Friday at half seven in the evening"}]
    )
    seen = await me.shows("dinner")
    assert "Fri " in seen
    assert "19:30" in seen
    assert "19:30" in told.text


async def test_snooze_that_and_the_dentist_thing(tmp_path: Path) -> None:
    await _rang_a_while_ago(tmp_path)
    async with person(tmp_path) as me:
        today = await me.today()
        await me.soon_does("set_reminder", action="snooze", when="tomorrow after lunch")
        await me.does("update_tasks", ids=["the dentist thing"], when="a week from Thursday")
        assert "14:00" in await me.shows("tea")
        thursday = next_weekday(today, THURSDAY)
        assert day(thursday + timedelta(days=7), today) in await me.shows("dentist")


async def test_mark_the_milk_one_done_with_three_of_them(me: Person) -> None:
    await me.added("Buy milk", "Oat milk", "Milk the goat")
    done = await me.call("complete_tasks", filter={"text": "the milk one"}, expect=1)
    gone = await me.call("delete_tasks", ids=["milk"])
    for told in (done, gone):
        assert told.refused
        assert all(f"#{number}" in told.text for number in (1, 2, 3))
    assert (await me.shows("milk")).startswith("3 tasks")


async def test_a_brain_dump_is_one_call_and_a_duplicate_is_told(me: Person) -> None:
    await me.added("Buy batteries")
    told = await me.does(
        "add_tasks",
        tasks=[
            {"title": "Call the bank", "when": "tomorrow"},
            {"title": "Buy batteries"},
            {"title": "Report for Maria", "when": "by Friday", "priority": "high"},
            {"title": "Plan the week", "repeat": "every Sunday evening"},
        ],
    )
    assert "“Buy batteries” is like #1, open" in told.text
    seen = await me.shows()
    assert seen.startswith("5 tasks")
    assert "Report for Maria | high" in seen
    assert "19:00 ↻ every Sunday" in seen


async def test_skip_gym_this_week_and_pause_the_newsletter_until_january(me: Person) -> None:
    today = await me.today()
    await me.added("Gym", repeat="every day at 18:00")
    await me.added("Newsletter", repeat="every Thursday")
    await me.does("set_recurrence", ids=["gym"], skip=["this week"])
    await me.does("set_recurrence", ids=["newsletter"], pause_until="January")
    sunday = today + timedelta(days=6 - today.weekday())
    assert day(sunday + timedelta(days=1), today) in await me.shows("gym")
    newsletter = await me.shows("newsletter")
    assert "Jan" in newsletter
    assert "paused until" in newsletter


async def test_what_got_done_last_week_and_what_keeps_slipping(me: Person) -> None:
    today = await me.today()
    monday = today - timedelta(days=today.weekday() + 7)
    await me.added("Taxes", "Report", "Run")
    await me.given("complete_tasks", ids=["run"], at=f"{monday.isoformat()} at 10:00")
    for shift in ("in 2 days", "in 3 days", "in 4 days"):
        await me.given("update_tasks", ids=["taxes"], when=shift)
    done = await me.does("search_tasks", filter={"status": "done", "done": "last week"})
    assert "#3 Run" in done.text
    slipped = await me.does("get_history", since="last week", event="updated")
    assert slipped.lines[-1] == "put off again and again: #1 Taxes 2×"
    assert "Report" not in slipped.text


async def test_standup_at_another_time_from_a_day_on_and_tomorrows_stays(me: Person) -> None:
    today = await me.today()
    await me.added("Standup", when="tomorrow at 9:00", repeat="every day at 9:00")
    begins = today + timedelta(days=4)
    change = {"repeat": "every day at 9:15", "from": begins.isoformat()}
    told = await me.does("set_recurrence", ids=["standup"], **change)
    assert "09:15" in told.text
    seen = await me.shows("standup")
    assert f"{day(today + timedelta(days=1), today)} 09:00" in seen


async def test_the_same_add_twice_by_a_retry_is_one_task(me: Person) -> None:
    task = {"title": "Passport", "when": "mañana a las 9"}
    first = await me.does("add_tasks", tasks=[task], request_id="r1")
    again = await me.does("add_tasks", tasks=[task], request_id="r1")
    assert first.fact("undo") == again.fact("undo")
    seen = await me.shows("passport")
    assert seen.startswith("1 task\n")
    assert "09:00" in seen


async def test_tomorrow_at_nine_in_three_languages(me: Person) -> None:
    words = ("tomorrow at 9", "mañana a las 9", "kal subah 9 baje")
    await me.does("add_tasks", tasks=[{"title": f"In {word}", "when": word} for word in words])
    assert (await me.shows(filter={"when": "tomorrow at 9"})).startswith("3 tasks")


async def test_read_me_the_notes_of_a_number(me: Person) -> None:
    await me.added("Read", notes="page 3\nand page 4")
    told = await me.does("search_tasks", ids=["#1"], detail="full")
    assert "page 3" in told.text
    assert "and page 4" in told.text


async def test_i_ran_monday_and_wednesday_not_friday(tmp_path: Path) -> None:
    monday = await _running_since_last_week(tmp_path)
    keys = [(monday + timedelta(days=step)).isoformat() for step in (0, 2, 4)]
    async with person(tmp_path) as me:
        await me.does("set_recurrence", ids=["run"], skip=[keys[2]])
        await me.does("complete_tasks", ids=[f"1/{keys[0]}", f"1/{keys[1]}"])
        assert (await me.shows("run", filter={"status": "done"})).startswith("2 tasks")
        assert "missed" not in await me.shows("run", detail="full")


async def test_pause_all_work_repeats_until_a_day(me: Person) -> None:
    await me.added("Report", repeat="every Monday", tags=["work"])
    await me.added("Invoices", repeat="every month on the 1st", tags=["work"])
    await me.added("Yoga", repeat="every Monday")
    found = await me.does("search_tasks", filter={"tags": ["work"], "has": ["repeat"]})
    await me.does("set_recurrence", ids=found.fact("ids"), pause_until="7 January")
    assert (await me.shows(filter={"tags": ["work"]})).count("paused until") == 2
    assert "paused" not in await me.shows("yoga")


async def test_remind_me_an_hour_before_everything_tomorrow(me: Person) -> None:
    await me.added("Lunch", "Dentist", when="tomorrow at 13:00")
    found = await me.does("search_tasks", filter={"when": "tomorrow"})
    await me.does("set_reminder", ids=found.fact("ids"), when="an hour before")
    assert (await me.shows(filter={"when": "tomorrow"})).count("1 h before") == 2


async def test_drop_the_reminder_on_rent(me: Person) -> None:
    await me.added("Pay rent", when="tomorrow at 15:00", remind=["1 hour before"])
    await me.does("set_reminder", ids=["rent"], when="all", action="remove")
    assert "⏰" not in await me.shows("rent")


async def test_make_dentist_a_subtask_of_health_check(me: Person) -> None:
    await me.added("Health check", "Dentist")
    await me.does("update_tasks", ids=["dentist"], parent="Health check")
    assert "#2 Dentist" in await me.shows(filter={"in": "#1"})


async def test_what_did_i_finish_for_lisbon_in_october(me: Person) -> None:
    await me.added("Hotel", "Flights", "Taxi", project="Lisbon")
    await me.given("complete_tasks", ids=["1", "2"], at="10 October")
    told = await me.does(
        "search_tasks", filter={"in": "lisbon", "status": "done", "done": "in October"}
    )
    assert "#1 Hotel" in told.text
    assert "#2 Flights" in told.text
    assert "Taxi" not in told.text


async def test_how_much_is_open_in_each_project(me: Person) -> None:
    await me.added("Hotel", "Flights", project="Lisbon")
    await me.added("Paint", project="Home")
    told = await me.does("search_tasks", count_by="project")
    assert {"Lisbon: 2", "Home: 1"} <= set(told.lines)


async def test_file_what_has_no_project_under_misc(me: Person) -> None:
    await me.added("Milk", "Eggs")
    await me.added("Paint", project="Home")
    await me.does("update_tasks", filter={"in": "none"}, project="Misc")
    assert (await me.shows(filter={"in": "Misc"})).startswith("2 tasks")
    assert (await me.shows(filter={"in": "Home"})).startswith("1 task\n")


async def test_milk_eggs_bread_unless_listed(me: Person) -> None:
    await me.added("Milk")
    titles = [{"title": title} for title in ("milk", "eggs", "bread")]
    await me.does("add_tasks", tasks=titles, skip_existing=True)
    assert (await me.shows()).startswith("3 tasks")


async def test_i_am_in_new_york_until_sunday(me: Person) -> None:
    await me.added("Lunch", when="tomorrow at 13:00")
    told = await me.does("preferences", set=["I'm in New York until Sunday"])
    assert "America/New_York" in told.lines[0]
    assert "13:00" in await me.shows("lunch")


async def test_move_the_call_to_four_but_keep_its_reminder(me: Person) -> None:
    await me.added("Call Ann", when="tomorrow at 3 pm", remind=["30 min before"])
    await me.does(
        "update_tasks",
        filter={"text": "call", "when": "tomorrow at 3 pm"},
        expect=1,
        when="4 pm",
        remind=["14:30"],
    )
    seen = await me.shows("call")
    assert "16:00" in seen
    on = await me.today() + timedelta(days=1)
    assert f"⏰ {on:%a} {on.day} {on:%b} {on.year} 14:30" in seen


async def test_undo_everything_since_lunch(me: Person) -> None:
    await me.added("Milk")
    await me.given("complete_tasks", ids=["1"])
    happened = await me.does("get_history", since="lunch")
    codes = [line.rsplit("undo ", 1)[1] for line in happened.lines[1:] if " · undo " in line]
    assert len(codes) == 2
    await me.does("undo", codes=codes)
    assert "#1" not in await me.shows()


async def test_a_client_is_told_how_to_use_the_tools(me: Person) -> None:
    assert me.client.instructions == INSTRUCTIONS


async def _rang_a_while_ago(folder: Path) -> None:
    """A task whose reminder is due since some minutes, and a dentist."""
    now = datetime.now(UTC)
    async with _store_at(folder, now - timedelta(hours=1)) as commands:
        minutes = "in 55 minutes"
        tasks = [Draft("Tea", remind=[minutes]), Draft("Dentist", when="in 3 days")]
        await commands.add(Call(local("web")), tasks)


async def _running_since_last_week(folder: Path) -> date:
    """A run on Mondays, Wednesdays and Fridays, nothing done since last week's Monday."""
    now = datetime.now(ZoneInfo(ZONE))
    monday = now.date() - timedelta(days=now.weekday() + 7)
    then = datetime.combine(monday, time(8), now.tzinfo)
    async with _store_at(folder, then.astimezone(UTC)) as commands:
        draft = Draft("Run", repeat="every Mon, Wed, Fri")
        await commands.add(Call(local("web")), [draft])
    return monday


@asynccontextmanager
async def _store_at(folder: Path, moment: datetime) -> AsyncIterator[Commands]:
    """The commands on the data folder, at another time."""
    (folder / "data").mkdir()
    clock = StillClock(moment)
    path = folder / "data" / DATABASE
    async with await open_store(path, clock, no_holidays, zone=ZONE, says=WORDING) as store:
        yield Commands(store, EmbeddedRuntime(store), clock)
