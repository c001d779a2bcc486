"""What is published fits its schema, and the schemas only grow."""

import json
import os
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from scripts import events_page
from tasklark.published import KINDS, schema_of
from tasklark.runtime.dapr_dead import dead_letter
from tasklark.runtime.dapr_wire import envelope
from tests.api.shapes import FOLDER, UPDATE
from tests.events.living import lived
from tests.services.house import House

GOLDEN = FOLDER / "event_schemas.json"


def closed(schema: Any) -> Any:
    """The schema when nothing may be there that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(part) for name, part in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in schema else inner


async def test_every_event_fits_its_schema_and_says_nothing_beside_it(house: House) -> None:
    seen = set()
    for topic, events in (await lived(house)).items():
        for event in events:
            kind = KINDS[event.type]
            assert topic in kind.topics
            schema = schema_of(kind)
            # A notice's further fields are of its own kind.
            strict = schema if "notice" in event.data else closed(schema)
            jsonschema.Draft202012Validator(strict).validate(json.loads(json.dumps(event.data)))
            assert envelope(event)["dataschema"] == schema["$id"]
            seen.add(event.type)
    letter = dead_letter("x", "task-events", {"id": "1"}, 5, "No", house.clock())
    jsonschema.Draft202012Validator(schema_of(KINDS[letter.type])).validate(dict(letter.data))
    assert seen | {letter.type} == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_is_sound_and_refuses_what_lacks_a_field(name: str) -> None:
    schema = schema_of(KINDS[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert not jsonschema.Draft202012Validator(schema).is_valid({})


def test_the_files_are_what_the_program_publishes() -> None:
    made = dict(events_page.files())
    assert {path.name for path in events_page.FOLDER.iterdir()} == set(made)
    for name, text in made.items():
        assert (events_page.FOLDER / name).read_text("utf-8") == text, name


def test_the_document_names_every_event_and_points_nowhere_else() -> None:
    document = events_page.asyncapi()
    assert {m["name"] for m in document["components"]["messages"].values()} == set(KINDS)
    told = json.dumps(document)
    for place in {part.split('"')[0] for part in told.split('"#/')[1:]}:
        found: Any = document
        for step in place.split("/"):
            found = found[step]
    topics = {channel["address"] for channel in document["channels"].values()}
    assert topics == {topic for kind in KINDS.values() for topic in kind.topics}


def fields(schema: Any, place: str = "") -> Iterator[tuple[str, bool]]:
    """Every field of a schema by its place, and whether it must be there."""
    if isinstance(schema, list):
        for one in schema:
            yield from fields(one, place)
    if not isinstance(schema, dict):
        return
    must = schema.get("required", ())
    for name, part in schema.get("properties", {}).items():
        yield f"{place}/{name}", name in must
        yield from fields(part, f"{place}/{name}")
    for name, part in schema.items():
        if name not in ("properties", "required"):
            yield from fields(part, f"{place}/{name}" if name != "$defs" else "")


def test_no_field_is_taken_away_and_none_is_newly_asked_for() -> None:
    """A reader of last year's events reads today's, and today's reader last year's."""
    now = {name: dict(fields(schema_of(kind))) for name, kind in KINDS.items()}
    if os.environ.get(UPDATE):
        GOLDEN.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", "utf-8")
    for name, known in json.loads(GOLDEN.read_text("utf-8")).items():
        assert known.keys() <= now[name].keys(), f"{name} lost a field"
        late = [place for place, must in now[name].items() if must and not known.get(place, False)]
        assert not late, f"{name} asks for {late}: an older event has it not"
