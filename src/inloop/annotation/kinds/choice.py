"""One label out of several."""

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec

from inloop.annotation.kind import Kind
from inloop.annotation.labels import Label, check_labels, ids_by_name, label_changes, number_labels
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register


class ChoiceSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    labels: list[Label]


class Choice(Kind):
    """The value is the id of one label; the vote code is the label's code."""

    name: ClassVar[str] = "choice"
    repeats: ClassVar[bool] = True
    settings_type: ClassVar[type[msgspec.Struct]] = ChoiceSettings

    def check(self, settings: ChoiceSettings) -> None:
        check_labels(settings.labels)

    def complete(self, settings: ChoiceSettings, *, earlier: ChoiceSettings | None = None) -> ChoiceSettings:
        return ChoiceSettings(labels=number_labels(settings.labels, earlier.labels if earlier else ()))

    def read(self, value: object, settings: ChoiceSettings) -> str:
        for label in settings.labels:
            if label.id == value and not label.retired:
                return label.id
        raise InvalidInputError(f"'{value}' is not one of the labels on offer.", hint=_offer(settings.labels))

    def parser(self, settings: ChoiceSettings) -> Callable[[object], object]:
        names = ids_by_name(settings.labels)
        return lambda cell: names.get(str(cell).strip().casefold(), cell)

    def encode(self, value: str, settings: ChoiceSettings) -> int:
        return next(label.code for label in settings.labels if label.id == value)

    def decode(self, code: int, settings: ChoiceSettings) -> str:
        return next(label.id for label in settings.labels if label.code == code)

    def describe(self, value: str, settings: ChoiceSettings) -> str:
        return next(label.name for label in settings.labels if label.id == value)

    def classes(self, settings: ChoiceSettings) -> list[int]:
        return [label.code for label in settings.labels]

    def offered(self, settings: ChoiceSettings) -> list[int]:
        return [label.code for label in settings.labels if not label.retired]

    def evolve(self, old: ChoiceSettings, new: ChoiceSettings) -> list[str]:
        return label_changes(old.labels, new.labels)

    def json_schema(self, settings: ChoiceSettings) -> dict[str, Any]:
        return {"enum": [label.id for label in settings.labels if not label.retired]}


def _offer(labels: list[Label]) -> str:
    names = [label.id for label in labels if not label.retired]
    return f"Choose from: {', '.join(names[:20])}{' …' if len(names) > 20 else ''}."


register("kind/choice.v1")(Choice())
