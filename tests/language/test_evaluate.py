"""The measures: JSON line in, JSON line out, and figures against floors that only rise."""

import json
from pathlib import Path

import pytest

from evals.judge import same_moment, same_rule
from evals.own import own
from scripts import evaluate
from tasklark.language.evaluate import repeat_line, understand_line, when_line

SAID = {"id": "a1", "now": "2026-11-23T12:30:00", "tz": "Europe/Madrid"}


def line(text: str) -> str:
    return json.dumps({**SAID, "text": text})


def test_a_date_is_answered_with_its_grain_and_span() -> None:
    text = "call Ana tomorrow at 9 please"
    found = json.loads(when_line(line(text)))
    assert found == {"id": "a1", "value": "2026-11-24T09:00", "grain": "minute", "span": [9, 22]}
    assert json.loads(when_line(line("buy milk")))["value"] is None
    evening = json.loads(when_line(line("Tuesday evening")))
    assert (evening["value"], evening["grain"]) == ("2026-11-24", "part")


def test_a_repeat_is_answered_with_rule_time_and_ends() -> None:
    found = json.loads(repeat_line(line("every Saturday at 10 until 31 January")))
    assert found == {
        "id": "a1",
        "rrule": "FREQ=WEEKLY;UNTIL=20270131;BYDAY=SA",
        "time": "10:00",
        "start": None,
        "end": "2027-01-31",
    }
    assert json.loads(repeat_line(line("call Ana on Friday")))["rrule"] is None


def test_a_command_is_answered_in_the_form_it_is_judged_in() -> None:
    found = json.loads(understand_line(line("remind me to call Ana tomorrow at 9")))
    assert (found["intent"], found["title"], found["due"]) == (
        "add",
        "call Ana",
        "2026-11-24T09:00",
    )
    assert found["ask"] is None


def test_a_clock_time_counts_on_any_day_and_hours_are_clock_times() -> None:
    assert same_moment("2026-11-24T09:00", ["09:00"])
    assert not same_moment("2026-11-24", ["2026-11-25"])
    assert same_rule("FREQ=DAILY;BYHOUR=9;INTERVAL=1", ["FREQ=DAILY"])
    assert not same_rule("FREQ=DAILY", ["FREQ=WEEKLY"])


def test_the_own_sets_reach_their_floors() -> None:
    floors = json.loads(evaluate.FLOORS.read_text("utf-8"))
    low = {name: figure for name, figure in own().items() if figure < floors[name]}
    assert not low


def test_a_figure_below_its_floor_fails_and_floors_only_rise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"dates": 90.0, "gone": 50.0}')
    monkeypatch.setattr(evaluate, "FLOORS", floors)
    monkeypatch.setattr(evaluate, "own", lambda: {"dates": 80.0})
    monkeypatch.setattr(evaluate, "CORPORA", ())
    monkeypatch.setattr("sys.argv", ["evaluate"])
    assert evaluate.main() == 1
    assert "below its floor: dates" in capsys.readouterr().out
    monkeypatch.setattr(evaluate, "own", lambda: {"dates": 95.5})
    monkeypatch.setenv("FLOORS", "raise")
    assert evaluate.main() == 0
    assert json.loads(floors.read_text()) == {"dates": 95.5, "gone": 50.0}
