"""Shapes that are drawn on a picture: what boxes, polygons and points have in common."""

from inloop.annotation.shapes.kind import MOST_PIXELS, ShapesKind, clamp, pixel
from inloop.annotation.shapes.matching import SAME_FROM
from inloop.annotation.shapes.overlap import box_overlap, enclosed, outline_overlap

__all__ = ["MOST_PIXELS", "SAME_FROM", "ShapesKind", "box_overlap", "clamp", "enclosed", "outline_overlap", "pixel"]
