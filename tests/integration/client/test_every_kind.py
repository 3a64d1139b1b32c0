"""Every kind of answer, from Python over real HTTP: given, brought as labels and as predictions, taken away again."""

import json
from pathlib import Path
from typing import Any

import pytest

from inloop.annotation import Schema
from inloop.client import Client
from tests.integration.client.test_client import eventually
from tests.truths import ASKED_OF, rows_of, schema_of

ITEMS = 3


@pytest.mark.parametrize("kind", ASKED_OF)
def test_an_answer_comes_back_as_it_was_given_brought_or_imported(client: Client, kind: str, tmp_path: Path) -> None:
    schema, rows = schema_of(kind), rows_of(kind, ITEMS)
    read = Schema.read(schema)
    shown, asked = [field.id for field in read.fields], [question.id for question in read.questions]
    project = client.projects.create(kind, schema=schema)

    answered, brought, imported = rows
    project.add([{"key": "answered", "fields": _some(answered, shown)}])
    (work,) = project.ask()
    assert set(work.fields) == set(shown)
    assert all(work.fields.values())
    project.answer(work, _some(answered, asked))
    counts = project.add([{"key": "brought", "fields": _some(brought, shown), "labels": _some(brought, asked)}])
    assert counts["labels"] == 1

    file = tmp_path / "rows.jsonl"
    said = _some(imported, asked)
    told = {f"{name}.told": one if isinstance(one, str) else json.dumps(one) for name, one in said.items()}
    file.write_text(json.dumps({"key": "imported", **imported, **told}))
    columns = {"key": "key", **dict.fromkeys(shown, "field")}
    columns |= {name: f"label:{name}" for name in asked} | {f"{name}.told": f"prediction:{name}" for name in asked}
    run = project.import_file(file, columns)
    assert not run.counts["rejected"]
    assert run.counts["labels"] == 1

    wanted = {key: _normal(read, row) for key, row in zip(("answered", "brought", "imported"), rows, strict=True)}
    given = {row["key"]: {name: row[name] for name in asked} for row in project.annotations().list()}
    assert given == wanted
    settled = eventually(lambda: project.labels().list(), lambda found: len(found) == ITEMS)
    assert {row["key"]: {name: row[name] for name in asked} for row in settled} == wanted


def _some(row: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _normal(schema: Schema, row: dict[str, Any]) -> dict[str, Any]:
    return {question.id: question.normal(row[question.id], None) for question in schema.questions}
