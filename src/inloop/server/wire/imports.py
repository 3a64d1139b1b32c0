"""Uploaded files and imports."""

from typing import Annotated, Any, Literal

from pydantic import Field

from inloop.adapters.formats.roles import Role
from inloop.server.wire.base import Asked, Micros, Refusal, Told
from inloop.server.wire.exports import Loss
from inloop.server.wire.items import BadRow, Counts


class ValueCount(Told):
    """A value of a column, and in how many of the rows looked at it stands."""

    value: str
    count: int


class PreviewColumn(Told):
    """A column of a file, and what it may be for."""

    name: str
    type: str
    filled: float
    distinct: int
    examples: list[str]
    median_words: float
    unique: bool
    kind: str = Field(description="The kind of field that could show it")
    role: str
    role_reason: str
    answers: str = Field(description="The kind of question that it answers, where the format says so; else empty")
    values: list[ValueCount] | None = Field(description="All values, commonest first; null where they are too many")


class Preview(Told):
    """A first look at a file."""

    format: str
    columns: list[PreviewColumn]
    rows: list[dict[str, Any]]
    row_count: int
    row_count_exact: bool
    sampled: int = Field(description="How many rows were looked at")
    bad: list[BadRow]
    bytes: int
    losses: list[Loss] = Field(description="What stands in the rows looked at and is not taken")


class Upload(Told):
    """A file that has arrived whole, with a first look at it."""

    id: str
    name: str
    bytes: int
    preview: Preview | None
    problem: Refusal | None = Field(default=None, description="Why there is no preview; it may be read another way")


class UploadBegun(Asked):
    """What is going to be sent in parts."""

    name: str = Field(max_length=500)
    bytes: int
    folder: bool = Field(default=False, description="It is a folder, packed in the tar format; it is unpacked here")


class UploadDraft(Told):
    """An upload on its way."""

    id: str
    name: str
    bytes: int
    received: int = Field(description="Bytes that are here: the next part goes on from there")
    folder: bool


class MediaRoots(Told):
    """Places on the server, or in buckets, whose files may be shown where they lie."""

    roots: list[str]


class Place(Asked):
    """A folder, or a prefix in a bucket, at or below one of the roots."""

    place: str = Field(max_length=4_096, min_length=1)


class ImportColumn(Asked):
    """What a column of the file is."""

    name: str
    role: Role
    to: str | None = None
    question: str | None = None
    annotator: str | None = None


class ImportAsked(Asked):
    """Which upload is to be imported, and what its columns are."""

    upload: str = Field(max_length=64)
    columns: list[ImportColumn] = Field(max_length=5_000)
    format: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    new_labels: dict[str, list[Annotated[str, Field(min_length=1, max_length=200)]]] | None = Field(
        default=None, description="Question id → names of labels that it is to have too, before the rows come in"
    )


class Import(Told):
    """How far an import is; `position` counts bytes."""

    id: int
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    name: str
    bytes: int
    position: int
    counts: Counts
    started_at: Micros | None
    finished_at: Micros | None
    rate: float | None = Field(description="Rows a second")
    error: str | None
