"""Contracts for plug-in authors: what every kind, strategy, format and model must hold to, as one call each."""

from importlib import import_module
from typing import Any

_HOMES = {
    "check_annotation_kind": "inloop.testing.kinds",
    "check_query_strategy": "inloop.testing.query",
    "check_format": "inloop.testing.formats",
    "check_labelled_format": "inloop.testing.labelled",
    "check_featurizer": "inloop.testing.models",
    "check_learner": "inloop.testing.models",
    "check_parts_learner": "inloop.testing.parts",
    "check_value_learner": "inloop.testing.values",
    "check_slips": "inloop.testing.slips",
}

__all__ = [  # each is imported from its home when asked for: one contract needs not the packages of all
    "check_annotation_kind",
    "check_featurizer",
    "check_format",
    "check_labelled_format",
    "check_learner",
    "check_parts_learner",
    "check_query_strategy",
    "check_slips",
    "check_value_learner",
]


def __getattr__(name: str) -> Any:  # the function of that name
    if name not in _HOMES:
        raise AttributeError(f"module 'inloop.testing' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(_HOMES)
