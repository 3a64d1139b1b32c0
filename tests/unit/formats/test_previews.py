"""The first look at a file and the roles it suggests."""

from pathlib import Path

import msgspec
import pytest
from tests.truths import rows_of

from inloop.adapters.formats import open_writer, preview
from inloop.adapters.formats.column_stats import describe_column
from inloop.adapters.formats.roles import suggest_roles


def roles(**columns):
    stats = [describe_column(name, values) for name, values in columns.items()]
    return dict(zip(columns, [each.role for each in suggest_roles(stats)], strict=True))


TEXTS = [f"this is sentence number {n} of many" for n in range(40)]


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["1", "-2.5", "1e3", ""], "number"),
        ([1, 2.5, None], "number"),
        (["007", "012", "113"], "text"),
        (["yes", "No", "yes"], "boolean"),
        ([True, False], "boolean"),
        (["2024-05-01", "2024-06-01 10:00"], "date"),
        (["31/12/2023", "01/01/2024"], "date"),
        (["bank", "travel"] * 20, "category"),
        (TEXTS, "text"),
        ([["a"], ["a", "b"], ["a"], ["a"]], "category"),
        ([None, None], "text"),
    ],
)
def test_types_are_inferred_from_the_values(values, type_):
    assert describe_column("x", values).type == type_


def test_a_column_is_described():
    stats = describe_column("x", ["a b c", "a b c", "", None])
    assert (stats.filled, stats.distinct, stats.median_words, stats.unique, stats.is_constant) == (
        0.5,
        1,
        3,
        False,
        True,
    )
    assert describe_column("id", ["a", "b"]).unique


@pytest.mark.parametrize(
    ("name", "values", "role"),
    [
        ("id", [f"r{n}" for n in range(40)], "key"),
        ("label", ["yes", "no"] * 20, "label"),
        ("intent", ["pay", "ask"] * 20, "label"),
        ("dept", ["banking", "travel"] * 20, "label"),
        ("Topic", ["pay", "ask"] * 20, "label"),
        ("queue", ["first line", "second line"] * 20, "label"),
        ("customer_email", [f"p{n}@example.org" for n in range(40)], "blind"),
        ("contact", [f"p{n}@example.org" for n in range(40)], "blind"),
        ("first_name", ["Ada", "Bo"] * 20, "blind"),
        ("Gender", ["f", "m"] * 20, "blind"),
        ("file_name", [f"f{n}.png" for n in range(40)], "key"),
        ("worker_id", [1, 2] * 20, "annotator"),
        ("pred_label", ["a", "b"] * 20, "prediction"),
        ("Yhat (model)", ["a", "b"] * 20, "prediction"),
        ("ground_truth", ["a", "b"] * 20, "gold"),
        ("outcome", ["a", "b"] * 20, "outcome"),
        ("thread_id", [1, 2, 3, 4] * 10, "group"),
        ("country_code", ["de", "fr"] * 20, "metadata"),
        ("source", ["web", "web"] * 20, "ignore"),
        ("empty", [None] * 40, "ignore"),
        ("second_text", TEXTS[::-1], "field"),
    ],
)
def test_roles_are_suggested_from_names_and_values(name, values, role):
    assert roles(text=TEXTS, **{name: values}) == {"text": "field", name: role}


def test_every_value_of_a_short_column_is_counted():
    counted = describe_column("label", ["yes", "no", "yes", None])
    assert counted.values == (("yes", 2), ("no", 1))
    assert describe_column("tags", [["a", "b"], ["a"]]).values == (("a", 2), ("b", 1))
    assert describe_column("n", list(range(501))).values is None
    assert describe_column("text", ["long " * 50] * 3).values is None


CHATS = [[{"role": "user", "content": f"Hello number {n}"}] for n in range(8)]
ROWS = [{"age": n, "work": "private"} for n in range(8)]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (CHATS, "conversation"),
        ([msgspec.json.encode(chat).decode() for chat in CHATS], "conversation"),
        ([{"messages": chat} for chat in CHATS], "conversation"),
        (ROWS, "row"),
        ([*CHATS, "a note"], "text"),
        ([["red", "blue"], ["red"]], "text"),
        ([{"nested": {"a": 1}}], "text"),
        ([None, ""], "text"),
    ],
)
def test_a_column_of_turns_or_of_objects_is_suggested_as_such(cells, kind):
    stats = describe_column("content", cells)
    assert stats.kind == kind
    if kind != "text":
        assert suggest_roles([stats])[0].role == "field"


def test_one_key_is_suggested_and_a_name_beats_a_place():
    found = roles(code=[f"c{n}" for n in range(40)], text=TEXTS, id=[f"r{n}" for n in range(40)])
    assert found == {"code": "metadata", "text": "field", "id": "key"}


def test_a_table_without_text_shows_its_columns():
    assert roles(hours=[1, 2, 3] * 9, job=["a", "b", "c"] * 9, sex=["f", "m", "f"] * 9) == {
        "hours": "field",
        "job": "field",
        "sex": "blind",
    }


def test_a_preview_shows_rows_and_what_is_wrong(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,hello there\n2\n3," + "x" * 5_000 + "\n")
    found = preview(path)
    assert (found.format, found.row_count, found.row_count_exact, found.sampled) == ("csv", 3, True, 3)
    assert [row.number for row in found.bad_rows] == [3]
    assert len(found.rows) == 2
    assert len(found.rows[1]["text"]) < 1_100
    assert msgspec.json.decode(msgspec.json.encode(found))["columns"][0]["suggested"]["role"] == "key"


def test_rows_of_a_large_file_are_estimated_from_its_bytes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + "".join(f"{n},some words to read here\n" for n in range(300_000)))
    found = preview(path)
    assert not found.row_count_exact
    assert found.row_count == pytest.approx(300_000, rel=0.05)
    assert found.sampled == 20_000


RECOGNISED = ["spans", "relations", "aspects", "segments", "boxes", "polygons", "points", "affect"]


@pytest.mark.parametrize("kind", RECOGNISED)
@pytest.mark.parametrize("table", ["csv", "jsonl"])
def test_cells_with_the_form_of_answers_are_offered_as_such(kind: str, table: str, tmp_path: Path) -> None:
    rows = [
        {"id": n, "found": row["asked"], "model_prediction": row["asked"]} for n, row in enumerate(rows_of(kind, 6))
    ]
    path = tmp_path / f"rows.{table}"
    with open_writer(path, format=table, columns=list(rows[0])) as writer:
        writer.write(rows)
    seen = {column.name: column.suggested for column in preview(path).columns}
    assert (seen["found"].role, seen["found"].answers) == ("label", kind)
    assert (seen["model_prediction"].role, seen["model_prediction"].answers) == ("prediction", kind)
    assert kind in seen["found"].reason
