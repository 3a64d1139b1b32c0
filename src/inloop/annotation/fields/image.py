"""A picture."""

from typing import ClassVar

from inloop.annotation.fields.media import MediaField
from inloop.kernel.registry import register


class ImageField(MediaField):
    """A picture: JPEG, PNG, WebP, TIFF, GIF or BMP.

    Examples
    --------
    >>> ImageField().read("scans/a.png")
    {'state': 'waiting', 'name': 'scans/a.png'}
    """

    name: ClassVar[str] = "image"


register("field/image.v1")(ImageField())
