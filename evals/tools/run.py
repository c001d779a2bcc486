"""Which tool comes first: 40 requests with the first calls that are right and those that never are.

`python -m evals.tools.run` asks the built-in planner, or the endpoint that TASKLARK_MODEL,
TASKLARK_MODEL_URL and TASKLARK_MODEL_KEY name, with nothing but the published instructions and
tools. Looking first (a search, the agenda, the history) is allowed; the first call after it counts.
"""

import asyncio
import json
import os
import re
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openai

from mcp_server.server import INSTRUCTIONS, listed_tools
from tasklark.domain.person import Person
from tasklark.language import Context, understand

HERE = Path(__file__).parent
GOAL = 95.0
_LOOKS = ("search_tasks", "get_agenda", "get_history")
_ROUNDS = 3
_NOW = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
_FOUND = "now Mon 23 Nov 2026 12:30 Europe/Madrid\n1 task\n#131 what was asked for | Mon 30 Nov"
Json = dict[str, Any]
Choose = Callable[[str], Awaitable[Sequence[tuple[str, Json]]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """How a request went: right, or a forbidden call was made, or neither."""

    id: str
    say: str
    calls: Sequence[tuple[str, Json]]
    right: bool
    forbidden: bool


async def judged(choose: Choose) -> list[Judged]:
    """Every request, put to whoever chooses."""
    found = []
    for line in (HERE / "requests.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        calls = await choose(row["say"])
        right = any(_fits(call, wanted) for call in _firsts(calls) for wanted in row["expect"])
        forbidden = any(name in row["forbid"] for name, _ in calls)
        found.append(Judged(row["id"], row["say"], calls, right and not forbidden, forbidden))
    return found


def _firsts(calls: Sequence[tuple[str, Json]]) -> Iterator[tuple[str, Json]]:
    """The calls that count: up to and with the first that is more than a look."""
    for call in calls:
        yield call
        if call[0] not in _LOOKS:
            return


def _fits(call: tuple[str, Json], wanted: Json) -> bool:
    name, arguments = call
    return name == wanted["tool"] and all(
        any(re.search(pattern, _said(arguments, path), re.DOTALL) for path in paths.split("|"))
        for paths, pattern in wanted["args"].items()
    )


def _said(arguments: Json, path: str) -> str:
    """An argument by its path (`tasks.0.when`), as text; empty when it is not there."""
    value: Any = arguments
    for step in path.split("."):
        if isinstance(value, list):
            value = value[int(step)] if step.isdecimal() and int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def by_planner(say: str) -> Sequence[tuple[str, Json]]:
    """The calls of the built-in planner."""
    context = Context(_NOW, Person(1, "Europe/Madrid"))
    return [(call.tool, dict(call.arguments)) for call in understand(say, context).calls]


def by_endpoint(model: str, url: str, key: str) -> Choose:
    """The calls of a model behind Chat Completions."""
    client = openai.AsyncOpenAI(base_url=url or None, api_key=key or "none")
    tools: list[Any] = [
        {
            "type": "function",
            "function": {
                "name": tool.name,
                "description": tool.description,
                "parameters": tool.input_schema,
            },
        }
        for tool in listed_tools().tools
    ]

    async def choose(say: str) -> Sequence[tuple[str, Json]]:
        talk: list[Any] = [
            {
                "role": "system",
                "content": f"{INSTRUCTIONS}\nnow Mon 23 Nov 2026 12:30 Europe/Madrid",
            },
            {"role": "user", "content": say},
        ]
        calls: list[tuple[str, Json]] = []
        for _ in range(_ROUNDS):
            answer = await client.chat.completions.create(model=model, messages=talk, tools=tools)
            message = answer.choices[0].message
            made = [call for call in message.tool_calls or () if call.type == "function"]
            calls += [(call.function.name, _json(call.function.arguments)) for call in made]
            if not made or any(call.function.name not in _LOOKS for call in made):
                break
            talk.append(message.model_dump(exclude_none=True))
            talk += [{"role": "tool", "tool_call_id": call.id, "content": _FOUND} for call in made]
        return calls

    return choose


def _json(text: str) -> Json:
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def main() -> int:
    """Print what went wrong and the figures; 1 below the floor of the built-in planner."""
    model = os.environ.get("TASKLARK_MODEL", "")
    url, key = (os.environ.get(f"TASKLARK_MODEL_{name}", "") for name in ("URL", "KEY"))
    found = asyncio.run(judged(by_endpoint(model, url, key) if model else by_planner))
    for one in found:
        if not one.right:
            mark = "forbidden" if one.forbidden else "other"
            print(f"{one.id} {mark}: {one.say} → {json.dumps(one.calls, ensure_ascii=False)}")
    figures = {
        "first call right": 100.0 * sum(one.right for one in found) / len(found),
        "no forbidden call": 100.0 * sum(not one.forbidden for one in found) / len(found),
    }
    place = HERE / "floors.json"
    floors = json.loads(place.read_text("utf-8")) if place.is_file() else {}
    for name, figure in figures.items():
        floor = "" if model else f" · floor {floors.get(name, 0.0):.1f}"
        print(f"{name}: {figure:.1f} %{floor} · goal {GOAL:.0f} ({model or 'built-in planner'})")
    if os.environ.get("FLOORS") == "raise" and not model:
        risen = {name: max(figure, floors.get(name, 0.0)) for name, figure in figures.items()}
        place.write_text(json.dumps(risen, indent=2) + "\n", "utf-8")
    low = not model and any(figure < floors.get(name, 0.0) for name, figure in figures.items())
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
