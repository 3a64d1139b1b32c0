"""Which of two fields is the better one."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import msgspec

from inloop.annotation.fields import Field
from inloop.annotation.kind import Kind, Sides
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

COMPARED = ("text", "conversation")
_CODES = {
    "left": 0,
    "right": 1,
    "tie": 2,
    "both_bad": 3,
    "left_much": 4,
    "left_slightly": 5,
    "right_slightly": 6,
    "right_much": 7,
}
_MIRROR = {_CODES[one]: _CODES[other] for one, other in (
    ("left", "right"), ("right", "left"), ("left_much", "right_much"), ("right_much", "left_much"),
    ("left_slightly", "right_slightly"), ("right_slightly", "left_slightly"),
)}  # fmt: skip
_PLACES = {
    "left_much": 0.0,
    "left": 0.0,
    "left_slightly": 0.25,
    "tie": 0.5,
    "right_slightly": 0.75,
    "right": 1.0,
    "right_much": 1.0,
}
_WORDS = {"1": "left", "2": "right", "a": "left", "b": "right", "0": "tie", "equal": "tie", "both bad": "both_bad"}


class PairwiseSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a comparison asks.

    Attributes
    ----------
    left, right
        The fields compared; left out, they are the only two shown as body text.
    tie, both_bad
        Whether one may say that they are equally good, or that neither will do.
    strength
        Whether one says how much better: slightly or much.
    """

    left: str = ""
    right: str = ""
    tie: bool = True
    both_bad: bool = False
    strength: bool = False


class Pairwise(Kind):
    """The value is ``left``, ``right``, ``tie`` or ``both_bad``; with strength ``left_much``, ``left_slightly`` ….

    It speaks of the fields, never of the places where a screen shows them: the screen puts either first by a coin, so
    that a habit of choosing the first answer cancels out.
    """

    name: ClassVar[str] = "pairwise"
    settings_type: ClassVar[type[msgspec.Struct]] = PairwiseSettings

    def check(self, settings: PairwiseSettings) -> None:
        if settings.left and settings.left == settings.right:
            raise InvalidInputError(f"'{settings.left}' cannot be compared with itself.", hint="Name two fields.")

    def fit(self, settings: PairwiseSettings, fields: Sequence[Field]) -> PairwiseSettings:
        able = [field.id for field in fields if field.kind in COMPARED and not field.blind]
        bodies = [field.id for field in fields if field.id in able and field.show == "text"]
        if not settings.left and not settings.right and len(bodies) == 2:
            settings = msgspec.structs.replace(settings, left=bodies[0], right=bodies[1])
        for name in (settings.left, settings.right):
            if name not in able:
                raise InvalidInputError(
                    f"'{name}' is no field that can be compared." if name else "The two fields compared are not named.",
                    hint=f"Set `left` and `right` to two of: {', '.join(able) or 'add text fields first'}.",
                )
        return settings

    def read(self, value: object, settings: PairwiseSettings) -> str:
        offered = _offered(settings)
        if not isinstance(value, str) or value not in offered:
            raise InvalidInputError(f"{value!r} is no outcome here.", hint=f"Choose from: {', '.join(offered)}.")
        return value

    def parser(self, settings: PairwiseSettings) -> Callable[[object], object]:
        words = _WORDS | {settings.left.casefold(): "left", settings.right.casefold(): "right"}

        def parse(cell: object) -> object:
            text = str(cell).strip().casefold()
            return words.get(text, text)

        return parse

    def encode(self, value: str, settings: PairwiseSettings) -> int:  # noqa: ARG002
        return _CODES[value]

    def decode(self, code: int, settings: PairwiseSettings) -> str:
        return next(value for value in _offered(settings) if _CODES[value] == code)

    def describe(self, value: str, settings: PairwiseSettings) -> str:
        if value in ("tie", "both_bad"):
            return "equally good" if value == "tie" else "neither will do"
        side, _, strength = value.partition("_")
        field = (settings.left if side == "left" else settings.right) or side
        return f"{field} is {strength} better" if strength else f"{field} is better"

    def classes(self, settings: PairwiseSettings) -> list[int]:
        return [_CODES[value] for value in _offered(settings)]

    def sides(self, settings: PairwiseSettings) -> Sides:
        return Sides(settings.left, settings.right, _MIRROR)

    def evolve(self, old: PairwiseSettings, new: PairwiseSettings) -> list[str]:
        """Outcomes may be added; what was compared and how stays."""
        if (old.left, old.right, old.strength) != (new.left, new.right, new.strength):
            raise InvalidInputError(
                "What is compared, and whether its strength is asked, cannot change.",
                hint="Add a new question instead.",
            )
        gone = [value for value in _offered(old) if value not in _offered(new)]
        if gone:
            raise InvalidInputError(
                f"'{gone[0]}' is no longer on offer, but earlier answers may say it.",
                hint="Add a new question instead.",
            )
        return [f"'{value}' may be answered" for value in _offered(new) if value not in _offered(old)]

    def distance(self, a: str, b: str, settings: PairwiseSettings) -> float:  # noqa: ARG002
        """How far apart the two lie between left and right; half for a tie against neither, the whole otherwise."""
        if "both_bad" in (a, b):
            return 0.0 if a == b else 0.5 if "tie" in (a, b) else 1.0
        return abs(_PLACES[a] - _PLACES[b])

    def json_schema(self, settings: PairwiseSettings) -> dict[str, Any]:
        return {"enum": _offered(settings)}


def _offered(settings: PairwiseSettings) -> list[str]:
    lefts, rights = (["left"], ["right"])
    if settings.strength:
        lefts, rights = ["left_much", "left_slightly"], ["right_slightly", "right_much"]
    return lefts + ["tie"] * settings.tie + rights + ["both_bad"] * settings.both_bad


register("kind/pairwise.v1")(Pairwise())
