"""Pictures and sounds: where their bytes are, what they are, and smaller copies of them to look at."""

from inloop.adapters.media.probe import probe, type_of
from inloop.adapters.media.readable import InMemory, LocalFile, OnShelf, Readable
from inloop.adapters.media.roots import Roots
from inloop.adapters.media.variants import Variants

__all__ = ["InMemory", "LocalFile", "OnShelf", "Readable", "Roots", "Variants", "probe", "type_of"]
