"""Every registered format keeps the contract of formats."""

import json
import zipfile
from pathlib import Path

import pytest

import inloop.adapters.formats as formats
from inloop.adapters.formats import ReadOptions
from inloop.kernel.registry import iter_family
from inloop.testing.formats import check_format


def write_json(path, columns, rows):
    path.write_text(json.dumps([{column: row[column] for column in columns} for row in rows]), encoding="utf-8")


def put(cell, value):
    if isinstance(value, str) and value:
        cell.value = value.replace("\x0b", "_x000B_").replace("\r", "_x000D_")
        cell.data_type = "s"  # or openpyxl takes it for a formula
    else:
        cell.value = None if value == "" else value


def write_excel(path, columns, rows):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(list(columns))
    for at, row in enumerate(rows, 2):
        for place, column in enumerate(columns, 1):
            put(sheet.cell(at, place), row[column])
    book.save(path)


def write_zip(path, columns, rows):
    with zipfile.ZipFile(path, "w") as archive:
        for row in rows:
            archive.writestr(row["key"], row["text"])


WRITERS = {"json": write_json, "excel": write_excel, "text-folder": write_zip}


@pytest.mark.parametrize("name", [name for name, part in iter_family("format") if part.holds_text])
def test_every_format_keeps_its_contract(name: str, tmp_path: Path):
    part = formats.format_named(name)
    check_format(part, folder=tmp_path, options=ReadOptions, write=None if part.writable else WRITERS[part.name])


def test_the_contract_catches_a_format_that_loses_rows(tmp_path: Path):
    class Forgetful(formats.delimited.CsvFormat):
        def open(self, path, *, options, start=0):
            return super().open(path, options=options, start=start + 1)

    with pytest.raises(AssertionError, match="reads 21 of 22 rows"):
        check_format(Forgetful(), folder=tmp_path, options=ReadOptions)
