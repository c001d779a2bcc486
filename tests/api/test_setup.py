"""The installation by REST: model, versions, clients to connect."""

import json
from pathlib import Path
from typing import Any

from tests.api.door import Door


def _text(path: str) -> str:
    return Path(path).read_text("utf-8")


def _write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True)
    Path(path).write_text(text, "utf-8")


async def test_a_model_is_chosen_without_its_key_ever_coming_back(door: Door) -> None:
    before: Any = await door.get("/api/model")
    assert before["kind"] == "offline"
    assert before["label"] == "Built-in planner"
    body = {"model": " m ", "url": "http://127.0.0.1:11434/v1", "key": "secret"}
    after = await door.client.patch("/api/model", json=body)
    assert after.json()["kind"] == "endpoint"
    assert "secret" not in after.text
    assert door.settings.saved == [{"model": "m", "url": body["url"], "key": "secret"}]


async def test_the_model_is_tried_out(door: Door) -> None:
    answer = await door.client.post("/api/model/test")
    assert answer.json() == {"ok": True, "said": "The built-in planner always answers."}


async def test_half_an_address_is_refused(door: Door) -> None:
    problem = await door.refused("PATCH", "/api/model", 422, json={"url": "ollama"})
    assert "http://" in str(problem["detail"])
    await door.refused("PATCH", "/api/model", 422, json={})


async def test_about_tells_versions_and_whether_events_flow(door: Door) -> None:
    about: Any = await door.get("/api/about")
    assert about["pipeline"] == {"consumers": [{"name": "recurring", "lag": 0}], "dead_letters": 0}
    assert about["connected"] == {"Claude Desktop": "2026-11-25T10:00:00.000Z"}


async def test_a_client_is_connected_by_a_file_that_keeps_the_rest(door: Door) -> None:
    look: Any = await door.get("/api/connect/claude-desktop")
    assert look["connected"] is False
    assert "tasklark" in look["diff"]
    assert look["name"] == "Claude Desktop"
    written: Any = await door.send("POST", "/api/connect/claude-desktop", {})
    assert written["connected"] is True
    assert written["diff"] == ""
    assert "tasklark" in json.loads(_text(written["path"]))["mcpServers"]


async def test_a_broken_configuration_is_left_alone(door: Door) -> None:
    look: Any = await door.get("/api/connect/claude-desktop")
    _write(look["path"], "{")
    problem = await door.refused("POST", "/api/connect/claude-desktop", 409, json={})
    assert "not valid JSON" in str(problem["detail"])
    assert _text(look["path"]) == "{"


async def test_an_unknown_client_is_not_found(door: Door) -> None:
    problem = await door.refused("GET", "/api/connect/emacs", 404)
    assert "claude-desktop" in str(problem["hint"])
