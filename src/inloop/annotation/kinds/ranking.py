"""Several things put in order, the best first."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, ClassVar

import msgspec

from inloop.annotation.fields import Field
from inloop.annotation.uncounted import UncountedKind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.ids import slug
from inloop.kernel.registry import register

FEWEST = 2
MOST = 10
RANKED = ("text", "conversation")


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be put in order; where its id is that of a field, it is that field."""

    name: str = ""
    id: str = ""


class RankingSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is put in order; left out, the fields shown as body text."""

    items: list[Ranked] = []


class Ranking(UncountedKind):
    """The value lists the ids of all items, the best first; there are no ties.

    Examples
    --------
    Three rankings, of which the last is a little less trusted:

    >>> ranking = Ranking()
    >>> asked = ranking.settings({"items": [{"id": "a"}, {"id": "b"}, {"id": "c"}]})
    >>> ranking.merge([["a", "b", "c"], ["b", "a", "c"], ["a", "c", "b"]], asked, skills=[0.9, 0.9, 0.6])
    ['a', 'b', 'c']
    """

    name: ClassVar[str] = "ranking"
    settings_type: ClassVar[type[msgspec.Struct]] = RankingSettings

    def check(self, settings: RankingSettings) -> None:
        if settings.items and not FEWEST <= len(settings.items) <= MOST:
            raise InvalidInputError(f"{len(settings.items)} things cannot be ranked.", hint=f"Use {FEWEST} to {MOST}.")
        for what in ("id", "name"):
            said = [getattr(each, what).strip().casefold() for each in settings.items if getattr(each, what)]
            if len(set(said)) < len(said):
                raise InvalidInputError(f"Two things to be ranked have the same {what}.", hint="Rename one.")
        if any(not each.id and not each.name.strip() for each in settings.items):
            raise InvalidInputError("A thing to be ranked has no name.", hint="Write a name or remove it.")

    def complete(self, settings: RankingSettings, *, earlier: RankingSettings | None = None) -> RankingSettings:  # noqa: ARG002
        taken = frozenset(each.id for each in settings.items if each.id)
        items = []
        for each in settings.items:
            name = each.id or slug(each.name, taken=taken)
            taken |= {name}
            items.append(Ranked(id=name, name=each.name.strip() or name))
        return RankingSettings(items=items)

    def fit(self, settings: RankingSettings, fields: Sequence[Field]) -> RankingSettings:
        blind = {field.id for field in fields if field.blind}
        hidden = [each.id for each in settings.items if each.id in blind]
        if hidden:
            raise InvalidInputError(f"'{hidden[0]}' is blind and cannot be ranked.", hint="Show it or leave it out.")
        if settings.items:
            return settings
        bodies = [field for field in fields if field.kind in RANKED and field.show == "text"]
        if not FEWEST <= len(bodies) <= MOST:
            raise InvalidInputError(
                "What is to be ranked is not named.", hint=f"Set `items` to {FEWEST} to {MOST} fields or names."
            )
        return RankingSettings(items=[Ranked(id=field.id, name=field.name or field.id) for field in bodies])

    def read(self, value: object, settings: RankingSettings) -> list[str]:
        known = [each.id for each in settings.items]
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise InvalidInputError("A ranking is a list of ids, the best first.", hint=f"Order: {', '.join(known)}.")
        if sorted(value) != sorted(known):
            raise InvalidInputError(
                f"{', '.join(value) or 'Nothing'} does not rank each thing once.", hint=f"Order: {', '.join(known)}."
            )
        return list(value)

    def parser(self, settings: RankingSettings) -> Callable[[object], object]:
        """Take a list, as JSON or as ``a > b > c`` by name or id."""
        names = {each.name.casefold(): each.id for each in settings.items}
        names |= {each.id.casefold(): each.id for each in settings.items}
        decode = super().parser(settings)

        def parse(cell: object) -> object:
            found = decode(cell)
            if isinstance(found, str):
                found = re.split(r"\s*[>,;]\s*", found.strip())
            return [names.get(str(each).casefold(), each) for each in found] if isinstance(found, list) else found

        return parse

    def describe(self, value: list[str], settings: RankingSettings) -> str:
        names = {each.id: each.name for each in settings.items}
        return " > ".join(names.get(each, each) for each in value)

    def evolve(self, old: RankingSettings, new: RankingSettings) -> list[str]:
        before, after = ({each.id: each.name for each in version.items} for version in (old, new))
        if set(before) != set(after):
            raise InvalidInputError("What is ranked cannot change.", hint="Add a new question instead.")
        return [f"'{before[name]}' renamed to '{after[name]}'" for name in after if before[name] != after[name]]

    def distance(self, a: list[str], b: list[str], settings: RankingSettings) -> float:  # noqa: ARG002
        """Share of the pairs that the two order differently: Kendall's τ distance, from 0 to 1 (reversed)."""
        at = {each: place for place, each in enumerate(b)}
        pairs = list(combinations(a, 2))
        return sum(at[first] > at[second] for first, second in pairs) / max(1, len(pairs))

    def merge(self, values: Sequence[list[str]], settings: RankingSettings, *, skills: Sequence[float]) -> list[str]:
        """Order by weighted Borda counts, then move single things while that lowers the weighted Kendall distance.

        Borda alone may contradict a majority on a pair of neighbours; the moves repair that, and with ten things at
        most they nearly always end in the Kemeny order, the one with the least distance to all.
        """
        names = [each.id for each in settings.items]
        ahead = _weights(values, skills)
        order = sorted(names, key=lambda name: -round(sum(ahead[name, other] for other in names), 9))
        while (better := _improved(order, ahead)) is not None:
            order = better
        return order

    def json_schema(self, settings: RankingSettings) -> dict[str, Any]:
        count = len(settings.items)
        return {
            "type": "array",
            "items": {"enum": [each.id for each in settings.items]},
            "minItems": count,
            "maxItems": count,
            "uniqueItems": True,
        }


Weights = dict[tuple[str, str], float]


def _weights(values: Sequence[list[str]], skills: Sequence[float]) -> Weights:
    """Give for each ordered pair the weight of those who put the first ahead of the second."""
    ahead = {(a, b): 0.0 for value in values for a in value for b in value}
    for value, skill in zip(values, skills, strict=True):
        for pair in combinations(value, 2):
            ahead[pair] += skill
    return ahead


def _improved(order: list[str], ahead: Weights) -> list[str] | None:
    """Move one thing to another place where most weight wants it; None where no single move helps."""
    best, found = 1e-9, None
    for start, name in enumerate(order):
        rest = order[:start] + order[start + 1 :]
        for end in range(len(order)):
            passed = rest[min(start, end) : max(start, end)]
            sign = 1 if end < start else -1
            gain = sum(sign * (ahead[name, other] - ahead[other, name]) for other in passed)
            if gain > best:
                best, found = gain, [*rest[:end], name, *rest[end:]]
    return found


register("kind/ranking.v1")(Ranking())
