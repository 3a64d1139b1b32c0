"""The verbs of projects."""

import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection

from inloop import record
from inloop.annotation import Schema
from inloop.kernel.clock import Micros
from inloop.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from inloop.kernel.registry import names
from inloop.loop.projects import store
from inloop.loop.projects.model import Guideline, Project, ProjectSettings, SchemaVersion, State

MOST_GUIDELINE = 200_000


def create(
    connection: Connection,
    *,
    name: str,
    schema: Mapping[str, Any],
    guideline: str = "",
    settings: Mapping[str, Any] | None = None,
    recipe: str = "",
    key: bytes = b"",
    at: Micros,
    by: str,
) -> Project:
    """Start a project with the first version of its schema and guideline.

    The `key` of its coins is drawn in secret; only simulations, which must be repeatable, hand in one of their own.
    """
    first = Schema.read(schema)
    wanted = _settings(ProjectSettings(), settings or {})
    secret = key or secrets.token_bytes(32)
    number = store.add(connection, name=_name(name), recipe=recipe, key=secret, settings=wanted, at=at)
    record.append(connection, project=number, at=at, actor=by, act="project.created", subjects={"project": number})
    _save_schema(connection, number, version=1, schema=first, changes=["first version"], at=at, by=by)
    _save_guideline(connection, number, version=1, body=guideline, at=at, by=by)
    return get(connection, number)


def get(connection: Connection, number: int) -> Project:
    """Get a project, deleted ones too; raise `NotFoundError`."""
    found = store.find(connection, number)
    if found is None:
        raise NotFoundError(f"There is no project {number}.", hint="Choose one that is in the list of projects.")
    return found


def list_for(connection: Connection, numbers: list[int] | None = None) -> list[Project]:
    """List projects, newest first: all, or those with these numbers."""
    return store.all_of(connection, numbers)


def schema_of(connection: Connection, project: Project, version: int | None = None) -> Schema:
    """Get one version of a project's schema, by default the current one."""
    wanted = project.schema_version if version is None else version
    body = store.schema_body(connection, project.id, wanted)
    if body is None:
        raise NotFoundError(f"Project {project.id} has no schema version {wanted}.")
    return _parse(body)


def schema_versions(connection: Connection, project: Project) -> list[SchemaVersion]:
    """List the versions of the schema, newest first."""
    return store.schema_versions(connection, project.id)


def change_schema(
    connection: Connection, project: Project, *, document: Mapping[str, Any], base_version: int, at: Micros, by: str
) -> list[str]:
    """Put a new version of the schema in force; earlier answers keep their meaning.

    Returns
    -------
    What changed, in plain words; nothing is stored when nothing did.

    Raises
    ------
    ConflictError
        Somebody else changed the schema since `base_version`.
    """
    if base_version != project.schema_version:
        raise ConflictError(
            f"The schema is at version {project.schema_version}, not {base_version}.",
            hint="Load the current version and make the change again.",
        )
    earlier = schema_of(connection, project)
    schema = Schema.read(document, earlier=earlier)
    changes = schema.changes_since(earlier)
    if schema.write() == earlier.write():
        return []
    version = project.schema_version + 1
    _save_schema(connection, project.id, version=version, schema=schema, changes=changes, at=at, by=by)
    return changes or ["order or texts changed"]


def guideline(connection: Connection, project: Project, version: int | None = None) -> Guideline:
    """Get one version of the guideline, by default the current one."""
    found = store.find_guideline(connection, project.id, version or project.guideline_version)
    if found is None:
        raise NotFoundError(f"Project {project.id} has no guideline version {version}.")
    return found


def change_guideline(
    connection: Connection, project: Project, *, body: str, base_version: int, at: Micros, by: str
) -> int:
    """Put a new guideline in force; give its version."""
    if base_version != project.guideline_version:
        raise ConflictError(
            f"The guideline is at version {project.guideline_version}, not {base_version}.",
            hint="Load the current version and make the change again.",
        )
    if len(body) > MOST_GUIDELINE:
        raise InvalidInputError(f"{len(body)} characters are more than a guideline's {MOST_GUIDELINE}.")
    _save_guideline(connection, project.id, version=base_version + 1, body=body, at=at, by=by)
    return base_version + 1


def rename(connection: Connection, project: Project, *, name: str, at: Micros, by: str) -> None:
    """Give a project another name."""
    store.change(connection, project.id, name=_name(name))
    _note(connection, project.id, "project.renamed", at=at, by=by)


def change_settings(
    connection: Connection, project: Project, *, changes: Mapping[str, Any], at: Micros, by: str
) -> ProjectSettings:
    """Change some of the settings; the rest stay."""
    wanted = _settings(project.settings, changes)
    store.change(connection, project.id, settings=wanted)
    payload = msgspec.json.encode(wanted)
    _note(connection, project.id, "project.changed", at=at, by=by, payload=payload)
    return wanted


def set_state(connection: Connection, project: Project, *, state: State, at: Micros, by: str) -> None:
    """Archive, delete or bring back a project; nothing is removed, so each can be undone."""
    store.change(connection, project.id, state=state)
    _note(connection, project.id, f"project.{state}", at=at, by=by)


def _note(connection: Connection, number: int, act: str, *, at: Micros, by: str, payload: bytes = b"") -> None:
    record.append(connection, project=number, at=at, actor=by, act=act, subjects={"project": number}, payload=payload)


def _save_schema(
    connection: Connection, number: int, *, version: int, schema: Schema, changes: list[str], at: Micros, by: str
) -> None:
    body = msgspec.json.encode(schema.write())
    store.add_schema(connection, number, version=version, body=body.decode(), changes=changes, at=at, by=by)
    store.change(connection, number, schema_version=version)
    subjects = {"schema": version}
    record.append(connection, project=number, at=at, actor=by, act="schema.changed", subjects=subjects, payload=body)


def _save_guideline(connection: Connection, number: int, *, version: int, body: str, at: Micros, by: str) -> None:
    store.add_guideline(connection, number, version=version, body=body, at=at, by=by)
    store.change(connection, number, guideline_version=version)
    subjects = {"guideline": version}
    record.append(
        connection, project=number, at=at, actor=by, act="guideline.changed", subjects=subjects, payload=body.encode()
    )


@lru_cache(maxsize=256)
def _parse(body: str) -> Schema:
    return Schema.read(msgspec.json.decode(body))


def _name(name: str) -> str:
    clean = name.strip()
    if not 1 <= len(clean) <= 120:
        raise InvalidInputError("A project needs a name of 1 to 120 characters.", where="name")
    return clean


def _settings(base: ProjectSettings, changes: Mapping[str, Any]) -> ProjectSettings:
    try:
        wanted = msgspec.convert({**msgspec.to_builtins(base), **changes}, ProjectSettings)
    except msgspec.ValidationError as problem:
        raise InvalidInputError(f"The settings cannot be read: {problem}.", where="settings") from None
    for name, low, high in (
        ("answers_per_item", 1, 20),
        ("overlap", 0, 1),
        ("control_rate", 0, 0.5),
        ("hidden_share", 0, 1),
        ("lease_minutes", 1, 7 * 24 * 60),
    ):
        if not low <= getattr(wanted, name) <= high:
            raise InvalidInputError(f"'{name}' must lie between {low} and {high}.", where=f"settings.{name}")
    known = [name.removeprefix("query/").split(".")[0] for name in names("query")]
    if known and wanted.strategy not in known:
        raise InvalidInputError(f"There is no strategy '{wanted.strategy}'.", hint=f"Known: {', '.join(known)}.")
    return wanted
