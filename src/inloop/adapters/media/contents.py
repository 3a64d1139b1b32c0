"""What models are given of the media of an item: pixels and waves, or nothing where they cannot be had."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.blobs import Blobs
from inloop.adapters.media.readable import OnShelf, Readable
from inloop.adapters.media.roots import Roots
from inloop.adapters.media.variants import Variants
from inloop.database.shelf import Shelf
from inloop.kernel.errors import ForbiddenError, NotFoundError, UnreadableFileError

MOST_SECONDS = 60.0
"""A sound is read so far: its vector stands for its beginning."""
_MISSING = (NotFoundError, ForbiddenError, UnreadableFileError)


class MediaContents:
    """Opens what the envelopes of pictures and sounds name.

    A file that is missing, damaged or no longer allowed gives None, as an envelope without one does; a bucket that does
    not answer raises, so that nothing is learnt from what is only away for a moment.

    Parameters
    ----------
    roots
        Folders and bucket prefixes from which media may be read without being copied.
    scratch
        Where large pictures are unpacked for a moment.
    """

    def __init__(self, shelf: Shelf, *, roots: tuple[str, ...] = (), scratch: Path | None = None) -> None:
        self._shelf = shelf
        self._blobs = Blobs(shelf)
        self._roots = Roots(roots)
        self._variants = Variants(shelf, scratch=scratch)

    def picture(self, content: Mapping[str, Any]) -> NDArray[np.uint8] | None:
        """Give the pixels (height, width, 3) of the thumbnail of a picture, as people see it."""
        from inloop.adapters.media.images import pixels_of  # Pillow: loaded where pictures are read

        try:
            source = self._source(content)
            return None if source is None else pixels_of(self._variants.get(source, "thumb")[0])
        except _MISSING:
            return None

    def sound(self, content: Mapping[str, Any], *, rate: int) -> NDArray[np.float32] | None:
        """Give the first minute of a sound, mono, at so many samples a second."""
        from inloop.adapters.media.sounds import wave_of  # soundfile: loaded where sounds are read

        try:
            source = self._source(content)
            return None if source is None else wave_of(source, rate=rate, seconds=MOST_SECONDS)
        except _MISSING:
            return None

    def _source(self, content: Mapping[str, Any]) -> Readable | None:
        if content.get("state") != "ok":
            return None
        if content.get("blob"):
            return OnShelf(self._shelf, self._blobs.place(content["blob"]))
        return self._roots.open(content.get("uri") or "")
