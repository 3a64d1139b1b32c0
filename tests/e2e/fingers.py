"""Real fingers and a real pen on the glass, as Chromium hears of them."""

from collections.abc import Sequence
from itertools import pairwise

from tests.e2e.visitor import Visitor

Spot = tuple[float, float]
STEPS = 6
# Lifted at speed, a finger flings, and Chromium takes the next tap for what stops that.
REST_MS = 120


def along(here: Spot, there: Spot) -> list[Spot]:
    """Give the way from one spot to another, without the first."""
    shares = [n / STEPS for n in range(1, STEPS + 1)]
    return [(here[0] + (there[0] - here[0]) * s, here[1] + (there[1] - here[1]) * s) for s in shares]


class Fingers:
    """Fingers on a screen: each list of spots is where they all are."""

    def __init__(self, visitor: Visitor) -> None:
        self._page = visitor.page
        self._wire = visitor.context.new_cdp_session(visitor.page)

    def _send(self, kind: str, spots: Sequence[Spot]) -> None:
        points = [{"x": x, "y": y, "id": n, "radiusX": 8, "radiusY": 8} for n, (x, y) in enumerate(spots)]
        self._wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def down(self, *spots: Spot) -> None:
        self._send("touchStart", spots)

    def move(self, *spots: Spot) -> None:
        self._send("touchMove", spots)

    def up(self, *left: Spot) -> None:
        self._send("touchEnd", left)

    def tap(self, spot: Spot) -> None:
        self.down(spot)
        self.up()

    def drag(self, *spots: Spot) -> None:
        self.down(spots[0])
        for here, there in pairwise(spots):
            for spot in along(here, there):
                self.move(spot)
        self._page.wait_for_timeout(REST_MS)
        self.move(spots[-1])
        self.up()

    def pinch(self, left: tuple[Spot, Spot], right: tuple[Spot, Spot]) -> None:
        """Put one finger down and then another, and move each from its first spot to its second."""
        self.down(left[0])
        self.down(left[0], right[0])
        for one, other in zip(along(*left), along(*right), strict=True):
            self.move(one, other)
        self._page.wait_for_timeout(REST_MS)
        self.move(left[1], right[1])
        self.up(right[1])
        self.up()


class Pen:
    """A pen, which a hand may rest beside."""

    def __init__(self, visitor: Visitor) -> None:
        self._wire = visitor.context.new_cdp_session(visitor.page)

    def _send(self, kind: str, spot: Spot) -> None:
        x, y = spot
        button = {"button": "left", "buttons": int(kind != "mouseReleased"), "clickCount": 1, "pointerType": "pen"}
        self._wire.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "force": 0.5, **button})

    def down(self, spot: Spot) -> None:
        self._send("mousePressed", spot)

    def move(self, here: Spot, there: Spot) -> None:
        for spot in along(here, there):
            self._send("mouseMoved", spot)

    def up(self, spot: Spot) -> None:
        self._send("mouseReleased", spot)

    def drag(self, here: Spot, there: Spot) -> None:
        self.down(here)
        self.move(here, there)
        self.up(there)
