"""Projects, schemas, guidelines, recipes."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from inloop.people import Role
from inloop.server.wire.base import Asked, Interval, Micros, Told


class SchemaField(Told):
    """What is shown."""

    id: str
    kind: str
    name: str
    show: Literal["text", "title", "metadata", "blind"]
    format: Literal["plain", "markdown"]


class Question(Told):
    """What is asked; the settings of its kind stand beside what all kinds share."""

    model_config = ConfigDict(from_attributes=True, extra="allow")

    id: str
    kind: str
    name: str
    help: str
    required: bool
    abstain: bool
    shown_if: dict[str, Any] | None
    on: str


class Schema(Told):
    """What a project shows and asks."""

    fields: list[SchemaField]
    questions: list[Question]
    target: str


class Settings(Told):
    """How a project is run."""

    answers_per_item: int
    overlap: float
    control_rate: float
    show_suggestions: bool
    hidden_share: float
    lease_minutes: int
    strategy: str


class ProjectLine(Told):
    """A project in the list; what annotators may not see is null or zero for them.

    `measured` is the word for its accuracy: what that means depends on the kind of answer.
    """

    id: int
    name: str
    state: Literal["active", "archived", "deleted"]
    role: Role
    items: int
    answers: int
    answered_items: int
    accuracy: Interval | None
    measured: str
    created_at: Micros


class Project(Told):
    """A project as whoever works in it sees it; blind fields are left out for those who label blindly."""

    id: int
    name: str
    state: Literal["active", "archived", "deleted"]
    role: Role
    schema_: Schema = Field(alias="schema")
    schema_version: int
    guideline_version: int
    settings: Settings
    created_at: Micros


class SchemaDocument(Asked):
    """A schema as a person writes it; ids and codes that are missing are filled in."""

    fields: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    target: str | None = None


class ProjectAsked(Asked):
    """A new project, from a recipe, a schema, or a recipe with another schema."""

    name: str = Field(min_length=1, max_length=120)
    recipe: str | None = Field(default=None, max_length=100)
    schema_: SchemaDocument | None = Field(default=None, alias="schema")
    guideline: str | None = None
    settings: dict[str, Any] | None = None


class ProjectChange(Asked):
    """What is to be changed; the rest stays."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    settings: dict[str, Any] | None = None


class SchemaAsked(Asked):
    """A new schema, made from the version that was looked at."""

    base_version: int = Field(ge=0, lt=2**31)
    schema_: SchemaDocument = Field(alias="schema")


class SchemaPut(Told):
    """The version in force, and what changed in plain words."""

    version: int
    changes: list[str]


class SchemaVersion(Told):
    """A version of the schema."""

    version: int
    at: Micros
    by: str
    by_name: str | None = Field(default=None, description="What the person is called, for those who may read it")
    changes: list[str]


class Guideline(Told):
    """How to decide, in Markdown."""

    version: int
    body: str
    at: Micros
    by: str
    by_name: str | None = Field(default=None, description="What the person is called, for those who may read it")


class GuidelineAsked(Asked):
    """A new guideline, made from the version that was looked at."""

    base_version: int = Field(ge=0, lt=2**31)
    body: str


class GuidelinePut(Told):
    """The version in force."""

    version: int


class Recipe(Told):
    """A project ready to be started."""

    id: str
    name: str
    description: str
    field_kind: str
    question_summary: str
    hint: str
    schema_: dict[str, Any] = Field(alias="schema")
    guideline: str
    sample: str | None
