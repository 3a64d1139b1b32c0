"""What every kind of answer must hold to."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import product
from typing import Any

from inloop.annotation.kind import Kind
from inloop.kernel.errors import InvalidInputError
from inloop.testing.broken import BrokenContractError, require

STRANGE_VALUES: tuple[object, ...] = (
    None, True, -1, 10**30, 0.5, float("nan"), "", "\x00", "\ud800", "\U0001f4a5", [], [[]], [None], [{}], {}, {"a": 1},
)  # fmt: skip
"""Values that a client may send whatever was asked; a kind takes them or refuses them, and never breaks."""


def check_annotation_kind(
    kind: Kind,
    given: Mapping[str, Any],
    *,
    values: Sequence[object],
    refused: Sequence[object] = (),
    later: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Hold a kind to its contract for one question and some answers to it.

    Call it with many settings and values; property-based tests do that well.

    Parameters
    ----------
    given
        The settings of the question, as they stand in a schema document.
    values
        Answers that must be taken.
    refused
        Answers that must be refused.
    later
        Settings that a next version may have; each is either refused by `Kind.evolve` or keeps the meaning of votes.

    Raises
    ------
    BrokenContractError
        A promise does not hold; the message says which, and for which values.

    Examples
    --------
    >>> from inloop.annotation import kind_of
    >>> check_annotation_kind(kind_of("rating"), {"low": 1, "high": 5}, values=[1, 3, 5], refused=[0, 6, "3"])
    """
    settings = kind.complete(kind.settings(given))
    clean = [kind.read(value, settings) for value in values]
    for value in clean:
        _check_value(kind, value, settings)
    for a, b in product(clean, repeat=2):
        _check_pair(kind, a, b, settings)
    for value in refused:
        require(not _accepts(kind, value, settings), "read refuses what is no answer", value=value)
    for value in STRANGE_VALUES:
        _accepts(kind, value, settings)
    _check_evolution(kind, settings, clean, [kind.settings(given), *map(kind.settings, later)])


def _check_value(kind: Kind, value: Any, settings: Any) -> None:
    require(kind.read(value, settings) == value, "read leaves its own result alone", value=value)
    require(json.loads(json.dumps(value)) == value, "a value survives JSON", value=value)
    for text in _texts(value):
        require(unicodedata.is_normalized("NFC", text), "text is in NFC", text=text)
    require(kind.describe(value, settings).strip(), "describe says something", value=value)
    require(not kind.wrong(value, value, settings), "an answer is right when it is the truth", value=value)
    require(kind.distance(value, value, settings) == 0, "an answer has no distance to itself", value=value)
    merged = kind.merge([value, value, value], settings, skills=[0.9, 0.2, 0.5])
    require(merged == value, "equal answers merge into that answer", value=value, merged=merged)
    _check_code(kind, value, settings)
    _check_json_schema(kind, value, settings)


def _check_code(kind: Kind, value: Any, settings: Any) -> None:
    code = kind.encode(value, settings)
    require(type(code) is int and 0 <= code < 1 << 63, "a vote code is an integer from 0", value=value, code=code)
    classes = kind.classes(settings)
    if classes is not None:
        require(len(set(classes)) == len(classes), "classes differ from one another", classes=classes)
        require(code in classes, "every vote is in one of the classes", value=value, code=code)
    decoded, back = _decode(kind, code, settings)
    require(decoded or classes is None, "a kind with classes can decode its votes", code=code)
    require(not decoded or back == value, "decode undoes encode", value=value, code=code, decoded=back)


def _check_json_schema(kind: Kind, value: Any, settings: Any) -> None:
    schema = kind.json_schema(settings)
    require(json.loads(json.dumps(schema)) == schema, "the JSON schema is plain JSON", schema=schema)
    if find_spec("jsonschema_rs") is not None:
        import jsonschema_rs

        require(jsonschema_rs.is_valid(schema, value), "the JSON schema takes what read gives", value=value)


def _check_pair(kind: Kind, a: Any, b: Any, settings: Any) -> None:
    distance = kind.distance(a, b, settings)
    require(0 <= distance <= 1, "a distance is from 0 to 1", a=a, b=b, distance=distance)
    back = kind.distance(b, a, settings)
    require(abs(distance - back) < 1e-9, "a distance is the same both ways", a=a, b=b, distances=(distance, back))
    require(isinstance(kind.wrong(a, b, settings), bool), "wrong is yes or no", a=a, b=b)
    if a != b:
        require(kind.classes(settings) is None or distance > 0, "different votes have a distance", a=a, b=b)


def _check_evolution(kind: Kind, old: Any, values: Sequence[Any], later: Sequence[Any]) -> None:
    require(kind.evolve(old, old) == [], "the same settings are no change")
    for settings in later:
        new = kind.complete(settings, earlier=old)
        try:
            changes = kind.evolve(old, new)
        except InvalidInputError:
            continue
        require(all(isinstance(change, str) and change for change in changes), "a change is told in words")
        for value in values:
            code = kind.encode(value, old)
            (was, before), (still, after) = _decode(kind, code, old), _decode(kind, code, new)
            same = was == still and (not was or not kind.wrong(before, after, new))
            require(same, "an earlier vote keeps its meaning", value=value, before=before, after=after)


def _decode(kind: Kind, code: int, settings: Any) -> tuple[bool, Any]:
    try:
        return True, kind.decode(code, settings)
    except InvalidInputError:
        return False, None


def _accepts(kind: Kind, value: object, settings: Any) -> bool:
    try:
        kind.read(value, settings)
    except InvalidInputError as problem:
        require(problem.message, "a refusal says why", value=value)
        return False
    except Exception as problem:  # a plug-in's edge: any other error is the defect looked for
        raise BrokenContractError(f"read refuses with InvalidInputError: {value!r} gave {problem!r}") from problem
    return True


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from _texts(part)
