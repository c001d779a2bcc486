"""Spanish commands come to the same calls as English ones."""

import pytest

from tests.language.calling import Calls, calls, found_first, one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "cambia la cita a las 5",
            one("update_tasks", filter={"text": "cita"}, expect=1, when="a las 5"),
        ),
        (
            "mueve el informe al lunes a las 9",
            one("update_tasks", filter={"text": "informe"}, expect=1, when="lunes a las 9"),
        ),
        (
            "mueve el alquiler al viernes y avísame el día antes",
            one(
                "update_tasks",
                filter={"text": "alquiler"},
                expect=1,
                when="viernes",
                remind=["el día antes"],
            ),
        ),
        ("borra las tareas de mañana", one("delete_tasks", filter={"when": "mañana"})),
        (
            "terminé el informe ayer",
            one("complete_tasks", filter={"text": "informe"}, expect=1, at="ayer"),
        ),
        (
            "qué hice ayer",
            one("get_history", since="2026-11-22", until="2026-11-22", event="completed"),
        ),
        (
            "pausa el gimnasio hasta febrero",
            found_first("gimnasio", "set_recurrence", pause_until="febrero"),
        ),
        (
            "etiqueta el informe con trabajo",
            one("update_tasks", filter={"text": "informe"}, expect=1, add_tags=["trabajo"]),
        ),
        (
            "estoy en Londres hasta el domingo",
            one("preferences", set=["estoy en Londres hasta el domingo"]),
        ),
    ],
)
def test_spanish_commands_are_the_same_calls(text: str, expected: Calls) -> None:
    assert calls(text) == expected
