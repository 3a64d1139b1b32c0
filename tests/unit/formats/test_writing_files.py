"""Writers: spreadsheets run nothing, memory is bounded, types survive."""

import io

import pyarrow.parquet as pq
import pytest

from inloop.adapters.formats import open_rows, open_writer
from inloop.adapters.formats.delimited_writer import guard, strip_guard
from inloop.kernel.errors import InvalidInputError


def written(name, rows, columns):
    file = io.BytesIO()
    with open_writer(file, format=name, columns=columns) as writer:
        writer.write(rows)
    assert not file.closed
    return file.getvalue()


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-x", "@sum", "\tx", "\rx"])
def test_formulas_get_an_apostrophe_that_can_be_taken_off(text):
    assert guard(text) == "'" + text
    assert strip_guard(guard(text)) == text
    assert strip_guard(guard("'" + text)) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.2e5", "-.5", "", "a=b", "'tis", "'"])
def test_plain_numbers_and_ordinary_text_stay(text):
    assert guard(text) == text == strip_guard(text)


def test_csv_cells_are_text_that_people_expect():
    rows = [{"a": None, "b": True, "c": 1.5, "d": ["x"], "e": float("nan"), "more": 1}, {}]
    assert written("csv", rows, ["a", "b", "c", "d", "e"]) == b'a,b,c,d,e\r\n,true,1.5,"[""x""]",\r\n,,,,\r\n'


def test_column_names_are_guarded_too():
    assert written("csv", [], ["=cmd()"]) == b"'=cmd()\r\n"


def test_jsonl_keeps_types_and_writes_every_column():
    assert written("jsonl", [{"a": float("nan"), "b": [1]}], ["a", "b", "c"]) == b'{"a":null,"b":[1],"c":null}\n'


def test_parquet_is_written_in_row_groups(tmp_path):
    path = tmp_path / "a.parquet"
    with open_writer(path, format="parquet", columns=["n", "x", "mixed"]) as writer:
        writer.write({"n": n, "x": None, "mixed": [n]} for n in range(40_000))
    assert pq.ParquetFile(path).metadata.num_row_groups == 3
    with open_rows(path) as stream:
        assert list(stream)[-1].values == {"n": 39_999, "x": None, "mixed": "[39999]"}


def test_a_parquet_column_that_changes_its_type_is_named():
    rows = ({"n": n if n < 20_000 else "many"} for n in range(20_001))
    with pytest.raises(InvalidInputError, match="Column 'n' began as int64"):
        written("parquet", rows, ["n"])


def test_an_empty_export_still_has_its_columns(tmp_path):
    for name in ("csv", "tsv", "parquet"):
        with open_writer(tmp_path / f"a.{name}", format=name, columns=["a", "b"]):
            pass
        with open_rows(tmp_path / f"a.{name}") as stream:
            assert (stream.columns, list(stream)) == (("a", "b"), [])


def test_formats_that_are_only_read_say_so():
    with pytest.raises(InvalidInputError, match="read, not written"):
        open_writer(io.BytesIO(), format="excel", columns=["a"])
    with pytest.raises(InvalidInputError, match="no columns"):
        open_writer(io.BytesIO(), format="csv", columns=[])
