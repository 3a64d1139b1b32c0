"""Vectors by kind of content: words, pictures, sounds, rows; each learns its scale from a sample of the items."""

from inloop.adapters.models.features.looks import Looks
from inloop.adapters.models.features.rows import Rows
from inloop.adapters.models.features.sounds import Sounds

__all__ = ["Looks", "Rows", "Sounds"]
