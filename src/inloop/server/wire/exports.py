"""What can be taken away, and what is lost on the way."""

from typing import Literal

from pydantic import Field

from inloop.server.wire.base import Told


class ExportFormat(Told):
    """A format that exports are written in, and how far the questions of the project fit it."""

    format: str
    ending: str
    about: str
    table: bool = Field(description="Whether it holds any table, one row an item or answer")
    archive: bool = Field(description="Whether pictures and sounds can come along")
    fits: Literal["all", "some", "none"]
    holds: list[str] = Field(description="Ids of the questions whose answers it holds")
    leaves: dict[str, str] = Field(description="Question id → why its answers are left out")


class Loss(Told):
    """One thing that is lost or changed, and how often."""

    what: str
    why: str
    count: int
    question: str
    examples: list[str] = Field(description="Ids of some items that lose it")


class ExportLosses(Told):
    """What an export would lose; nothing where the list is empty."""

    what: str
    format: str
    losses: list[Loss]
