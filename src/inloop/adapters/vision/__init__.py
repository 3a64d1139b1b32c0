"""Help with drawing that needs OpenCV, in a process of its own: `pip install inloop[vision]`."""

from inloop.adapters.vision.outlines import Box, Outline, find_outline

__all__ = ["Box", "Outline", "find_outline"]
