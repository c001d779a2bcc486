"""A model's JSON Schema as small as clients and models need it."""

from typing import Any

from pydantic import BaseModel

Json = dict[str, Any]
_TOLD = ("type", "items", "enum", "maxLength", "maxItems", "maximum", "default", "description")


def input_schema(arguments: type[BaseModel]) -> Json:
    """The schema of a tool's arguments: inlined and closed, without titles and nulls."""
    whole = arguments.model_json_schema(by_alias=True)
    return _record(whole, whole.get("$defs", {}))


def _record(schema: Json, known: Json) -> Json:
    fields = {name: _field(field, known) for name, field in schema.get("properties", {}).items()}
    out: Json = {"type": "object", "properties": fields}
    if schema.get("required"):
        out["required"] = schema["required"]
    return {**out, "additionalProperties": False}


def _field(field: Json, known: Json) -> Json:
    """One argument; what a wrapper around a reference says beside it stays."""
    field = _without_null(field)
    reference = field.pop("$ref", None)
    if reference is not None:
        return {**_told(field), **_record(known[reference.rsplit("/", 1)[-1]], known)}
    if field.get("type") == "array":
        field["items"] = _field(field["items"], known)
    return _told(field)


def _without_null(field: Json) -> Json:
    """`anyOf` with null is an argument that may be left away, and that every one may."""
    options = [option for option in field.get("anyOf", ()) if option.get("type") != "null"]
    rest = {name: value for name, value in field.items() if name != "anyOf"}
    return {**rest, **options[0]} if len(options) == 1 else rest


def _told(field: Json) -> Json:
    """What a caller needs, the type first: a smallest value and most defaults go without saying."""
    kept = {name: value for name, value in field.items() if name in _TOLD}
    if not isinstance(kept.get("default"), int) or isinstance(kept["default"], bool):
        kept.pop("default", None)
    return {name: kept[name] for name in _TOLD if name in kept}
