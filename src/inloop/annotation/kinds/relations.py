"""Directed relations between spans of a text, each with a label."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec

from inloop.annotation.merging import dice, heaviest, weighted_median
from inloop.annotation.parts import PartsKind, PartsSettings
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

Relation = dict[str, Any]
Ends = tuple[int, int, str, int, int, str, str]
SAME_FROM = 0.5
"""Ends of one label that overlap by so much of their union are taken for the same span."""


class RelationsSettings(PartsSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What relations there may be.

    Attributes
    ----------
    of
        The question whose spans are related; left out, it is the only one before that asks for spans of the field.
    """

    of: str = ""


class Relations(PartsKind):
    """The value is a list of ``{"from", "to", "label"}``; each end is a span, as ``{"start", "end", "label"}``.

    The ends are spans of the same submission, as the question that is named in ``of`` has them. A relation is directed,
    and no span has one to itself. The list is in the order of the text, and the same relation stands in it once.

    Examples
    --------
    >>> from inloop.annotation import kind_of
    >>> ann, rome = {"start": 0, "end": 3, "label": "person"}, {"start": 13, "end": 17, "label": "place"}
    >>> relations = kind_of("relations")
    >>> asked = relations.settings({"of": "names", "labels": [{"id": "in", "name": "lives in"}]})
    >>> lives = relations.read([{"from": ann, "to": rome, "label": "in"}], asked)
    >>> relations.beside(lives, asked, {"names": [ann]})
    Traceback (most recent call last):
    ...
    inloop.kernel.errors.InvalidInputError: The span 13–17 of a relation is not marked. Mark it first.

    Notes
    -----
    Two answers are as far apart as exact relation F1 says: both ends, both of their labels, and the label must agree.
    """

    name: ClassVar[str] = "relations"
    part: ClassVar[str] = "relation"
    parts: ClassVar[str] = "relations"
    places: ClassVar[tuple[str, ...]] = ("from", "to")
    settings_type: ClassVar[type[msgspec.Struct]] = RelationsSettings
    points_into: ClassVar[tuple[str, ...]] = ("text",)

    def read(self, value: object, settings: RelationsSettings) -> list[Relation]:
        given = self.given_parts(value, settings)
        relations = {_key(one): one for one in (self.labelled(_ends(each), each, settings) for each in given)}
        return [relations[key] for key in sorted(relations)]

    def place(self, value: list[Relation], settings: RelationsSettings, content: Mapping[str, Any]) -> list[Relation]:  # noqa: ARG002
        length = len(str(content.get("value") or ""))
        for relation in value:
            last = max(relation["from"]["end"], relation["to"]["end"])
            if last > length:
                raise InvalidInputError(f"A relation points to {last}, but the text has {length} characters.")
        return value

    def lean(self, settings: RelationsSettings, before: Mapping[str, str]) -> RelationsSettings:
        able = [question for question, kind in before.items() if kind == "spans"]
        of = settings.of or (able[0] if len(able) == 1 else "")
        if of not in able:
            what = f"'{of}' is none" if of else "none is named"
            raise InvalidInputError(
                f"Relations are drawn between the spans of an earlier question on the same field; {what}.",
                hint=f"Set `of` to one of: {', '.join(able) or 'add such a question first'}.",
            )
        return msgspec.structs.replace(settings, of=of)

    def beside(self, value: list[Relation], settings: RelationsSettings, values: Mapping[str, Any]) -> list[Relation]:
        marked = {_span(span) for span in values.get(settings.of) or []}
        for relation in value:
            for end in (relation["from"], relation["to"]):
                if _span(end) not in marked:
                    raise InvalidInputError(
                        f"The span {end['start']}–{end['end']} of a relation is not marked.", hint="Mark it first."
                    )
        return value

    def evolve(self, old: RelationsSettings, new: RelationsSettings) -> list[str]:
        if old.of != new.of:
            raise InvalidInputError(
                f"Relations between the spans of '{old.of}' cannot become relations between those of '{new.of}'.",
                hint="Add a new question instead.",
            )
        return super().evolve(old, new)

    def distance(self, a: list[Relation], b: list[Relation], settings: RelationsSettings) -> float:  # noqa: ARG002
        """Give one minus exact relation F1; attributes count as part of the relation."""
        return 1 - dice({_whole(relation) for relation in a}, {_whole(relation) for relation in b})

    def merge(self, values: Sequence[list[Relation]], settings: Any, *, skills: Sequence[float]) -> list[Relation]:  # noqa: ARG002
        """Keep the relations with more than half of the weight: the very same first, then those whose ends overlap.

        Ends lie where the middle of the weight has them, and each attribute is as most weight has it.
        """
        said = [(who, relation) for who, value in enumerate(values) for relation in value]
        support: dict[Ends, float] = defaultdict(float)
        for who, relation in said:
            support[_key(relation)] += skills[who]
        left = sorted(said, key=lambda one: (-support[_key(one[1])], _key(one[1])))
        kept: dict[Ends, Relation] = {}
        while left:
            alike = _alike(left[0][1], left)
            weights = [skills[who] for who, _ in alike]
            if sum(weights) > sum(skills) / 2:
                merged = _merged([relation for _, relation in alike], weights)
                kept.setdefault(_key(merged), merged)
            taken = {id(relation) for _, relation in alike}
            left = [one for one in left if id(one[1]) not in taken]
        return [kept[key] for key in sorted(kept) if kept[key]["from"] != kept[key]["to"]]

    def json_places(self, settings: RelationsSettings) -> dict[str, Any]:  # noqa: ARG002
        offset = {"type": "integer", "minimum": 0}
        span = {
            "type": "object",
            "properties": {"start": offset, "end": offset, "label": {"type": "string"}},
            "required": ["start", "end", "label"],
            "additionalProperties": False,
        }
        return {"from": span, "to": span}


