"""What a file is and whether it is whole: by its bytes, whatever its name says."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from inloop.adapters.media.readable import Readable
from inloop.kernel.errors import UnreadableFileError

IMAGES: Mapping[str, str] = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
}
SOUNDS: Mapping[str, str] = {
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".aif": "audio/aiff",
    ".aiff": "audio/aiff",
    ".aifc": "audio/aiff",
    ".au": "audio/basic",
    ".caf": "audio/x-caf",
    ".w64": "audio/x-w64",
}
_HINTS: Mapping[str, str] = {
    ".svg": "SVG may hold scripts: convert it to PNG.",
    ".heic": "Convert it to JPEG.",
    ".m4a": "Convert it to MP3, FLAC or WAV.",
    ".aac": "Convert it to MP3, FLAC or WAV.",
}


def type_of(name: str) -> str:
    """Give the media type that the ending of a name promises; empty where it promises none.

    >>> type_of("scans/A.JPG"), type_of("notes.txt")
    ('image/jpeg', '')
    """
    ending = PurePosixPath(name).suffix.lower()
    return IMAGES.get(ending) or SOUNDS.get(ending, "")


def probe(source: Readable, *, kind: str, name: str = "") -> dict[str, Any]:
    """Say what the bytes are: type, size, and pixels or seconds.

    Parameters
    ----------
    kind
        What they must be: ``image`` or ``audio``.

    Raises
    ------
    UnreadableFileError
        They are something else, damaged, cut off, or larger than can be shown.
    """
    if not source.size:
        raise UnreadableFileError("The file is empty.")
    try:
        if kind == "image":
            from inloop.adapters.media.images import probe_image

            return probe_image(source)
        from inloop.adapters.media.sounds import probe_sound

        return probe_sound(source)
    except UnreadableFileError as problem:
        hint = _HINTS.get(PurePosixPath(name).suffix.lower(), problem.hint)
        raise UnreadableFileError(problem.message, hint=hint) from None
