"""A write that was acknowledged and then lost is named, with the step at which it was lost."""

from dataclasses import replace

import pytest

from scripts.cluster_ledger import STEPS, Found, Promise

ADDED = Promise("created", 7, "water", 0.0, "Kafka")
DONE = replace(ADDED, happened="completed")
WHOLE = Found(
    rows={7: ("water", "done", 7), 9: ("water", "open", 7)},
    events={
        ("7", "dev.tasklark.task.created.v1"): ("1", True, True),
        ("7", "dev.tasklark.task.completed.v1"): ("2", True, True),
    },
    on_kafka=frozenset({"1", "2"}),
)
_DONE = ("7", "dev.tasklark.task.completed.v1")


def test_what_is_found_at_every_step_was_kept() -> None:
    assert WHOLE.missing(ADDED) == WHOLE.missing(DONE) == []


@pytest.mark.parametrize(
    ("lost", "found"),
    [
        ("database", replace(WHOLE, rows={**WHOLE.rows, 7: ("fire", "done", 7)})),
        ("database", replace(WHOLE, rows={**WHOLE.rows, 7: ("water", "open", 7)})),
        ("published", replace(WHOLE, events={**WHOLE.events, _DONE: ("2", False, True)})),
        ("Kafka", replace(WHOLE, on_kafka=frozenset({"1"}))),
        ("audit", replace(WHOLE, events={**WHOLE.events, _DONE: ("2", True, False)})),
        ("next occurrence", replace(WHOLE, rows={7: ("water", "done", 7)})),
    ],
)
def test_what_is_lost_is_missing_at_its_step_alone(lost: str, found: Found) -> None:
    assert found.missing(DONE) == [lost]


def test_what_left_no_event_is_missing_all_along_the_road() -> None:
    nothing = Found({}, {}, frozenset())
    assert nothing.missing(DONE) == list(STEPS)
    assert nothing.missing(ADDED) == list(STEPS[:-1])
