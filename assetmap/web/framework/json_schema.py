"""JSON Schema in few words, for the descriptions of what addresses answer."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
TRUTH: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$",
    "description": "Local time, with the hours from UTC.",
}


def record(can_lack: dict[str, Schema] | None = None, /, **properties: Schema) -> Schema:
    """An object that has all of these keys, and perhaps those that it can lack."""
    return {
        "type": "object",
        "properties": {**properties, **(can_lack or {})},
        "required": list(properties),
    }


def listed(items: Schema) -> Schema:
    """A list of such values."""
    return {"type": "array", "items": items}


def mapped(values: Schema) -> Schema:
    """An object with any keys and such values."""
    return {"type": "object", "additionalProperties": values}


def or_null(schema: Schema) -> Schema:
    """Such a value, or null."""
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*values: str) -> Schema:
    """One of these words."""
    return {"type": "string", "enum": list(values)}


def ref(name: str, what: str = "schemas") -> Schema:
    """What stands under a name among the document's components."""
    return {"$ref": f"#/components/{what}/{name}"}
