"""The fifteen requests that a good system must handle, said in Spanish."""

import pytest

from tasklark.language import Memory, read_task, read_when, understand
from tests.language.calling import Calls, asked, calls, found_first, one
from tests.language.saying import HERE

TALK = Memory(last_task=7, last_reminder=3, last_code="a7k")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Riega las plantas cada dos martes excepto festivos",
            one(
                "add_tasks",
                tasks=[
                    {"title": "Riega las plantas", "repeat": "cada dos martes excepto festivos"}
                ],
            ),
        ),
        (
            "Mueve todo lo de hoy a mañana por la mañana",
            one("update_tasks", filter={"when": "hoy"}, when="mañana por la mañana"),
        ),
        ("No, déjalo como estaba", one("undo")),
        (
            "Pagar el alquiler el último día laborable de cada mes, avísame el día antes a las 18 "
            "hasta que lo haga",
            one(
                "add_tasks",
                tasks=[
                    {
                        "title": "Pagar el alquiler",
                        "repeat": "el último día laborable de cada mes",
                        "remind": ["avísame el día antes a las 18 hasta que lo haga"],
                    }
                ],
            ),
        ),
        (
            "Cada mes el día 31 pagar la luz",
            one("add_tasks", tasks=[{"title": "pagar la luz", "repeat": "Cada mes el día 31"}]),
        ),
        (
            "Cortarme el pelo cada 6 semanas desde la última vez; lo hice el viernes pasado",
            one(
                "add_tasks",
                tasks=[
                    {
                        "title": "Cortarme el pelo",
                        "repeat": "cada 6 semanas desde la última vez",
                        "when": "2027-01-01",
                    }
                ],
            ),
        ),
        (
            "Recuérdame a las 9 esté donde esté llamar a Ana",
            one("add_tasks", tasks=[{"title": "llamar a Ana", "when": "a las 9"}]),
        ),
        (
            "El viernes que viene a las siete y media cena con Ana",
            one(
                "add_tasks",
                tasks=[
                    {
                        "title": "cena con Ana",
                        "when": "El viernes que viene a las siete y media",
                    }
                ],
            ),
        ),
        (
            "Posponlo hasta después de comer, y lo del dentista a una semana del jueves",
            [
                (
                    "set_reminder",
                    {"ids": ["3"], "when": "después de comer", "action": "snooze"},
                ),
                (
                    "update_tasks",
                    {"filter": {"text": "dentista"}, "expect": 1, "when": "una semana del jueves"},
                ),
            ],
        ),
        (
            "Marca la de la leche como hecha",
            one("complete_tasks", filter={"text": "leche"}, expect=1),
        ),
        (
            "mañana llamar al banco, comprar pilas, informe para María para el viernes con "
            "prioridad alta, y cada domingo por la tarde planear la semana",
            one(
                "add_tasks",
                tasks=[
                    {"title": "llamar al banco", "when": "mañana"},
                    {"title": "comprar pilas"},
                    {"title": "informe para María", "when": "viernes", "priority": "high"},
                    {"title": "planear la semana", "repeat": "cada domingo por la tarde"},
                ],
            ),
        ),
        (
            "Salta el gimnasio esta semana y pausa el boletín hasta enero",
            found_first("gimnasio", "set_recurrence", skip=["this one"])
            + found_first("boletín", "set_recurrence", pause_until="enero"),
        ),
        (
            "¿Qué hice la semana pasada y qué se aplaza siempre?",
            [
                (
                    "get_history",
                    {"since": "2026-11-16", "until": "2026-11-22", "event": "completed"},
                ),
                (
                    "get_history",
                    {"since": "2026-11-16", "until": "2026-11-22", "event": "updated"},
                ),
            ],
        ),
        (
            "Cambia la reunión a las 9:15 desde el próximo lunes, pero deja la de mañana",
            found_first(
                "reunión", "set_recurrence", repeat="a las 9:15", **{"from": "próximo lunes"}
            ),
        ),
        (
            "recuérdame mañana a las 9 llamar al banco",
            one("add_tasks", tasks=[{"title": "llamar al banco", "when": "mañana a las 9"}]),
        ),
    ],
)
def test_a_request_in_spanish_is_understood(text: str, expected: Calls) -> None:
    assert calls(text, TALK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "pospón el dentista una semana",
            one("update_tasks", filter={"text": "dentista"}, expect=1, when="+7 days"),
        ),
        (
            "ponle prioridad alta al dentista",
            one("update_tasks", filter={"text": "dentista"}, expect=1, priority="high"),
        ),
        (
            "recuérdame el dentista una hora antes",
            found_first("dentista", "set_reminder", when="una hora antes", action="add"),
        ),
        ("borra las tareas de la leche", one("delete_tasks", filter={"text": "leche"})),
    ],
)
def test_a_change_in_spanish_finds_its_task(text: str, expected: Calls) -> None:
    assert calls(text) == expected


def test_the_hour_is_kept_when_the_title_is_asked_for() -> None:
    question = asked("recuérdame mañana a las 9", Memory())
    assert question.say == "¿Qué debo recordar?"
    answer = understand("llamar al banco", HERE, question.memory)
    tasks = answer.calls[0].arguments["tasks"]
    assert tasks == [{"title": "llamar al banco", "when": "mañana a las 9"}]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("mañana a las 5", "5 son las 17:00"),
        ("mañana a las 5:30", "5:30 son las 17:30"),
        ("el viernes por la tarde", "la tarde es a las 15:00"),
    ],
)
def test_assumptions_are_in_spanish(text: str, note: str) -> None:
    assert read_when(text, HERE).assumptions == (note,)
    assert read_task(f"llamar a Ana {text}", HERE).assumptions == (note,)


@pytest.mark.parametrize(
    "text",
    [
        "completa el informe",
        "borra el informe",
        "reabre el informe",
        "mueve el informe al viernes",
        "ponle prioridad alta al informe",
        "etiqueta el informe con trabajo",
        "renombra el informe a “acta”",
        "pausa el informe hasta enero",
    ],
)
def test_the_echo_is_spanish_and_reads_back_as_the_command(text: str) -> None:
    known = understand(text, HERE)
    echo = known.command.replace("{task}", "#7")
    tool, arguments = known.calls[-1].tool, dict(known.calls[-1].arguments)
    again = understand(echo, HERE).calls[-1]
    drop = ("filter", "expect", "ids")
    assert again.tool == tool
    assert again.arguments.get("ids") == ["7"]
    assert {k: v for k, v in again.arguments.items() if k not in drop} == {
        k: v for k, v in arguments.items() if k not in drop
    }
