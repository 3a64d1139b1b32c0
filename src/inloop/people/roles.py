"""The one table role × act."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a project."""

    OWNER = "owner"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    ANNOTATOR = "annotator"
    AGENT = "agent"
    VIEWER = "viewer"
    AUDITOR = "auditor"


class Act(StrEnum):
    """Everything that the API can do.

    Acts on a project are allowed by `allowed`. The last three are about the server: `server.change` is for its owner,
    `server.create_project` for its owner and whoever manages a project, `tokens.own` for everyone who is signed in.
    See `inloop.people.service.allowed_on_server`.
    """

    PROJECT_READ = "project.read"
    PROJECT_CHANGE = "project.change"
    PROJECT_ARCHIVE = "project.archive"
    PROJECT_DELETE = "project.delete"
    SCHEMA_CHANGE = "schema.change"
    GUIDELINE_CHANGE = "guideline.change"
    PEOPLE_READ = "people.read"
    PEOPLE_CHANGE = "people.change"
    ITEMS_READ = "items.read"
    ITEMS_CHANGE = "items.change"
    ITEMS_ERASE = "items.erase"
    IMPORT_RUN = "import.run"
    LABEL_ANSWER = "label.answer"
    LABEL_HISTORY = "label.history"
    QUALITY_READ = "quality.read"
    MODELS_READ = "models.read"
    MODELS_TRAIN = "models.train"
    MODELS_DOWNLOAD = "models.download"
    PREDICT_RUN = "predict.run"
    EXPORT_RUN = "export.run"
    OVERVIEW_READ = "overview.read"
    RECORD_READ = "record.read"
    SERVER_CHANGE = "server.change"
    SERVER_CREATE_PROJECT = "server.create_project"
    TOKENS_OWN = "tokens.own"


SERVER_ACTS = frozenset({Act.SERVER_CHANGE, Act.SERVER_CREATE_PROJECT, Act.TOKENS_OWN})

_OWNER = frozenset(Act) - SERVER_ACTS
_ANNOTATOR = frozenset({Act.PROJECT_READ, Act.LABEL_ANSWER, Act.LABEL_HISTORY})
_VIEWER = frozenset({Act.PROJECT_READ, Act.OVERVIEW_READ, Act.ITEMS_READ, Act.QUALITY_READ, Act.MODELS_READ})
_TABLE = {
    Role.OWNER: _OWNER,
    Role.MANAGER: _OWNER - {Act.PROJECT_DELETE, Act.ITEMS_ERASE},
    Role.REVIEWER: _ANNOTATOR | {Act.OVERVIEW_READ, Act.ITEMS_READ, Act.QUALITY_READ},
    Role.ANNOTATOR: _ANNOTATOR,
    Role.AGENT: frozenset({Act.PROJECT_READ, Act.PREDICT_RUN}),
    Role.VIEWER: _VIEWER,
    Role.AUDITOR: _VIEWER | {Act.PEOPLE_READ, Act.RECORD_READ, Act.EXPORT_RUN, Act.MODELS_DOWNLOAD},
}


def acts_of(role: Role) -> frozenset[Act]:
    """Give all that a role may do in its project."""
    return _TABLE[role]


def allowed(role: Role | None, act: Act) -> bool:
    """Say whether a role in a project allows an act there; None is no role at all.

    ``project.read`` is the name, schema and guideline of a project: what labelling needs.

    >>> allowed(Role.REVIEWER, Act.LABEL_ANSWER), allowed(Role.AUDITOR, Act.LABEL_ANSWER)
    (True, False)
    """
    return role is not None and act in _TABLE[role]


def may_grant(own: Role | None, given: Role) -> bool:
    """Say whether one role may give or take another: never one that can do what it cannot do itself.

    >>> may_grant(Role.MANAGER, Role.ANNOTATOR), may_grant(Role.MANAGER, Role.OWNER)
    (True, False)
    """
    return own is not None and _TABLE[given] <= _TABLE[own]


def narrower(one: Role | None, other: Role) -> Role | None:
    """Give the role that can do no more than the other; None where neither contains the other.

    >>> narrower(Role.VIEWER, Role.OWNER)
    <Role.VIEWER: 'viewer'>
    """
    if may_grant(one, other):
        return other
    return one if one is not None and may_grant(other, one) else None
