"""Parquet, Excel, OpenDocument and folders of text."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from inloop.adapters.formats import BadRow, ReadOptions, Row, open_rows
from inloop.kernel.errors import UnreadableFileError

ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="S"><table:table-row>
<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row><table:table-row>
<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def read(path, *, start=0, **options):
    with open_rows(path, options=ReadOptions(**options), start=start) as stream:
        return list(stream)


def test_parquet_values_become_json_values(tmp_path):
    path = tmp_path / "a.parquet"
    columns = {
        "when": [datetime(2024, 5, 1, 12, tzinfo=UTC)],
        "day": [date(2024, 5, 1)],
        "money": [Decimal("1.50")],
        "nested": [[{"a": "e\u0301"}]],
        "nan": [float("nan")],
        "raw": [b"\x00\x01"],
    }
    pq.write_table(pa.table(columns), path)
    assert read(path)[0].values == {
        "when": "2024-05-01T12:00:00+00:00",
        "day": "2024-05-01",
        "money": 1.5,
        "nested": [{"a": "é"}],
        "nan": None,
        "raw": "AAE=",
    }


def test_parquet_resumes_inside_a_row_group(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": range(1_000)}), path, row_group_size=100)
    assert [row.values["n"] for row in read(path, start=555)] == list(range(555, 1_000))
    assert read(path, start=555)[0].number == 556


def test_parquet_rows_with_nul_or_without_utf8_are_reported(tmp_path):
    path = tmp_path / "a.parquet"
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers())
    pq.write_table(pa.table({"a": pa.chunked_array([pa.array(["x", "a\0b"]), broken, pa.array(["y"])])}), path)
    assert [(type(row), row.number) for row in read(path)] == [(Row, 1), (BadRow, 2), (BadRow, 3), (Row, 4)]


def test_parquet_damaged_in_the_middle_is_one_clear_error(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": [f"text number {n}" for n in range(50_000)]}), path, row_group_size=10_000)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 2_000] = b"\xff" * 2_000
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="damaged after row"):
        read(path)


def test_excel_sheets_are_read_with_the_numbers_that_the_spreadsheet_shows(tmp_path):
    path = tmp_path / "a.xlsx"
    book = Workbook()
    sheet = book.active
    sheet.append([])
    sheet.append([None, "text", "n", "when", None])
    sheet.append(
        [
            None,
            "hello",
            3,
            datetime(2024, 5, 1, 9, 30),  # noqa: DTZ001 - spreadsheets know no zones
            "extra",
        ]
    )
    sheet.append([])
    sheet.append([None, "bye", 2.5, None, None])
    book.create_sheet("second").append(["only"])
    book.save(path)
    rows = read(path)
    assert [row.number for row in rows] == [3, 5]
    assert list(rows[0].values.values())[-4:] == ["hello", 3, "2024-05-01T09:30:00", "extra"]
    assert rows[1].values["n"] == 2.5
    with open_rows(path, options=ReadOptions(sheet="second")) as stream:
        assert stream.columns == ("only",)
    with pytest.raises(UnreadableFileError, match="Sheets: Sheet, second"):
        read(path, sheet="third")


def test_opendocument_sheets_are_read(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS.replace(">\n<", "><").replace("\n", ""))
    assert read(path) == [Row(2, {"a": 7})]


def test_a_folder_gives_one_row_a_file_and_never_leaves_it(tmp_path):
    inside = tmp_path / "texts"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("outside")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "b.txt").write_text("e\u0301", encoding="utf-8")
    (inside / "sub" / "a.TXT").write_text("\ufeffsecond", encoding="utf-8")
    (inside / "c.txt").write_bytes(b"ab\xff")
    (inside / "long.txt").write_text("x" * 3_000)
    (inside / "picture.png").write_bytes(b"\x89PNG")
    (inside / ".hidden.txt").write_text("hidden")
    rows = read(inside, max_row_kb=1)
    assert rows == [
        Row(1, {"key": "b.txt", "text": "é"}),
        BadRow(2, "Byte 0xFF at offset 2 is not UTF-8", "c.txt"),
        BadRow(3, "is longer than 1 KB", "long.txt"),
        Row(4, {"key": "sub/a.TXT", "folder": "sub", "text": "second"}),
    ]
    assert read(inside, max_row_kb=1, start=2) == rows[2:]


def test_a_zip_of_texts_is_read_without_unpacking_what_is_too_long(tmp_path):
    path = tmp_path / "texts.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 50_000_000)
        archive.writestr("docs/up.txt", "fine")
    assert read(path) == [
        BadRow(1, "is longer than 1024 KB", "bomb.txt"),
        Row(2, {"key": "docs/up.txt", "folder": "docs", "text": "fine"}),
    ]
