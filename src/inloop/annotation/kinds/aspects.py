"""What a text thinks of what: targets with opinion words, a category and a polarity."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import msgspec

from inloop.annotation.labels import Label, check_labels, ids_by_name, label_changes, number_labels
from inloop.annotation.merging import dice, heaviest
from inloop.annotation.naming import named
from inloop.annotation.parts import PartsKind, PartsSettings
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

Aspect = dict[str, Any]
Place = tuple[int, int]
IMPLICIT: Place = (-1, -1)


def _polarities() -> list[Label]:
    return number_labels([Label(name=name) for name in ("positive", "negative", "neutral")])


class AspectsSettings(PartsSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of each aspect.

    Attributes
    ----------
    labels
        The polarities; left out, they are positive, negative and neutral.
    categories
        What aspects there are, as food or service; empty where they are not named.
    implicit
        Whether an aspect may have no target of its own in the text, as in "too expensive".
    """

    labels: list[Label] = msgspec.field(default_factory=_polarities)
    categories: list[Label] = msgspec.field(default_factory=list)
    implicit: bool = True


class Aspects(PartsKind):
    """The value is a list of ``{"target", "opinion", "label"}``, with a ``category`` where they are asked.

    `target` and `opinion` are ``{"start", "end"}`` in code points, or null: the target is implicit, or no words of
    their own say the opinion. The label is the polarity. The list is in the order of the targets, implicit ones first.

    Examples
    --------
    >>> from inloop.annotation import kind_of
    >>> aspects = kind_of("aspects")
    >>> asked = aspects.complete(aspects.settings({"categories": [{"name": "Service"}]}))
    >>> text = "The waiter was slow."
    >>> slow = {"target": {"start": 4, "end": 10}, "opinion": {"start": 15, "end": 19}, "category": "service"}
    >>> said = aspects.read([{**slow, "label": "negative"}], asked)
    >>> aspects.place(said, asked, {"value": text}) == said, aspects.describe(said, asked)
    (True, '1 negative')

    Notes
    -----
    Two answers are as far apart as exact F1 of whole aspects says: target, opinion, category and polarity must agree.
    """

    name: ClassVar[str] = "aspects"
    part: ClassVar[str] = "aspect"
    parts: ClassVar[str] = "aspects"
    places: ClassVar[tuple[str, ...]] = ("target", "opinion")
    settings_type: ClassVar[type[msgspec.Struct]] = AspectsSettings
    points_into: ClassVar[tuple[str, ...]] = ("text",)

    def check(self, settings: AspectsSettings) -> None:
        super().check(settings)
        if settings.categories:
            check_labels(settings.categories, fewest=0)

    def complete(self, settings: AspectsSettings, *, earlier: AspectsSettings | None = None) -> Any:
        completed = super().complete(settings, earlier=earlier)
        categories = number_labels(settings.categories, earlier.categories if earlier else ())
        return msgspec.structs.replace(completed, categories=categories)

    def parser(self, settings: AspectsSettings) -> Callable[[object], object]:
        """Take a list, as JSON too, with polarities, categories and attributes by name or id."""
        read, category = super().parser(settings), named(ids_by_name(settings.categories))

        def parse(cell: object) -> object:
            found = read(cell)
            return [_whole_part(each, category) for each in found] if isinstance(found, list) else found

        return parse

    def evolve(self, old: AspectsSettings, new: AspectsSettings) -> list[str]:
        categories = [f"category: {change}" for change in label_changes(old.categories, new.categories)]
        taken = {True: ["implicit targets are taken"], False: ["implicit targets are no longer taken"]}
        targets = taken[new.implicit] if old.implicit != new.implicit else []
        return super().evolve(old, new) + categories + targets

    def read(self, value: object, settings: AspectsSettings) -> list[Aspect]:
        given = self.given_parts(value, settings, optional=("category",))
        aspects = {_key(one): one for one in (self._read(each, settings) for each in given)}
        return [aspects[key] for key in sorted(aspects)]

    def place(self, value: list[Aspect], settings: AspectsSettings, content: Mapping[str, Any]) -> list[Aspect]:  # noqa: ARG002
        length = len(str(content.get("value") or ""))
        for aspect in value:
            for side in self.places:
                if aspect[side] and aspect[side]["end"] > length:
                    raise InvalidInputError(f"The {side} ends behind the text, which has {length} characters.")
        return value

    def distance(self, a: list[Aspect], b: list[Aspect], settings: AspectsSettings) -> float:  # noqa: ARG002
        return 1 - dice({_whole(aspect) for aspect in a}, {_whole(aspect) for aspect in b})

    def merge(self, values: Sequence[list[Aspect]], settings: Any, *, skills: Sequence[float]) -> list[Aspect]:  # noqa: ARG002
        """Keep targets of a category that more than half of the weight has, said of as most weight says it."""
        groups: dict[tuple[Place, str, int], list[tuple[Aspect, float]]] = defaultdict(list)
        for value, skill in zip(values, skills, strict=True):
            turns: dict[tuple[Place, str], int] = defaultdict(int)
            for aspect in value:
                about = (_place(aspect["target"]), aspect.get("category", ""))
                groups[(*about, turns[about])].append((aspect, skill))
                turns[about] += 1
        half = sum(skills) / 2
        kept = [_merged(group) for group in groups.values() if sum(weight for _, weight in group) > half]
        unique = {_key(aspect): aspect for aspect in kept}
        return [unique[key] for key in sorted(unique)]

    def json_places(self, settings: AspectsSettings) -> dict[str, Any]:
        offset = {"type": "integer", "minimum": 0}
        span = {
            "type": ["object", "null"],
            "properties": {"start": offset, "end": offset},
            "required": ["start", "end"],
            "additionalProperties": False,
        }
        names = [category.id for category in settings.categories if not category.retired]
        target = span if settings.implicit else {**span, "type": "object"}
        return {"target": target, "opinion": span} | ({"category": {"enum": names}} if names else {})

    def _read(self, each: Mapping[str, Any], settings: AspectsSettings) -> Aspect:
        found: Aspect = {side: _stretch(each[side], side) for side in self.places}
        if found["target"] is None and not settings.implicit:
            raise InvalidInputError("An aspect has no target.", hint="This question takes targets in the text alone.")
        category = each.get("category")
        offered = [one.id for one in settings.categories if not one.retired]
        if category is not None and category not in offered:
            raise InvalidInputError(f"'{category}' is not one of the categories.", hint=f"Known: {', '.join(offered)}.")
        return self.labelled(found | ({"category": category} if category is not None else {}), each, settings)


