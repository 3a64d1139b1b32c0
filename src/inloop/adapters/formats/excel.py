"""Excel and OpenDocument sheets as rows."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.format import Format
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream, excerpt
from inloop.adapters.formats.values import clean, column_names, has_nul, text_size
from inloop.adapters.formats.workbook_size import check_size
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import register

_OLE = b"\xd0\xcf\x11\xe0"


@register("format/excel.v1")
class ExcelFormat(Format):
    """The first visible sheet, or the one that is named; its first row with content holds the column names."""

    name = "excel"
    extensions = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
    keeps_types = True
    keeps_empty = False

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        sheet = _sheet(path, options.sheet)
        cells = _numbered(sheet)
        names = next(cells, None)
        if names is None:
            raise UnreadableFileError(
                f"Sheet '{sheet.name}' is empty.", hint="Name another with sheet=….", where=path.name
            )
        columns = column_names([_name(value) for value in names[1]], where=path.name)
        rows = _rows(islice(cells, start, None), columns, limit=options.max_row_bytes)
        counted = Counted(rows, at=start)
        size = max(sheet.total_height - names[0], 0)
        return RowStream(counted, columns=columns, format=self.name, size=size, position=counted.position, unit="rows")


def _sheet(path: Path, wanted: str | None) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    check_size(path, wanted)
    try:
        book = CalamineWorkbook.from_path(path)
        visible = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        if wanted is not None and wanted not in book.sheet_names:
            raise UnreadableFileError(
                f"There is no sheet '{wanted}'.", hint=f"Sheets: {', '.join(book.sheet_names)}.", where=path.name
            )
        return book.get_sheet_by_name(wanted or (visible or book.sheet_names)[0])
    except (CalamineError, OSError, IndexError) as error:
        if isinstance(error, PasswordError) or _is_encrypted(path):
            raise UnreadableFileError(
                "The workbook is protected by a password.", hint="Save it without one.", where=path.name
            ) from None
        problem = str(error).split("\n", 1)[0][:200]
        raise UnreadableFileError(
            f"The workbook cannot be read ({problem}).",
            hint="Open it in a spreadsheet and save it again as .xlsx, or as CSV.",
            where=path.name,
        ) from None


def _is_encrypted(path: Path) -> bool:
    """Recognise a new workbook inside the old container, which is how Office encrypts it."""
    with path.open("rb") as file:
        return path.suffix.lower() != ".xls" and file.read(len(_OLE)) == _OLE


def _numbered(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Give each row that has content, with its number as the spreadsheet shows it."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if any(cell != "" for cell in cells):
            yield number, cells


def _rows(cells: Iterator[tuple[int, list[Any]]], columns: tuple[str, ...], *, limit: int) -> Iterator[Row | BadRow]:
    for number, row in cells:
        values = dict(zip(columns, map(_value, row), strict=False))
        if text_size(values) > limit:
            yield BadRow(number, f"is longer than {limit // 1_024} KB", excerpt(str(row)[:500]))
        elif has_nul(values):
            yield BadRow(number, "holds a NUL character", excerpt(str(row)[:500]))
        else:
            yield Row(number, values)


def _value(cell: Any) -> Any:
    if cell == "":
        return None
    if type(cell) is float and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return clean(cell)


def _name(cell: Any) -> str:
    value = _value(cell)
    return "" if value is None else str(value)
