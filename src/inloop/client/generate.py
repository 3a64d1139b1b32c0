"""Write `wire.py`, the types of what travels, from ``openapi.json``; with ``--check``, say whether it is stale."""

import json
import keyword
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("wire.py")
SNAPSHOTS = (TARGET.parents[1] / "server" / "openapi.json", TARGET.parents[3] / "openapi.json")
_HEADER = '''"""What travels between client and server; written by `python -m inloop.client.generate`."""

# fmt: off

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict
'''
_LONG = "# ruff: noqa: E501 - a line is as long as what it was written from\n"
_PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}
Node = Mapping[str, Any]


def find_snapshot() -> Path | None:
    """Find the snapshot of the interface in a checkout."""
    return next((path for path in SNAPSHOTS if path.is_file()), None)


def render(document: Node) -> str:
    """Give the text of the module: the types of all answers. Equal documents give equal text.

    >>> point = {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]}
    >>> answer = {"schema": {"$ref": "#/components/schemas/Point"}}
    >>> document = {"paths": {"/point": {"get": {"responses": answer}}}, "components": {"schemas": {"Point": point}}}
    >>> print(render(document).split("class ")[-1].strip())
    Point(TypedDict):
        x: int
    """
    schemas: Node = document["components"]["schemas"]
    answered = _reached([path[verb]["responses"] for path in document["paths"].values() for verb in path], schemas)
    text = "\n\n".join([_HEADER, *(_type(name, schemas[name]) for name in sorted(answered))])
    return text.replace("# fmt: off\n", f"# fmt: off\n{_LONG}") if _is_wide(text) else text


def _is_wide(text: str) -> bool:
    return any(len(line) > 120 for line in text.splitlines())


def _reached(node: object, schemas: Node, found: frozenset[str] = frozenset()) -> frozenset[str]:
    """Gather the names of the schemas that a part of the document refers to, however deep."""
    if isinstance(node, Mapping):
        if "$ref" in node and (name := _referred(node)) not in found:
            found = _reached(schemas[name], schemas, found | {name})
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            found = _reached(part, schemas, found)
    return found


def _referred(node: Node) -> str:
    return str(node["$ref"]).rsplit("/", 1)[-1]


def _type(name: str, schema: Node) -> str:
    if "enum" in schema:
        return f"{_class_name(name)} = {_literal(schema)}\n"
    if schema.get("type") != "object" or not schema.get("properties"):
        return f"{_class_name(name)} = {_hint(schema)}\n"
    fields = list(_fields(schema))
    if all(field.isidentifier() and not keyword.iskeyword(field) for field, _ in fields):
        body = "".join(f"    {field}: {hint}\n" for field, hint in fields)
        return f"class {_class_name(name)}(TypedDict):\n{_doc(schema)}{body}"
    body = "".join(f"        {field!r}: {hint!r},\n" for field, hint in fields)
    return f'{_class_name(name)} = TypedDict(\n    "{_class_name(name)}",\n    {{\n{body}    }},\n)\n'


def _doc(schema: Node) -> str:
    text = str(schema.get("description", "")).split("\n\n")[0].replace("\n", " ").strip()
    return f'    """{text}"""\n\n' if text else ""


def _fields(schema: Node) -> Iterator[tuple[str, str]]:
    needed = set(schema.get("required", ()))
    for name, field in schema["properties"].items():
        hint = _hint(field)
        yield name, hint if name in needed else f"NotRequired[{hint}]"


def _hint(schema: Node) -> str:
    if "$ref" in schema:
        return _class_name(_referred(schema))
    if "enum" in schema or "const" in schema:
        return _literal(schema)
    for union in ("anyOf", "oneOf", "allOf"):
        if union in schema:
            return _union([_hint(one) for one in schema[union]])
    kind = schema.get("type")
    if isinstance(kind, list):
        return _union([_hint({**schema, "type": one}) for one in kind])
    if kind == "array":
        return f"list[{_hint(schema.get('items', {}))}]"
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"dict[str, {_hint(schema['additionalProperties'])}]"
    return _PLAIN.get(str(kind), "Any")


def _union(hints: list[str]) -> str:
    distinct = list(dict.fromkeys(hints))
    return "Any" if "Any" in distinct else " | ".join(distinct)


def _literal(schema: Node) -> str:
    values = schema["enum"] if "enum" in schema else [schema["const"]]
    return f"Literal[{', '.join(json.dumps(value, ensure_ascii=False) for value in values)}]"


def _class_name(name: str) -> str:
    return "".join(part if part.isidentifier() else "_" for part in name.replace("-", "_"))


def main(arguments: list[str]) -> int:
    """Write or check the module; the snapshot may be named."""
    named = [argument for argument in arguments if not argument.startswith("-")]
    snapshot = Path(named[0]) if named else find_snapshot()
    if snapshot is None:
        sys.stderr.write("There is no openapi.json. Write it: python -m inloop.server.snapshot\n")
        return 1
    text = render(json.loads(snapshot.read_text("utf-8")))
    if "--check" in arguments:
        stale = not TARGET.is_file() or TARGET.read_text("utf-8") != text
        if stale:
            sys.stderr.write("src/inloop/client/wire.py is stale. Run: python -m inloop.client.generate\n")
        return int(stale)
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
