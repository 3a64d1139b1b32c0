"""The media of an import: found, looked at and kept before the rows that show them come in."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Self

from inloop.adapters.formats.media_folder import table_in
from inloop.adapters.media.sources import Brought
from inloop.app.media import Media

MOST_ROWS = 200
"""Rows a transaction takes when each has files to be read: the first are soon there."""


class Intake:
    """Puts in the place of the names of files what the files are.

    Parameters
    ----------
    columns
        (column, kind) of those that name files.
    place
        What is imported: an archive or folder brings its files along.
    """

    def __init__(self, media: Media | None, columns: Sequence[tuple[str, str]], *, place: str) -> None:
        self._media = media
        self._columns = columns if media is not None else ()
        self._source = _source(Path(place)) if self._columns else None
        self.most = MOST_ROWS if self._columns else 1 << 31

    def resolve(self, values: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """Give a row with its files found, and why one of them cannot be shown."""
        if self._media is None or not self._columns:
            return values, ""
        found, reason = dict(values), ""
        for column, kind in self._columns:
            taken = found[column] = self._media.take(values.get(column), kind=kind, source=self._source)
            if isinstance(taken, Mapping) and taken.get("state") == "broken":
                reason = reason or f"shown as broken: {taken['why']}"
        return found, reason

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._source is not None:
            self._source.close()


def _source(place: Path) -> Brought | None:
    if not place.is_dir() and place.suffix.lower() != ".zip":
        return None
    return Brought(place, beside=str(PurePosixPath(table_in(place)).parent))
