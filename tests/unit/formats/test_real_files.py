"""Files as people have them."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from inloop.adapters.formats import Row, open_rows, open_writer, preview

DATA = Path(__file__).parents[4] / "shared" / "data"
TABLES = sorted(path for path in DATA.glob("text_*/*") if path.suffix in {".csv", ".jsonl"}) + sorted(
    DATA.glob("*_adult/*.csv")
)
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not beside the checkout")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_tables_are_read_whole(path):
    with open_rows(path) as stream:
        rows = list(stream)
    assert all(isinstance(row, Row) for row in rows)
    with path.open(encoding="utf-8", newline="") as file:
        wanted = (
            sum(1 for _ in csv.reader(file)) - 1 if path.suffix == ".csv" else sum(1 for line in file if line.strip())
        )
    assert len(rows) == wanted


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("text_clinc150_oos/train.jsonl", {"id": "key", "text": "field", "intent": "label", "domain": "group"}),
        ("text_sst2/train.csv", {"id": "key", "text": "field", "label": "label"}),
        ("text_goemotions/train.jsonl", {"id": "key", "text": "field", "labels": "label"}),
        ("crowd_labels/rte/label.csv", {"worker": "annotator", "label": "label"}),
        ("tab_adult/train.csv", {"sex": "blind", "race": "blind", "age": "blind", "occupation": "field"}),
        ("pac_labels/stance.csv", {"column_1": "key", "text": "field", "Y": "label", "confidence": "prediction"}),
    ],
)
def test_real_columns_get_the_roles_that_a_person_would_give(name, roles):
    found = {column.name: column.suggested.role for column in preview(DATA / name).columns}
    assert {column: found[column] for column in roles} == roles


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl", "parquet"])
def test_a_real_table_survives_every_format(tmp_path, name):
    with open_rows(DATA / "text_clinc150_oos" / "train.jsonl") as stream:
        rows = [row.values for row in stream]
    path = tmp_path / f"a.{name}"
    with open_writer(path, format=name, columns=["id", "text", "intent", "domain"]) as writer:
        writer.write(rows)
    with open_rows(path) as stream:
        assert [row.values for row in stream] == rows


def test_lines_that_python_wrote_into_a_compressed_file_are_read(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"n": n, "score": float("nan")}) + "\n" for n in range(1_000))
    with open_rows(path) as stream:
        assert [row.values for row in stream] == [{"n": n, "score": None} for n in range(1_000)]
