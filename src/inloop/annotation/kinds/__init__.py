"""The kinds of answers, one file each; a plug-in adds its own through the same registry."""

from inloop.annotation.kinds import (  # noqa: F401  # importing registers them
    affect,
    aspects,
    boxes,
    choice,
    choices,
    emotions,
    hierarchy,
    number,
    pairwise,
    points,
    polygons,
    ranking,
    rating,
    relations,
    segments,
    slider,
    spans,
    text,
)
