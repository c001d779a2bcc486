"""What a message comes to, in the form that the sentences here compare."""

from tasklark.language import Memory, Understanding, understand
from tasklark.language.call_targets import FOUND
from tests.language.saying import HERE

Calls = list[tuple[str, dict[str, object]]]
TALK = Memory(last_list=(5, 7, 9), last_task=7)


def calls(text: str, memory: Memory = TALK) -> Calls:
    known = understand(text, HERE, memory)
    assert known.kind == "act", known
    return [(call.tool, call.arguments) for call in known.calls]


def asked(text: str, memory: Memory = TALK) -> Understanding:
    known = understand(text, HERE, memory)
    assert known.kind == "ask", known
    return known


def one(tool: str, **arguments: object) -> Calls:
    return [(tool, dict(arguments))]


def found_first(text: str, tool: str, **arguments: object) -> Calls:
    look: dict[str, object] = {"filter": {"text": text}, "limit": 5}
    return [("search_tasks", look), (tool, {"ids": [FOUND], **arguments})]
