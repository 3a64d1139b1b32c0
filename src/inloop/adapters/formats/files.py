"""Open a file to read or write rows, whatever its format."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from inloop.adapters.formats.detect import detect_format, format_named
from inloop.adapters.formats.format import RowWriter
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.kernel.errors import UnreadableFileError

_DEFAULTS = ReadOptions()


def open_rows(
    path: Path | str,
    *,
    format: str | None = None,  # noqa: A002 - the word of the interface
    options: ReadOptions = _DEFAULTS,
    start: int = 0,
) -> RowStream:
    r"""Open a file, or a folder of text files, as a stream of good and bad rows.

    Parameters
    ----------
    format
        ``csv``, ``tsv``, ``jsonl``, ``json``, ``parquet``, ``excel`` or ``text-folder``; found out if not given.
    start
        Rows to skip, good and bad counted together: where an interrupted import goes on.

    Raises
    ------
    UnreadableFileError
        The file as a whole cannot be read; the message says what, where and what to do.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "notes.csv"
    ...     _ = path.write_text("text,label\ngood film,yes\nbad row\n")
    ...     with open_rows(path) as stream:
    ...         good, bad = stream
    >>> good
    Row(number=2, values={'text': 'good film', 'label': 'yes'})
    >>> bad
    BadRow(number=3, reason='has 1 value for 2 columns', excerpt='bad row')
    """
    path = Path(path)
    if not path.exists():
        raise UnreadableFileError("There is no such file or folder.", hint="Check the path.", where=str(path))
    part = format_named(format) if format else detect_format(path)
    if path.is_dir() and part.extensions and part.name != "text-folder":
        raise UnreadableFileError(
            f"This is a folder, not a {part.name} file.", hint="Choose one file.", where=str(path)
        )
    return part.open(path, options=options, start=start)


def open_writer(
    target: Path | str | BinaryIO,
    *,
    format: str,  # noqa: A002 - the word of the interface
    columns: Sequence[str],
) -> RowWriter:
    """Open a file for writing rows as ``csv``, ``tsv``, ``jsonl`` or ``parquet``.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> with open_writer(file, format="csv", columns=["text", "label"]) as writer:
    ...     writer.write([{"text": "=1+1", "label": "sum"}])
    >>> file.getvalue().decode().splitlines()
    ['text,label', "'=1+1,sum"]
    """
    part = format_named(format)
    if not isinstance(target, Path | str):
        return part.write(target, columns=columns)
    file = Path(target).open("wb")  # noqa: SIM115 - the writer closes it
    try:
        return _Owner(file, part.write(file, columns=columns))
    except BaseException:
        file.close()
        raise


class _Owner(RowWriter):
    """A writer that also closes the file, because it was opened here."""

    def __init__(self, file: BinaryIO, writer: RowWriter) -> None:
        self._file = file
        self._writer = writer

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._writer.write(rows)

    def close(self) -> None:
        if not self._file.closed:
            self._writer.close()
            self._file.close()
