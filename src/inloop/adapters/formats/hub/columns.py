"""Answers and content as typed columns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from inloop.annotation import Question
from inloop.annotation.fields import Field, field_kind

PLAIN = frozenset({"rating", "number", "slider", "ranking"})
"""Kinds whose answers stand in a column as they are."""


def answer_type(question: Question) -> Any:
    """Give the Arrow type of the answers to a question; text that is JSON where there is no better."""
    import pyarrow as pa

    text, real, whole = pa.string(), pa.float64(), pa.int64()
    if question.each:
        return text
    ends = [("start", whole), ("end", whole), ("label", text)]
    places: dict[str, list[tuple[str, Any]]] = {
        "spans": ends,
        "boxes": [*((name, real) for name in ("x", "y", "width", "height", "angle")), ("label", text)],
        "polygons": [("points", pa.list_(pa.list_(real))), ("label", text)],
        "points": [("x", real), ("y", real), ("label", text)],
        "segments": [("start", real), ("end", real), ("label", text), ("text", text)],
        "relations": [("from", pa.struct(ends)), ("to", pa.struct(ends)), ("label", text)],
        "aspects": [
            *((side, pa.struct(ends[:2])) for side in ("target", "opinion")),
            ("category", text),
            ("label", text),
        ],
    }
    if question.kind in places:
        return pa.list_(pa.struct([*places[question.kind], ("attributes", text)]))
    plain = {"rating": whole, "number": real, "slider": real, "choices": pa.list_(text), "ranking": pa.list_(text)}
    return plain.get(question.kind, text)


def answer_cell(value: Any, question: Question) -> Any:
    """Give an answer as its column holds it: labels by their names, attributes as JSON."""
    if value is None or (question.kind in PLAIN and not question.each):
        return value
    if question.each:
        return json.dumps(value, ensure_ascii=False)
    names = {label.id: label.name for label in getattr(question.settings, "labels", ())}
    if question.kind in {"choice", "hierarchy"}:
        return names.get(value, value) if question.kind == "choice" else value
    if question.kind == "choices":
        return [names.get(each, each) for each in value]
    if isinstance(value, list) and value and isinstance(value[0], Mapping) and "label" in value[0]:
        categories = {label.id: label.name for label in getattr(question.settings, "categories", ())}
        return [_part(each, names, categories) for each in value]
    return value if isinstance(value, str) or value == [] else json.dumps(value, ensure_ascii=False)


def _part(part: Mapping[str, Any], names: Mapping[str, str], categories: Mapping[str, str]) -> dict[str, Any]:
    told = {name: _part(end, names, categories) if name in {"from", "to"} else end for name, end in part.items()}
    told["label"] = names.get(part.get("label", ""), part.get("label"))
    if "category" in part:
        told["category"] = categories.get(part["category"], part["category"])
    if "attributes" in part:
        told["attributes"] = json.dumps(part["attributes"], ensure_ascii=False)
    return told


def content_type(field: Field) -> Any:
    """Give the Arrow type of what a field shows."""
    import pyarrow as pa

    text = pa.string()
    return pa.list_(pa.struct([("role", text), ("content", text)])) if field.kind == "conversation" else text


def content_cell(content: Mapping[str, Any] | None, field: Field) -> Any:
    """Give content as its column holds it; pictures and sounds by their names."""
    if content is None:
        return None
    value = field_kind(field.kind).plain(content)
    if field.kind == "conversation":
        return [{"role": turn["role"], "content": turn["text"]} for turn in value]
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def unpacked(value: Any) -> Any:
    """Undo what typed columns add: keys that say nothing, and attributes as JSON.

    >>> unpacked([{"x": 1.0, "angle": None, "attributes": '{"far": true}'}])
    [{'x': 1.0, 'attributes': {'far': True}}]
    """
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [unpacked(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {name: unpacked(each) for name, each in value.items() if each is not None}
    if isinstance(found.get("attributes"), str):
        found["attributes"] = json.loads(found["attributes"])
    return found
