"""Labels: stable ids and codes under names that may change."""

from collections.abc import Iterable, Sequence

import msgspec

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.ids import slug

MOST_CODE = 9_999


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One label of a choice.

    Attributes
    ----------
    id
        Stable, made from the first name; empty on a new label until `number_labels` gives it one.
    code
        Stable integer that votes hold; -1 on a new label.
    retired
        No longer offered; earlier answers keep their meaning.
    """

    name: str
    id: str = ""
    code: int = -1
    retired: bool = False
    hint: str = ""


def check_labels(labels: Sequence[Label], *, most: int | None = None, fewest: int = 2) -> None:
    """Raise `InvalidInputError` for missing, doubled or too many labels."""
    live = [label for label in labels if not label.retired]
    if len(live) < fewest:
        raise InvalidInputError(f"{fewest} labels or more are needed; there are {len(live)}.", hint="Add a label.")
    if most is not None and len(labels) > most:
        raise InvalidInputError(f"{len(labels)} labels are more than the {most} that this kind can hold.")
    highest = MOST_CODE if most is None else most - 1
    if any(label.code > highest for label in labels):
        raise InvalidInputError(f"A label has a code above {highest}.", hint="Leave codes out: they are given.")
    _no_doubles("names", (label.name.strip().casefold() for label in live))
    _no_doubles("ids", (label.id for label in labels if label.id))
    _no_doubles("codes", (label.code for label in labels if label.code >= 0))
    if any(not label.name.strip() for label in labels):
        raise InvalidInputError("A label has no name.", hint="Write a name or remove the label.")


def _no_doubles(what: str, values: Iterable[object]) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise InvalidInputError(f"Two labels have the same {what}: '{value}'.", hint="Rename one.")
        seen.add(value)


def number_labels(labels: Sequence[Label], earlier: Sequence[Label] = ()) -> list[Label]:
    """Give new labels an id and a code that no earlier label has had; known ids keep their code.

    >>> [label.id for label in number_labels([Label(name="Cards"), Label(name="Home loans")])]
    ['cards', 'home-loans']
    """
    codes = {label.id: label.code for label in earlier}
    taken = frozenset(codes) | {label.id for label in labels if label.id}
    following = max([-1, *codes.values(), *(label.code for label in labels)]) + 1
    numbered = []
    for label in labels:
        name = label.id or slug(label.name, taken=taken)
        code = codes.get(name, label.code)
        if code < 0:
            code, following = following, following + 1
        taken |= {name}
        numbered.append(msgspec.structs.replace(label, id=name, code=code))
    return numbered


def ids_by_name(labels: Sequence[Label]) -> dict[str, str]:
    """Give each name and each id, in lower case, with the id it stands for.

    >>> ids_by_name([Label(name="Credit cards", id="cards")])
    {'credit cards': 'cards', 'cards': 'cards'}
    """
    return {label.name.casefold(): label.id for label in labels} | {label.id.casefold(): label.id for label in labels}


def label_changes(old: Sequence[Label], new: Sequence[Label]) -> list[str]:
    """Say what differs; raise `InvalidInputError` where a label with answers would vanish or change its code."""
    now = {label.id: label for label in new}
    before = {label.id: label for label in old}
    changes = [f"label '{label.name}' added" for label in new if label.id not in before]
    for label in old:
        after = now.get(label.id)
        if after is None:
            raise InvalidInputError(
                f"Label '{label.name}' is missing from the new version.",
                hint="Earlier answers may use it: retire it instead of removing it.",
            )
        if after.code != label.code:
            raise InvalidInputError(f"Label '{label.name}' has another code than before.", hint="Leave codes alone.")
        if after.name != label.name:
            changes.append(f"label '{label.name}' renamed to '{after.name}'")
        if after.retired != label.retired:
            changes.append(f"label '{after.name}' {'retired' if after.retired else 'offered again'}")
    return changes
