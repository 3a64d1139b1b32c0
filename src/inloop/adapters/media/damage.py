"""Whether a JPEG is whole: who unpacks one draws grey over what is damaged, and says so only when asked."""

import simplejpeg

from inloop.adapters.media.readable import Readable
from inloop.kernel.errors import UnreadableFileError

_DAMAGED = "Corrupt JPEG data"
_PADDED = "extraneous bytes before marker 0xd9"
"""Some cameras fill up before the end."""


def refuse_damaged_jpeg(source: Readable) -> None:
    """Read all of a JPEG, at an eighth of its size and without colours, which takes little more than its bytes.

    Raises
    ------
    UnreadableFileError
        A part of it is missing or overwritten.
    """
    try:
        simplejpeg.decode_jpeg(
            source.part(0, source.size), "GRAY", fastdct=True, fastupsample=True, min_height=1, min_width=1
        )
    except ValueError as problem:
        told = str(problem)
        if told.startswith(_DAMAGED) and _PADDED not in told:  # of anything else Pillow knows more
            reason = told.removeprefix(_DAMAGED).lstrip(": ")
            raise UnreadableFileError(f"The picture is damaged or cut off ({reason}).") from None
