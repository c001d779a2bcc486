"""AG-UI on the wire, as a browser has it: what starts a run, and the events of an answer."""

import json
from typing import Any

import httpx

Json = dict[str, Any]


def run_input(thread: str, run: str, text: str, **more: Any) -> Json:
    """A run's input as the page sends it."""
    return {
        "threadId": thread,
        "runId": run,
        "state": {},
        "messages": [{"id": f"m-{run}", "role": "user", "content": text}],
        "tools": [],
        "context": [],
        "forwardedProps": {"selection": []},
        **more,
    }


def events_of(response: httpx.Response) -> list[Json]:
    """Server-sent events, each with its number as `n`; comments between them are passed over."""
    found = []
    for block in filter(None, response.text.split("\n\n")):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in fields:
            found.append({"n": int(fields["id"]), **json.loads(fields["data"])})
    return found
