"""Rules and instances that others published, read where they lie; none where they do not."""

import json
from datetime import date
from itertools import islice, pairwise
from pathlib import Path

import pytest

from tasklark.recurrence import Rule, RuleError
from tasklark.recurrence.expand import expand_line
from tests.recurrence.calendars import moment

FOLDER = Path(__file__).parents[3] / "shared/data/recurrence"
VECTORS = [
    json.loads(line)
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
EXPANDED = [vector for vector in VECTORS if not vector["error"]]


def test_the_published_rules_give_the_published_instances() -> None:
    differing = [vector["rrule"] for vector in EXPANDED if occurrences(vector) != instances(vector)]
    assert differing == []


def test_the_published_wrong_rules_are_refused() -> None:
    for vector in VECTORS:
        if vector["error"]:
            with pytest.raises(RuleError):
                Rule.parse(vector["rrule"])


def test_jumping_to_any_published_instance_gives_the_one_after_it() -> None:
    for vector in EXPANDED:
        rule, start = Rule.parse(vector["rrule"]), moment(vector["dtstart"])
        expected = instances(vector)
        for here, following in pairwise(expected):
            assert rule.after(here, start) == following, vector["rrule"]
            assert rule.after(here, start, inclusive=True) == here, vector["rrule"]


def test_the_published_start_moments_resume_where_the_straight_run_is() -> None:
    for vector in EXPANDED:
        if vector["start_at"]:
            low, end = moment(vector["start_at"]), moment("21000101T000000")
            rule, start = Rule.parse(vector["rrule"]), moment(vector["dtstart"])
            resumed = [found for found in instances(vector) if found >= low]
            assert list(islice(rule.between(low, end, start), len(resumed))) == resumed


def test_the_expand_command_writes_the_published_instances() -> None:
    for vector in VECTORS:
        answer = json.loads(expand_line(json.dumps(asked(vector))))
        if vector["error"]:
            assert "error" in answer
        else:
            assert answer == {"id": vector["line"], "instances": vector["instances"]}


def asked(vector: dict[str, str]) -> dict[str, object]:
    kind = "" if "T" in vector["dtstart"] else ";VALUE=DATE"
    ical = f"DTSTART{kind}:{vector['dtstart']}\nRRULE:{vector['rrule']}"
    return {"id": vector["line"], "ical": ical, "limit": len(vector["instances"] or "")}


def instances(vector: dict[str, list[str]]) -> list[date]:
    return [moment(text) for text in vector["instances"]]


def occurrences(vector: dict[str, str]) -> list[date]:
    """As many as are published, and one more if the rule has an end."""
    rule, start = Rule.parse(vector["rrule"]), moment(vector["dtstart"])
    ended = bool(rule.parts.count or rule.parts.until)
    return list(islice(rule.occurrences(start), len(vector["instances"]) + ended))
