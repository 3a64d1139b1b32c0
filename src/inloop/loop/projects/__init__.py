"""The ground the loop stands on: a project, its schema and guideline, and how it is to be run."""

from inloop.loop.projects.model import Guideline, Project, ProjectSettings, SchemaVersion
from inloop.loop.projects.service import (
    change_guideline,
    change_schema,
    change_settings,
    create,
    get,
    guideline,
    list_for,
    rename,
    schema_of,
    set_state,
)

__all__ = [
    "Guideline",
    "Project",
    "ProjectSettings",
    "SchemaVersion",
    "change_guideline",
    "change_schema",
    "change_settings",
    "create",
    "get",
    "guideline",
    "list_for",
    "rename",
    "schema_of",
    "set_state",
]
