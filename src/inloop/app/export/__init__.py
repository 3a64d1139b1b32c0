"""What people and the model say, as a file that is written while it is read."""

from collections.abc import Iterator
from typing import BinaryIO, Literal, cast, get_args

from inloop.adapters.formats import open_writer
from inloop.app.export.pipe import Pipe
from inloop.app.export.tables import columns_of, rows_of
from inloop.app.system import System
from inloop.kernel.errors import InvalidInputError
from inloop.loop.projects import Project

What = Literal["labels", "annotations", "predictions", "items"]
ExportFormat = Literal["csv", "tsv", "jsonl", "parquet"]
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}

__all__ = ["MEDIA_TYPES", "ExportFormat", "What", "stream_export"]


def stream_export(system: System, project: Project, *, what: str, form: str) -> Iterator[bytes]:
    """Give a file piece by piece, as of one moment, with memory for a few thousand rows.

    Parameters
    ----------
    what
        ``labels``: the items with an answer, one row each, with what people say together, and of a text question the
        newest text and all of them; ``annotations``: every answer with its author, those taken back too;
        ``predictions``: what the published model says of every item; ``items``: every item.
    form
        ``csv``, ``tsv``, ``jsonl`` or ``parquet``.

    Raises
    ------
    InvalidInputError
        There is no such table or format.
    """
    if what not in get_args(What):
        raise InvalidInputError(f"There is no '{what}' to export.", hint=f"Known: {', '.join(get_args(What))}.")
    if form not in MEDIA_TYPES:
        raise InvalidInputError(f"Exports are not written as '{form}'.", hint=f"Known: {', '.join(MEDIA_TYPES)}.")
    return _stream(system, project, what, form)


def _stream(system: System, project: Project, what: str, form: str) -> Iterator[bytes]:
    pipe = Pipe()
    with system.database.engine.connect() as connection:
        columns = columns_of(connection, project, what)
        with open_writer(cast("BinaryIO", pipe), format=form, columns=columns) as writer:
            for rows in rows_of(connection, project, what, published=system.published):
                writer.write(rows)
                if ready := pipe.drain():
                    yield ready
    yield pipe.drain()
