"""Why arguments are refused, in words: never a validator's own text."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from tasklark.domain.errors import Refusal

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number",
    "finite_number": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "model_type": "an object",
    "model_attributes_type": "an object",
}
_TOLD = 3
"""Problems that are told at once; a model mends them one by one anyway."""


def refusal(error: ValidationError, tool: str, arguments: type[BaseModel]) -> Refusal:
    """One line what is wrong with the arguments, one line how to say it."""
    problems = error.errors(include_url=False, include_input=False)
    told = [_problem(problem, arguments) for problem in problems[:_TOLD]]
    return Refusal(
        f"{'; '.join(what for what, _ in told)}. Nothing was changed.",
        " ".join(dict.fromkeys(how for _, how in told if how)) or f"See the schema of {tool}.",
    )


def _problem(problem: Mapping[str, Any], arguments: type[BaseModel]) -> tuple[str, str]:
    path: tuple[int | str, ...] = problem["loc"]
    name, kind, bounds = _path(path), problem["type"], problem.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(path, arguments)
    if kind == "missing":
        return f"“{name}” is missing", f"Give “{name}”."
    if kind == "literal_error":
        allowed = str(bounds["expected"]).replace("'", "").replace(" or ", ", ")
        return f"“{name}” has a value that does not exist", f"“{name}” is one of {allowed}."
    if kind in _WANTED:
        return f"“{name or 'arguments'}” must be {_WANTED[kind]}", ""
    return f"“{name}” {_bound(kind, bounds)}", ""


def _bound(kind: str, bounds: Mapping[str, Any]) -> str:
    if kind == "string_too_long":
        return f"is longer than {bounds['max_length']} characters"
    if kind == "too_long":
        return f"has more than {bounds['max_length']} items"
    if kind == "too_short":
        return "is empty"
    if kind == "greater_than_equal":
        return f"must be at least {bounds['ge']}"
    if kind == "less_than_equal":
        return f"must be at most {bounds['le']}"
    return "cannot be read"


def _path(path: Iterable[int | str]) -> str:
    """`tasks[1].when`, counted as JSON does."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def _unknown(path: tuple[int | str, ...], arguments: type[BaseModel]) -> tuple[str, str]:
    *above, last = path
    names = _names(arguments, above)
    near = get_close_matches(str(last), names, 1, 0.6)
    shown = str(last)[:60]
    place = f" in {_path(above)}" if above else ""
    how = f"Did you mean “{near[0]}”?" if near else f"Known{place}: {', '.join(names)}."
    return f"Unknown argument “{shown}”{place}", how


def _names(arguments: type[BaseModel], above: Iterable[int | str]) -> list[str]:
    """The names that exist where an unknown one stood."""
    model = arguments
    for step in above:
        if isinstance(step, str):
            found = next(
                (
                    field
                    for name, field in model.model_fields.items()
                    if step in (name, field.alias)
                ),
                None,
            )
            model = _model(found.annotation if found else None) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model(annotation: Any) -> type[BaseModel] | None:
    """The record that an annotation holds, through lists and options."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for one in get_args(annotation) if (m := _model(one)) is not None), None)
