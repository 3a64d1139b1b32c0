"""A file that cannot be read as a whole gives one error: what, where, what to do."""

import gzip
import os
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inloop.adapters.formats import ReadOptions, open_rows
from inloop.kernel.errors import InvalidInputError, NotFoundError, UnreadableFileError


def parquet(tmp_path):
    pq.write_table(pa.table({"a": range(1_000)}), tmp_path / "whole.parquet")
    return (tmp_path / "whole.parquet").read_bytes()[:-20]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n \n", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"a,b,a\n1,2,3\n", "Columns 1 and 3 are both called 'a'"),
        ("a.csv", b'"a,b\n1,2\n', "quote in the column names"),
        ("a.csv", b"PK\x03\x04 and so on", "zip archive or an Excel workbook.* ending .xlsx"),
        ("a.jsonl", b"PAR1 and so on", "a Parquet file"),
        ("a.csv", bytes(range(256)) * 99, "binary file"),
        ("a.csv", os.urandom(5_000), "binary file|not UTF-8"),
        ("a.csv", "a,b\ncafé,1\n".encode("cp1252"), r"Byte 0xE9 at offset 7 .*line 2.*encoding=cp1252"),
        ("a.csv", "a,b\nПривет,1\nмир,2\n".encode("cp1251"), "encoding="),
        ("a.csv", "a,b\n1,2\n".encode("utf-16-le"), "encoding=utf-16-le"),
        ("a.csv", b"a," + b"x" * 2_000_000, "longer than 1024 KB"),
        ("a.jsonl", b'{"a": "' + b"x" * 2_000_000, "one line longer than 1024 KB"),
        ("a.csv.gz", gzip.compress(os.urandom(9_000).hex().encode())[:-900], "damaged or cut off"),
        ("a.json", b'[{"a": 1}, {"a"', "not valid JSON"),
        ("a.json", b'{\n"a": {}}', "not a list of objects"),
        ("a.parquet", parquet, "cut off or damaged"),
        ("a.xlsx", b"PK\x03\x04 and so on", "workbook cannot be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(2_000), "workbook cannot be read"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(2_000), "protected by a password"),
        ("a.zip", b"PK\x03\x04", "cut off or damaged"),
        ("a", b"hello", "format cannot be told"),
    ],
)
def test_an_unreadable_file_says_what_where_and_what_to_do(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content(tmp_path) if callable(content) else content)
    with pytest.raises(UnreadableFileError, match=says) as caught, open_rows(path) as stream:
        list(stream)
    assert caught.value.where == name
    assert caught.value.hint


def test_a_missing_file_and_a_folder_without_text_are_named(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such file"):
        open_rows(tmp_path / "none.csv")
    with pytest.raises(UnreadableFileError, match=r"no \.txt"):
        open_rows(tmp_path)
    with pytest.raises(UnreadableFileError, match="a folder, not a csv"):
        open_rows(tmp_path, format="csv")


def test_a_zip_without_text_files_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "a,b")
    with pytest.raises(UnreadableFileError, match=r"no \.txt"):
        open_rows(tmp_path / "a.zip")


def test_an_unknown_format_or_encoding_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("a\n1\n")
    with pytest.raises(NotFoundError, match="format/csv"):
        open_rows(tmp_path / "a.csv", format="xml")
    with pytest.raises(InvalidInputError, match="not an encoding"):
        open_rows(tmp_path / "a.csv", options=ReadOptions(encoding="klingon"))
