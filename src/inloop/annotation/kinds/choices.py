"""Any number of labels at once."""

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec

from inloop.annotation.json_cell import from_json
from inloop.annotation.kind import Kind
from inloop.annotation.labels import Label, check_labels, ids_by_name, label_changes, number_labels
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_LABELS = 62
"""A vote is a bit mask in a signed 64-bit integer."""


class ChoicesSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    labels: list[Label]
    min: int = 0
    max: int | None = None


class Choices(Kind):
    """The value is a list of label ids in schema order; the vote code has one bit a label."""

    name: ClassVar[str] = "choices"
    repeats: ClassVar[bool] = True
    settings_type: ClassVar[type[msgspec.Struct]] = ChoicesSettings

    def check(self, settings: ChoicesSettings) -> None:
        check_labels(settings.labels, most=MOST_LABELS)
        most = len(settings.labels) if settings.max is None else settings.max
        if not 0 <= settings.min <= most:
            raise InvalidInputError(f"At least {settings.min} and at most {most} labels cannot both hold.")

    def complete(self, settings: ChoicesSettings, *, earlier: ChoicesSettings | None = None) -> ChoicesSettings:
        labels = number_labels(settings.labels, earlier.labels if earlier else ())
        return msgspec.structs.replace(settings, labels=labels)

    def read(self, value: object, settings: ChoicesSettings) -> list[str]:
        if not isinstance(value, list):
            raise InvalidInputError(f"A list of labels is expected, not {type(value).__name__}.")
        known = [label.id for label in settings.labels if not label.retired]
        for name in value:
            if name not in known:
                raise InvalidInputError(f"'{name}' is not one of the labels on offer.")
        chosen = [name for name in known if name in value]
        if len(chosen) < settings.min:
            raise InvalidInputError(f"Choose at least {settings.min}; {len(chosen)} chosen.")
        if settings.max is not None and len(chosen) > settings.max:
            raise InvalidInputError(f"Choose at most {settings.max}; {len(chosen)} chosen.")
        return chosen

    def parser(self, settings: ChoicesSettings) -> Callable[[object], object]:
        """Read a list, or text with ``;`` or ``|`` between labels; names count as well as ids."""
        names = ids_by_name(settings.labels)

        def parse(cell: object) -> object:
            cell = from_json(cell)
            parts = cell if isinstance(cell, list) else str(cell).replace(";", "|").split("|")
            return [names.get(str(part).strip().casefold(), part) for part in parts if str(part).strip()]

        return parse

    def bits(self, settings: ChoicesSettings) -> list[int]:
        return [label.code for label in settings.labels]

    def encode(self, value: list[str], settings: ChoicesSettings) -> int:
        return sum(1 << label.code for label in settings.labels if label.id in value)

    def decode(self, code: int, settings: ChoicesSettings) -> list[str]:
        return [label.id for label in settings.labels if code >> label.code & 1]

    def describe(self, value: list[str], settings: ChoicesSettings) -> str:
        return ", ".join(label.name for label in settings.labels if label.id in value) or "none"

    def evolve(self, old: ChoicesSettings, new: ChoicesSettings) -> list[str]:
        return label_changes(old.labels, new.labels)

    def wrong(self, a: list[str], b: list[str], settings: ChoicesSettings) -> bool:  # noqa: ARG002
        """Compare as sets: the order is that of the schema, which may have been turned round since."""
        return set(a) != set(b)

    def distance(self, a: list[str], b: list[str], settings: ChoicesSettings) -> float:  # noqa: ARG002
        """Jaccard distance."""
        union = set(a) | set(b)
        return len(set(a) ^ set(b)) / len(union) if union else 0.0

    def merge(self, values: Any, settings: ChoicesSettings, *, skills: Any) -> list[str]:
        """Keep each label that holds more than half of the weight."""
        total = sum(skills)

        def weight(name: str) -> float:
            return float(sum(w for v, w in zip(values, skills, strict=True) if name in v))

        return [label.id for label in settings.labels if weight(label.id) > total / 2]

    def json_schema(self, settings: ChoicesSettings) -> dict[str, Any]:
        most = {} if settings.max is None else {"maxItems": settings.max}
        names = [label.id for label in settings.labels if not label.retired]
        return {"type": "array", "items": {"enum": names}, "uniqueItems": True, "minItems": settings.min, **most}


register("kind/choices.v1")(Choices())
