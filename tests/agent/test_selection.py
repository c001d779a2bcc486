"""Messages about selected rows, and messages in Spanish."""

from datetime import date, time

from evals.agent.house import House
from tasklark.domain.task import Due
from tests.agent.test_answers import FRIDAY, TOMORROW


async def three(home: House) -> None:
    await home.add("buy milk", "call the dentist tomorrow 15:00", "report for Maria")


async def test_these_are_the_selected_rows(home: House) -> None:
    await three(home)
    await home.say("move these to Friday at 5pm", selection=(1, 3))
    assert (await home.the("buy milk")).due == Due(FRIDAY, time(17))
    assert (await home.the("report for Maria")).due == Due(FRIDAY, time(17))
    assert (await home.the("call the dentist")).due == Due(TOMORROW, time(15))


async def test_a_command_without_a_task_is_about_the_selected_rows(home: House) -> None:
    await three(home)
    await home.say("move to Friday", selection=(1, 3))
    assert (await home.the("buy milk")).due == Due(FRIDAY)
    await home.say("high priority", selection=(2,))
    assert (await home.the("call the dentist")).priority == "high"
    await home.say("tomorrow at 10", selection=(2,))
    assert (await home.the("call the dentist")).due == Due(TOMORROW, time(10))
    await home.say("done", selection=(1, 3))
    assert await home.titles("done") == ["buy milk", "report for Maria"]


async def test_selected_rows_are_deleted_only_after_a_yes(home: House) -> None:
    await three(home)
    asked = await home.say("delete", selection=(1, 3))
    assert len(await home.tasks()) == 3
    await home.answer(asked)
    assert await home.titles() == ["call the dentist"]


async def test_a_task_that_is_named_wins_over_the_selection(home: House) -> None:
    await three(home)
    await home.say("move milk to Friday", selection=(2, 3))
    assert (await home.the("buy milk")).due == Due(FRIDAY)
    assert (await home.the("report for Maria")).due is None


async def test_adding_has_nothing_to_do_with_the_selection(home: House) -> None:
    await three(home)
    await home.say("add eggs", selection=(1, 2))
    assert (await home.the("eggs")).number == 4


async def test_spanish_adds_moves_finishes_and_deletes(home: House) -> None:
    heard = await home.say("recuérdame mañana a las 9 llamar a Ana")
    assert (await home.the("llamar a Ana")).due == Due(TOMORROW, time(9))
    assert heard.words == ""
    await home.say("mueve llamar a Ana al viernes")
    assert (await home.the("llamar a Ana")).due == Due(FRIDAY, time(9))
    await home.say("marca llamar a Ana como hecho")
    assert await home.titles("done") == ["llamar a Ana"]
    await home.say("deshacer")
    asked = await home.say("borra llamar a Ana")
    assert asked.approval is not None
    [call] = asked.approval["calls"]
    assert (call["question"], call["yes"]) == ("¿Borrar “llamar a Ana”?", "Borrarla")
    assert await home.titles() == ["llamar a Ana"]
    await home.answer(asked)
    assert await home.titles() == []


async def test_a_spanish_question_is_asked_and_answered_in_spanish(home: House) -> None:
    heard = await home.say("recuérdame mañana a las 9")
    assert heard.words == "¿Qué debo recordar?"
    await home.say("llamar al médico")
    assert (await home.the("llamar al médico")).due == Due(date(2026, 11, 26), time(9))


async def test_this_friday_is_a_day_and_no_selected_row(home: House) -> None:
    await three(home)
    await home.say("move to this Friday", selection=(1,))
    assert (await home.the("buy milk")).due == Due(FRIDAY)
    heard = await home.say("what's on this week?", selection=(3,))
    assert heard.tickets[0]["tool"] == "get_agenda"
