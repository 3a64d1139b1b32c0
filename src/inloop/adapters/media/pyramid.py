"""Where the tiles of a large picture lie: the picture itself, half of it, a quarter, each cut into squares."""

from functools import lru_cache
from typing import NamedTuple

from inloop.annotation.fields.media import VIEW

TILE = 512


class Level(NamedTuple):
    """The picture at one size; its tiles have the numbers from `first` on, row by row."""

    width: int
    height: int
    first: int

    @property
    def columns(self) -> int:
        return -(-self.width // TILE)

    @property
    def rows(self) -> int:
        return -(-self.height // TILE)

    @property
    def beyond(self) -> int:
        """The number behind that of the last tile."""
        return self.first + self.columns * self.rows

    def number(self, column: int, row: int) -> int:
        return self.first + row * self.columns + column

    def box(self, column: int, row: int) -> tuple[int, int, int, int]:
        """Give where a tile lies: left, top, width, height."""
        left, top = column * TILE, row * TILE
        return left, top, min(TILE, self.width - left), min(TILE, self.height - top)


@lru_cache(maxsize=64)
def levels_of(width: int, height: int) -> tuple[Level, ...]:
    """List the levels of a picture, the full one first; what the view shows as well has none.

    >>> [(level.width, level.height, level.first) for level in levels_of(5_000, 3_000)]
    [(5000, 3000, 0), (2500, 1500, 60)]
    >>> levels_of(2_048, 10)
    ()
    """
    levels: list[Level] = []
    first = 0
    while max(width, height) > VIEW:
        level = Level(width, height, first)
        levels.append(level)
        first = level.beyond
        width, height = -(-width // 2), -(-height // 2)
    return tuple(levels)


def count_of(levels: tuple[Level, ...]) -> int:
    """Count the tiles."""
    return levels[-1].beyond if levels else 0
