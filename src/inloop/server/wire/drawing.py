"""Help with drawing on pictures."""

from pydantic import Field

from inloop.server.wire.base import Asked, Told

MOST_PIXELS = 1_000_000


class BoxAsked(Asked):
    """An upright box, in pixels of the picture as people see it."""

    x: float = Field(ge=-MOST_PIXELS, le=MOST_PIXELS)
    y: float = Field(ge=-MOST_PIXELS, le=MOST_PIXELS)
    width: float = Field(gt=0, le=MOST_PIXELS)
    height: float = Field(gt=0, le=MOST_PIXELS)


class OutlineAsked(Asked):
    """A picture, by the link under which it is shown, and a box around one object on it."""

    picture: str = Field(max_length=8_192)
    box: BoxAsked


class BoxTold(Told):
    """An upright box, in pixels of the picture."""

    x: float
    y: float
    width: float
    height: float


class Outline(Told):
    """An outline, and the box that fits it closely."""

    points: list[tuple[float, float]]
    box: BoxTold
