"""Rows out of an archive or folder in which every row is a file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from inloop.adapters.formats.archives import Bundle
from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import BadRow, Row, RowStream
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

ReadRow = Callable[[Bundle, str], dict[str, Any]]


def open_bundle(
    path: Path,
    form: str,
    *,
    columns: tuple[str, ...],
    names: Callable[[Bundle], list[str]],
    row: ReadRow,
    roles: Mapping[str, Suggestion],
    losses: Losses,
    start: int,
) -> RowStream:
    """Open an archive or folder as a stream of rows, one for each name; one that cannot be read is a bad row.

    Parameters
    ----------
    names
        Lists the files that are rows.
    row
        Reads one; an `InvalidInputError` says why it cannot be.
    """
    bundle = Bundle(path)
    found = names(bundle)
    if not found:
        bundle.close()
        raise UnreadableFileError(
            f"There is nothing of format '{form}' inside.", hint="Choose another file or format.", where=path.name
        )
    counted = Counted(_rows(bundle, found, row, start=start), at=start)
    return RowStream(
        counted,
        columns=columns,
        format=form,
        size=len(found),
        position=counted.position,
        unit="rows",
        close=bundle.close,
        roles=roles,
        losses=losses,
    )


def _rows(bundle: Bundle, names: list[str], read: ReadRow, *, start: int) -> Iterator[Row | BadRow]:
    for number, name in enumerate(names[start:], start + 1):
        try:
            yield Row(number, read(bundle, name))
        except InvalidInputError as problem:
            yield BadRow(number, f"{problem.message} {problem.hint}".strip(), name)
