"""A first look at a file: its columns, its first rows, what is wrong with it and what each column may be for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from inloop.adapters.formats.column_stats import ColumnStats, describe_column
from inloop.adapters.formats.files import open_rows
from inloop.adapters.formats.losses import Loss
from inloop.adapters.formats.roles import NAMES_FILES, Suggestion, suggest_roles
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream

_DEFAULTS = ReadOptions()
_COUNT_BYTES = 4 << 20
_ESTIMATE_BYTES = 1 << 20
_CELL_CHARS = 1_000


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """One column: what the sample says, and the role suggested for it."""

    stats: ColumnStats
    suggested: Suggestion

    @property
    def name(self) -> str:
        return self.stats.name


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person sees before an import.

    Attributes
    ----------
    rows
        The first good rows, long texts cut.
    row_count, row_count_exact
        All rows of the file, good and bad; an estimate from bytes unless exact.
    sampled, bad_rows
        How many rows were looked at, good and bad, and those among them that cannot be imported.
    losses
        What stands in the rows looked at and is not taken.
    """

    format: str
    columns: tuple[ColumnPreview, ...]
    rows: tuple[dict[str, Any], ...]
    row_count: int
    row_count_exact: bool
    sampled: int
    bad_rows: tuple[BadRow, ...]
    bytes: int
    losses: tuple[Loss, ...] = ()


def preview(
    path: Path | str,
    *,
    rows: int = 20,
    sample: int = 20_000,
    format: str | None = None,  # noqa: A002 - the word of the interface
    options: ReadOptions = _DEFAULTS,
) -> Preview:
    """Look at the first `sample` rows of a file and suggest what its columns are for.

    Raises
    ------
    UnreadableFileError
        As `open_rows`.
    """
    path = Path(path)
    size = _bytes(path)
    with open_rows(path, format=format, options=options) as stream:
        seen = list(islice(stream, sample))
        count, exact = _count(stream, len(seen), ended=len(seen) < sample, small=size <= _COUNT_BYTES)
        good = [row.values for row in seen if isinstance(row, Row)]
        names = dict.fromkeys(stream.columns) | dict.fromkeys(name for values in good for name in values)
        return Preview(
            format=stream.format,
            columns=_columns(list(names), good, stream),
            rows=tuple({name: _short(value) for name, value in values.items()} for values in good[:rows]),
            row_count=count,
            row_count_exact=exact,
            sampled=len(seen),
            bad_rows=tuple(row for row in seen if isinstance(row, BadRow)),
            bytes=size,
            losses=tuple(stream.losses.report()),
        )


def _columns(names: Sequence[str], rows: Sequence[dict[str, Any]], stream: RowStream) -> tuple[ColumnPreview, ...]:
    stats = [describe_column(name, [values.get(name) for values in rows]) for name in names]
    found = list(suggest_roles(stats))
    if stream.roles:
        both = zip(stats, found, strict=True)
        return tuple(ColumnPreview(column, stream.roles.get(column.name, guess)) for column, guess in both)
    for at, column in enumerate(stats if stream.format == "media-folder" else ()):
        if column.kind in NAMES_FILES and column.name != "key":
            found[at] = Suggestion("field", NAMES_FILES[column.kind])
        elif found[at].role == "field":  # said in want of a text: what is looked at is the picture
            found[at] = Suggestion("metadata", "kept beside the item and searchable")
    return tuple(map(ColumnPreview, stats, found))


def _count(stream: RowStream, seen: int, *, ended: bool, small: bool) -> tuple[int, bool]:
    """Count the rows: known for some formats, counted to the end in small files, else estimated from bytes."""
    if ended:
        return seen, True
    if stream.unit == "rows":
        return stream.size, True
    at = stream.position
    for _ in stream:
        seen += 1
        if stream.position == at:
            continue
        if not small and at >= _ESTIMATE_BYTES:  # this row is the first of the next block
            return round((seen - 1) * stream.size / at), False
        at = stream.position
    return seen, True


def _short(value: Any) -> Any:
    return value[:_CELL_CHARS] + "…" if isinstance(value, str) and len(value) > _CELL_CHARS else value


def _bytes(path: Path) -> int:
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file() and not each.is_symlink())
    return path.stat().st_size if path.exists() else 0
