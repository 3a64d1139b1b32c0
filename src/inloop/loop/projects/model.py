"""What a project is."""

from enum import StrEnum

import msgspec

from inloop.kernel.clock import Micros


class State(StrEnum):
    ACTIVE = "active"
    ARCHIVED = "archived"
    DELETED = "deleted"


class ProjectSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a project is run; every value has a sensible default.

    Attributes
    ----------
    answers_per_item
        Answers wanted on every item.
    overlap
        Share of the items, drawn by coin, that get one answer more; asked once two people label.
    control_rate
        Share of the items drawn on arrival for honest accuracy.
    hidden_share
        Share of ordinary items whose suggestion is withheld, so that its absence tells nothing.
    lease_minutes
        How long an item is lent.
    """

    answers_per_item: int = 1
    overlap: float = 0.1
    control_rate: float = 0.1
    show_suggestions: bool = True
    hidden_share: float = 0.1
    lease_minutes: int = 15
    strategy: str = "margin-clusters"


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A stream of items, the questions asked of it, and how it is run."""

    id: int
    name: str
    state: State
    recipe: str
    key: bytes
    settings: ProjectSettings
    schema_version: int
    guideline_version: int
    created_at: Micros


class SchemaVersion(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    at: Micros
    by: str
    changes: list[str]


class Guideline(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    body: str
    at: Micros
    by: str
