"""Lines that are no message: who waits for an answer gets one, instead of waiting for ever."""

import json
import re
from collections.abc import Mapping

from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError

_ID_FIRST = re.compile(
    r'^\s*\{(?:\s*"(?:jsonrpc|method)"\s*:\s*"[^"\\]*"\s*,)*'
    r'\s*"id"\s*:\s*(?P<id>-?\d{1,18}|"[^"\\]{0,200}")\s*[,}]'
)
"""The id of a request that stands before its parameters."""
_NO_JSON = ErrorData(
    code=PARSE_ERROR,
    message="That is no JSON that can be read, or it is nested too deeply. Nothing was changed.",
)
_NO_MESSAGE = ErrorData(
    code=INVALID_REQUEST, message="That is no message of the protocol. Nothing was changed."
)


def answer_to(problem: Exception) -> JSONRPCError | None:
    """The answer to a line that could not be read; None where it does not tell whom to answer."""
    if not isinstance(problem, ValidationError):
        return None
    for error in problem.errors(include_url=False, include_context=False):
        given = error["input"]
        if error["type"] == "json_invalid":
            return _answer(_id_of(str(given)), _NO_JSON)
        if isinstance(given, Mapping) and "jsonrpc" in given:
            return _answer(given.get("id"), _NO_MESSAGE)
    return None


def _id_of(line: str) -> object:
    """The id that a broken line gives itself."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        found = _ID_FIRST.match(line)
        return None if found is None else json.loads(found["id"])
    return message.get("id") if isinstance(message, dict) else None


def _answer(id_: object, error: ErrorData) -> JSONRPCError | None:
    if isinstance(id_, bool) or not isinstance(id_, int | str):
        return None
    return JSONRPCError(jsonrpc="2.0", id=id_, error=error)
