"""What a person says to the built-in planner, and what stands in the database after it."""

from datetime import date, time

from evals.agent.house import House
from tasklark.domain.reminder import RingBefore, RingDayBefore
from tasklark.domain.task import Due

TOMORROW = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 30)


async def test_a_task_is_added_with_its_date_tag_and_reminder_and_nothing_is_said(
    home: House,
) -> None:
    heard = await home.say("add buy oat milk tomorrow at 9 #home")
    task = await home.the("buy oat milk")
    assert (task.due, task.tags) == (Due(TOMORROW, time(9)), ("home",))
    assert len(await home.reminders(task)) == 1
    assert heard.words == ""
    [ticket] = heard.tickets
    assert (ticket["said"], ticket["ids"]) == ("Added “buy oat milk”, Thu 26 Nov 09:00", [1])
    assert ticket["undo"]


async def test_an_hour_that_was_moved_by_half_a_day_is_said(home: House) -> None:
    heard = await home.say("add call mum tomorrow at 5")
    assert (await home.the("call mum")).due == Due(TOMORROW, time(17))
    assert heard.words == "5 is 17:00"


async def test_a_list_is_the_answer_itself(home: House) -> None:
    await home.add("buy milk", "call Ana tomorrow 9am")
    heard = await home.say("list my tasks")
    assert heard.words.splitlines() == [
        "2 tasks",
        "",
        "Thu 26 Nov",
        "- #2 call Ana | 09:00 ⏰",
        "",
        "No date",
        "- #1 buy milk",
    ]


async def test_an_empty_day_is_said_in_words(home: House) -> None:
    assert (await home.say("what's on today?")).words == "Wed 25 Nov (today): nothing"
    assert (await home.say("what's overdue?")).words == "Nothing matches"


async def test_the_one_task_that_is_named_is_marked_done(home: House) -> None:
    await home.add("buy oat milk", "call Ana")
    await home.say("mark the milk one done")
    assert await home.titles("done") == ["buy oat milk"]
    assert await home.titles() == ["call Ana"]


async def test_undo_takes_back_the_last_change_of_this_conversation(home: House) -> None:
    await home.add("buy milk")
    await home.say("mark milk done")
    await home.add("call Ana")
    await home.say("undo")
    assert await home.titles() == ["buy milk", "call Ana"]


async def test_redo_does_it_again(home: House) -> None:
    await home.add("buy milk")
    await home.say("mark milk done")
    await home.say("undo")
    await home.say("redo")
    assert await home.titles("done") == ["buy milk"]


async def test_a_move_with_a_reminder_is_one_call_and_one_ticket(home: House) -> None:
    await home.add("pay rent last workday of every month 9am")
    heard = await home.say("move rent to Friday and tell me the day before")
    task = await home.the("pay rent")
    assert task.due == Due(FRIDAY, time(9))
    assert [r.trigger for r in await home.reminders(task)] == [RingBefore(24 * 60)]
    assert len(heard.tickets) == 1
    assert heard.words == ""


async def test_deleting_waits_for_a_yes_by_its_own_button(home: House) -> None:
    await home.add("pay rent")
    asked = await home.say("delete the rent task")
    assert asked.approval is not None
    [call] = asked.approval["calls"]
    assert (call["question"], call["total"]) == ("Delete “pay rent”?", 1)
    assert await home.titles() == ["pay rent"]
    await home.answer(asked)
    assert await home.titles() == []
    assert await home.titles("deleted") == ["pay rent"]


async def test_a_deletion_is_undone_by_the_word(home: House) -> None:
    await home.add("pay rent", "call Ana")
    await home.answer(await home.say("delete the rent task"))
    await home.say("undo")
    assert await home.titles() == ["pay rent", "call Ana"]


async def test_a_task_named_by_its_number_is_deleted_at_once(home: House) -> None:
    await home.add("pay rent")
    heard = await home.say("delete #1")
    assert heard.approval is None
    assert await home.titles("deleted") == ["pay rent"]


async def test_that_means_the_task_spoken_of_last(home: House) -> None:
    await home.say("add call the dentist")
    await home.say("move it to Friday")
    assert (await home.the("call the dentist")).due == Due(FRIDAY)


async def test_the_second_one_means_the_second_of_the_list_shown(home: House) -> None:
    await home.add("buy milk", "call Ana", "read a book")
    await home.say("list my tasks")
    await home.say("mark the second one done")
    assert await home.titles("done") == ["call Ana"]


async def test_several_commands_of_one_message_are_all_done(home: House) -> None:
    await home.add("buy milk", "report for Maria")
    await home.say("add call mum tomorrow at 10 and mark buy milk done")
    assert await home.titles("done") == ["buy milk"]
    assert (await home.the("call mum")).due == Due(TOMORROW, time(10))
    await home.say("add eggs and then move the report to Monday")
    assert (await home.the("report for Maria")).due == Due(MONDAY)
    assert "eggs" in await home.titles()


async def test_a_skip_leaves_one_date_out_and_a_pause_several(home: House) -> None:
    await home.add("gym every Monday and Thursday at 18:00", "newsletter every Friday at 10")
    await home.say("skip gym this week, and pause the newsletter until January")
    assert (await home.the("gym")).due == Due(MONDAY, time(18))
    assert (await home.the("newsletter")).due == Due(date(2027, 1, 1), time(10))


async def test_snooze_moves_the_reminder_that_has_just_rung(home: House) -> None:
    await home.add("stretch in 10 minutes")
    home.clock.passes(minutes=11)
    await home.ring()
    heard = await home.say("snooze 20 minutes")
    task = await home.the("stretch")
    [reminder] = await home.reminders(task)
    assert reminder.state == "scheduled"
    assert reminder.fire_at is not None
    assert (reminder.fire_at - home.clock.now).total_seconds() == 20 * 60
    assert heard.words == ""


async def test_a_snooze_with_nothing_that_rang_is_refused_in_words(home: House) -> None:
    heard = await home.say("snooze 10 minutes")
    assert heard.words.startswith("No reminder rang in the last two hours.")


async def test_a_completed_repeat_comes_again(home: House) -> None:
    await home.add("standup every weekday at 9:30")
    await home.say("mark standup done")
    await home.settled()
    done, following = sorted(await home.tasks("any"), key=lambda task: task.occurrence or "")
    assert (done.status, following.status) == ("done", "open")
    assert following.due == Due(FRIDAY, time(9, 30))


async def test_history_tells_what_happened_and_how_to_undo_it(home: House) -> None:
    await home.add("buy milk")
    await home.say("mark milk done")
    heard = await home.say("history")
    newest, oldest = heard.words.splitlines()
    assert "Completed #1 buy milk · assistant/t · undo " in newest
    assert "Added #1 buy milk · web" in oldest


async def test_a_reminder_wish_in_words_is_kept_as_said(home: House) -> None:
    await home.say(
        "Pay rent on the last workday of every month, remind me the day before at 6pm"
        " until I've done it"
    )
    [reminder] = await home.reminders(await home.the("Pay rent"))
    assert reminder.trigger == RingDayBefore(1, time(18))
    assert reminder.nag_minutes


async def test_small_talk_changes_nothing(home: House) -> None:
    for words in ("hello", "how are you?", "thanks!", "what's the weather?", "hola"):
        heard = await home.say(words)
        assert heard.words
        assert not heard.tickets
    assert await home.tasks("any") == []
