"""The kinds of answers, one file each; a plug-in adds its own through the same registry."""

from inloop.annotation.kinds import choice, choices, rating, spans, text  # noqa: F401  # importing registers them
