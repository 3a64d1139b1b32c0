"""Values as the store wants them: NFC text, plain JSON types, no NaN."""

import math
from base64 import b64encode
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from inloop.kernel.errors import InvalidInputError


def nfc(text: str) -> str:
    """Compose accents, so that equal text is equal.

    >>> len("e\u0301"), len(nfc("e\u0301"))
    (2, 1)
    """
    return text if text.isascii() else normalize("NFC", text)


def clean(value: Any) -> Any:
    """Turn one value of a typed file into JSON types.

    >>> clean({"when": datetime(2024, 5, 1, 12), "score": float("nan"), "tags": ("a",)})
    {'when': '2024-05-01T12:00:00', 'score': None, 'tags': ['a']}
    """
    cleaner = _CLEANERS.get(type(value))
    if cleaner is not None:
        return cleaner(value)
    return value if value is None or isinstance(value, bool | int) else nfc(str(value))


def has_nul(value: Any) -> bool:
    """Say whether any text in a JSON value holds a NUL, which databases cannot store."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(has_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(map(has_nul, value))


def text_size(value: Any) -> int:
    """Count the characters in a JSON value, about."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(text_size(part) for pair in value.items() for part in pair)
    return sum(map(text_size, value)) if isinstance(value, list) else 8


def column_names(names: list[str], *, where: str) -> tuple[str, ...]:
    """Check and tidy a header; nameless columns are numbered.

    >>> column_names(["", " text "], where="a.csv")
    ('column_1', 'text')
    """
    from inloop.kernel.errors import UnreadableFileError

    tidy = [nfc(name).strip() or f"column_{place}" for place, name in enumerate(names, 1)]
    first: dict[str, int] = {}
    for place, name in enumerate(tidy, 1):
        if first.setdefault(name, place) != place:
            raise UnreadableFileError(
                f"Columns {first[name]} and {place} are both called '{name}'.", hint="Rename one of them.", where=where
            )
    if not tidy:
        raise UnreadableFileError("There are no columns.", hint="Write column names in the first row.", where=where)
    return tuple(tidy)


def check_encoding(name: str) -> str:
    """Give the canonical name of an encoding."""
    import codecs

    try:
        return codecs.lookup(name).name
    except LookupError:
        raise InvalidInputError(f"'{name}' is not an encoding.", hint="Try cp1252, latin-1 or utf-16.") from None


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _decimal(value: Decimal) -> float | int | None:
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _mapping(value: dict[Any, Any]) -> dict[str, Any]:
    return {nfc(str(key)): clean(part) for key, part in value.items()}


def _sequence(value: Any) -> list[Any]:
    return [clean(part) for part in value]


_CLEANERS: dict[type, Any] = {
    str: nfc,
    float: _number,
    dict: _mapping,
    list: _sequence,
    tuple: _sequence,
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: timedelta.total_seconds,
    Decimal: _decimal,
    bytes: lambda value: b64encode(value).decode(),
}