def _whole_part(given: object, category: Callable[[object], object]) -> object:
    """Fill in what a table leaves out, and give the category its id."""
    if not isinstance(given, Mapping):
        return given
    rest = {name: said for name, said in given.items() if name != "category"}
    said = {"category": category(given["category"])} if given.get("category") else {}
    return {"target": None, "opinion": None, **rest, **said}


def _stretch(given: object, side: str) -> dict[str, int] | None:
    if given is None:
        return None
    if not isinstance(given, Mapping) or set(given) != {"start", "end"}:
        raise InvalidInputError(f"The {side} is an object of start and end, or null.")
    start, end = given["start"], given["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise InvalidInputError(f"The {side} {start!r}–{end!r} holds no text.")
    return {"start": start, "end": end}


def _place(stretch: Mapping[str, int] | None) -> Place:
    return IMPLICIT if stretch is None else (stretch["start"], stretch["end"])


def _key(aspect: Aspect) -> tuple[Place, Place, str, str]:
    return _place(aspect["target"]), _place(aspect["opinion"]), aspect.get("category", ""), aspect["label"]


def _whole(aspect: Aspect) -> str:
    return msgspec.json.encode(aspect, order="sorted").decode()


def _merged(group: Sequence[tuple[Aspect, float]]) -> Aspect:
    weights = [weight for _, weight in group]
    first = group[0][0]
    said = heaviest([{"opinion": list(_place(one["opinion"])), "label": one["label"]} for one, _ in group], weights)
    more = heaviest([one.get("attributes", {}) for one, _ in group], weights)
    start, end = said["opinion"]
    opinion = None if start < 0 else {"start": start, "end": end}
    category = {"category": first["category"]} if "category" in first else {}
    return {"target": first["target"], "opinion": opinion, **category, "label": said["label"]} | (
        {"attributes": more} if more else {}
    )


register("kind/aspects.v1")(Aspects())
