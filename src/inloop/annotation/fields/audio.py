"""A sound."""

from typing import ClassVar

from inloop.annotation.fields.media import MediaField
from inloop.kernel.registry import register


class AudioField(MediaField):
    """A sound: WAV, FLAC, MP3 or Ogg.

    Examples
    --------
    >>> AudioField().read("s3://bucket/calls/1.wav")
    {'state': 'waiting', 'uri': 's3://bucket/calls/1.wav'}
    """

    name: ClassVar[str] = "audio"


register("field/audio.v1")(AudioField())