def _ends(each: Mapping[str, Any]) -> Relation:
    ends = {side: _end(each[side]) for side in ("from", "to")}
    if ends["from"] == ends["to"]:
        raise InvalidInputError("A span has no relation to itself.", hint="Choose two spans.")
    return ends


def _end(given: object) -> dict[str, Any]:
    if not isinstance(given, Mapping) or set(given) != {"start", "end", "label"}:
        raise InvalidInputError("An end of a relation is a span: an object of start, end and label.")
    start, end, label = given["start"], given["end"], given["label"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end or not isinstance(label, str):
        raise InvalidInputError(f"The span {start!r}–{end!r} cannot be an end of a relation.")
    return {"start": start, "end": end, "label": label}


def _span(span: Mapping[str, Any]) -> tuple[int, int, str]:
    return span["start"], span["end"], span["label"]


def _key(relation: Relation) -> Ends:
    return (*_span(relation["from"]), *_span(relation["to"]), relation["label"])


def _whole(relation: Relation) -> str:
    return msgspec.json.encode(relation, order="sorted").decode()


def _alike(centre: Relation, said: Sequence[tuple[int, Relation]]) -> list[tuple[int, Relation]]:
    """Give what says the same as the centre, the nearest of each annotator."""
    nearest: dict[int, tuple[float, Relation]] = {}
    for who, relation in said:
        near = min(_overlap(relation[side], centre[side]) for side in ("from", "to"))
        if relation["label"] == centre["label"] and near >= SAME_FROM and near > nearest.get(who, (0.0, centre))[0]:
            nearest[who] = near, relation
    return [(who, relation) for who, (_, relation) in nearest.items()]


def _overlap(span: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    if span["label"] != other["label"]:
        return 0.0
    shared = min(span["end"], other["end"]) - max(span["start"], other["start"])
    return float(max(0, shared)) / float(max(span["end"], other["end"]) - min(span["start"], other["start"]))


def _merged(relations: Sequence[Relation], weights: Sequence[float]) -> Relation:
    ends = {side: _middle([relation[side] for relation in relations], weights) for side in ("from", "to")}
    said = heaviest([one.get("attributes", {}) for one in relations], weights)
    return {**ends, "label": relations[0]["label"]} | ({"attributes": said} if said else {})


def _middle(spans: Sequence[Mapping[str, Any]], weights: Sequence[float]) -> dict[str, Any]:
    start, end = (int(weighted_median([span[side] for span in spans], weights)) for side in ("start", "end"))
    return {"start": start, "end": end, "label": spans[0]["label"]}


register("kind/relations.v1")(Relations())
