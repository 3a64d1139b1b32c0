"""Workbooks that unpack to more than a server can hold: found out in a process that may die of it."""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from inloop.kernel.errors import UnreadableFileError

MOST_MB = 2_048
PATIENCE_S = 120
_TRY = """
import resource, sys
path, sheet, most = sys.argv[1], sys.argv[2], int(sys.argv[3]) << 20
resource.setrlimit(resource.RLIMIT_AS, (most, most))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from python_calamine import CalamineWorkbook, SheetVisibleEnum
try:
    book = CalamineWorkbook.from_path(path)
    visible = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    book.get_sheet_by_name(sheet or (visible or book.sheet_names)[0])
except MemoryError:
    sys.exit(3)
except Exception:
    sys.exit(0)  # what is wrong with it otherwise is told by who reads it
"""


def check_size(path: Path, sheet: str | None) -> None:
    """Raise where a sheet takes more memory than it may.

    A sheet is read whole. One cell at its far end makes a file of a kilobyte fill the memory, and what reads it ends
    without an error that could be caught.

    Raises
    ------
    UnreadableFileError
        It cannot be read within `MOST_MB`.
    """
    found = path.stat()
    if not _fits(str(path), sheet or "", found.st_mtime_ns, found.st_size):
        raise UnreadableFileError(
            f"The workbook takes more than {MOST_MB:,} MB to read.",
            hint="Delete the empty rows and columns beyond its content, or save it as CSV.",
            where=path.name,
        )


@lru_cache(maxsize=64)
def _fits(path: str, sheet: str, _changed: int, _size: int) -> bool:
    try:
        ended = subprocess.run(  # noqa: S603  # our own program; the path is an argument of it
            [sys.executable, "-c", _TRY, path, sheet, str(MOST_MB)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0
