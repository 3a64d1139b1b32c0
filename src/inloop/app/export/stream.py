"""Exports, piece by piece, and what they lose."""

from collections.abc import Iterator
from typing import BinaryIO, Literal, cast, get_args

from inloop.adapters.formats import LabelledFormat, Loss, Losses, fitted, noted
from inloop.app.export.media import opener
from inloop.app.export.pipe import Pipe
from inloop.app.export.tables import columns_of, labelled_of, rows_of
from inloop.app.export.targets import Target, target_of
from inloop.app.system import System
from inloop.kernel.errors import InvalidInputError
from inloop.loop import projects
from inloop.loop.projects import Project

What = Literal["labels", "annotations", "predictions", "items"]
PIECE = 1 << 16


def stream_export(system: System, project: Project, *, what: str, form: str, files: bool = False) -> Iterator[bytes]:
    """Give a file piece by piece, as of one moment, with memory for a few thousand rows.

    Parameters
    ----------
    what
        ``labels``: the items with an answer, one row each, with what people say together, and of a text question the
        newest text and all of them; ``annotations``: every answer with its author, those taken back too;
        ``predictions``: what the published model says of every item; ``items``: every item.
    form
        The name of a format that is written, such as ``csv``; those that are no tables hold ``labels`` alone.
    files
        Whether pictures and sounds come along, where the format is an archive.

    Raises
    ------
    InvalidInputError
        There is no such table or format, or the format holds nothing of what is asked.
    """
    target = _checked(system, project, what, form)
    if target.is_table:
        return _stream_table(system, project, what, target)
    return _stream_labelled(system, project, target, Losses(), files=files)


def losses_of(system: System, project: Project, *, what: str, form: str) -> list[Loss]:
    """Say what an export would lose, by writing it to nowhere.

    Raises
    ------
    InvalidInputError
        As `stream_export`.
    """
    target, losses = _checked(system, project, what, form), Losses()
    if not target.is_table:
        for _ in _stream_labelled(system, project, target, losses, files=False):
            pass
    elif what == "labels":
        _note_people(system, project, losses)
    return losses.report()


def _checked(system: System, project: Project, what: str, form: str) -> Target:
    if what not in get_args(What):
        raise InvalidInputError(f"There is no '{what}' to export.", hint=f"Known: {', '.join(get_args(What))}.")
    target = target_of(form)
    if isinstance(target.form, LabelledFormat):
        if what != "labels":
            raise InvalidInputError(
                f"{form} holds one answer an item: the labels, not the {what}.",
                hint=f"Take the {what} as csv, tsv, jsonl or parquet.",
            )
        fitted(target.form, system.database.read(lambda connection: projects.schema_of(connection, project)))
    return target


def _stream_table(system: System, project: Project, what: str, target: Target) -> Iterator[bytes]:
    pipe = Pipe()
    with system.database.engine.connect() as connection:
        columns = columns_of(connection, project, what)
        with target.form.write(cast("BinaryIO", pipe), columns=columns) as writer:
            for rows in rows_of(connection, project, what, published=system.published):
                writer.write(rows)
                if ready := pipe.drain():
                    yield ready
    yield pipe.drain()


def _stream_labelled(
    system: System, project: Project, target: Target, losses: Losses, *, files: bool
) -> Iterator[bytes]:
    pipe, form, given = Pipe(), cast("LabelledFormat", target.form), 0
    with system.database.engine.connect() as connection:
        schema = projects.schema_of(connection, project)
        items = labelled_of(connection, project, published=system.published)
        open_file = opener(system) if files else None
        with form.write_items(cast("BinaryIO", pipe), schema=schema, losses=losses, open_file=open_file) as writer:
            for item in noted(items, form, schema, losses):
                writer.write(item)
                if pipe.tell() - given >= PIECE:
                    given = pipe.tell()
                    yield pipe.drain()
    yield pipe.drain()


def _note_people(system: System, project: Project, losses: Losses) -> None:
    """Note the only thing that a table of labels lacks."""
    with system.database.engine.connect() as connection:
        for item in labelled_of(connection, project, published=system.published):
            for name in (name for name, people in item.people.items() if people > 1):
                losses.note(
                    "what each person said",
                    "one answer stands for all; the annotations have each",
                    question=name,
                    key=item.key,
                )
