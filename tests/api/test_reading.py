"""Words read before anything is saved."""

from typing import Any

from tests.api.door import Door


async def test_what_was_recognised_is_marked_and_echoed(door: Door) -> None:
    found: Any = await door.get("/api/parse", q="pay rent 30 Nov 9am high #home", context="today")
    kinds = {span["kind"] for span in found["spans"]}
    assert {"date", "time", "tag", "priority"} <= kinds
    assert found["task"]["title"] == "pay rent"
    assert found["task"]["due"] == {"date": "2026-11-30", "time": "09:00", "zone": None}
    assert found["task"]["tags"] == ["home"]
    assert found["echo"].split(" · ")[:3] == ["Mon 30 Nov 09:00", "high", "#home"]
    assert found["count"] == 1
    assert found["command"] is None


async def test_a_repeat_and_a_reminder_are_said_in_words(door: Door) -> None:
    text = "water plants every 3 days at 18:00, remind 10 minutes before"
    found: Any = await door.get("/api/parse", q=text)
    assert found["task"]["repeat"]["words"] == "every 3 days"
    assert found["task"]["repeat"]["start"] == "2026-11-25T18:00"
    assert found["task"]["reminders"] == ["10 min before"]


async def test_an_unmarked_word_stays_in_the_title(door: Door) -> None:
    found: Any = await door.get("/api/parse", q="read monday book", plain=["5-11"])
    assert found["task"]["title"] == "read monday book"
    assert found["task"]["due"] is None


async def test_a_date_alone_is_read_too(door: Door) -> None:
    found: Any = await door.get("/api/parse", q="tomorrow 9am")
    assert found["task"]["due"] == {"date": "2026-11-26", "time": "09:00", "zone": None}


async def test_a_command_is_offered_and_lines_are_counted(door: Door) -> None:
    await door.add("buy milk")
    found: Any = await door.get("/api/parse", q="mark buy milk done")
    assert found["command"]["confidence"] >= 0.8
    assert "buy milk" in found["command"]["say"]
    lines: Any = await door.get("/api/parse", q="milk\neggs\n\nbread")
    assert lines["count"] == 3


async def test_a_rule_is_said_with_its_next_dates(door: Door) -> None:
    found: Any = await door.get(
        "/api/preview", repeat="FREQ=MONTHLY;BYMONTHDAY=-1", when="2026-11-25 09:00", n=2
    )
    assert found["rule"] == "FREQ=MONTHLY;BYMONTHDAY=-1"
    assert found["words"] == "last day of every month"
    assert [one["date"] for one in found["next"]] == ["2026-11-30", "2026-12-31"]
    assert found["next"][0]["time"] == "09:00"
    assert found["next"][0]["label"] == "Mon 30 Nov 09:00"


async def test_words_that_say_no_repeat_are_refused(door: Door) -> None:
    await door.refused("GET", "/api/preview?repeat=blue", 422)
    await door.refused("GET", "/api/preview", 422)
    problem = await door.refused("GET", "/api/parse?q=x&plain=one", 422)
    assert "“plain” must be" in str(problem["detail"])
