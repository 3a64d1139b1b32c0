"""One document of brat as a row."""

import re
from itertools import pairwise
from typing import Any

from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.values import nfc
from inloop.kernel.errors import InvalidInputError

_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (.+))?")
_NOT_TAKEN = {"E": "events", "N": "references to other knowledge", "#": "notes", "*": "equivalences"}


def read_document(key: str, text: str, marks: str, losses: Losses) -> dict[str, Any]:
    """Give the row of a document.

    Raises
    ------
    InvalidInputError
        A line of the ``.ann`` file cannot be read, or points outside of the text.
    """
    if "\0" in text:
        raise InvalidInputError("The text holds a NUL character.")
    document = _Document(text, losses, key)
    for number, line in enumerate(marks.split("\n"), 1):
        if line.strip():
            document.take(line.rstrip("\r"), number)
    return document.row()


class _Document:
    def __init__(self, text: str, losses: Losses, key: str) -> None:
        self._text, self._losses, self._key = text, losses, key
        self._spans: dict[str, dict[str, Any]] = {}
        self._relations: list[tuple[int, str, str, str]] = []
        self._attributes: list[tuple[int, str, str, str | bool]] = []

    def take(self, line: str, number: int) -> None:
        name, _, rest = line.partition("\t")
        letter = name[:1]
        if letter in _NOT_TAKEN:
            self._losses.note(_NOT_TAKEN[letter], "they are not taken from brat", key=self._key)
            return
        taken = {"T": self._span, "R": self._relation, "A": self._attribute, "M": self._attribute}.get(letter)
        if taken is None or not taken(name, rest, number):
            raise InvalidInputError(f"Line {number} of the .ann file is no annotation of brat: {line[:80]!r}.")

    def row(self) -> dict[str, Any]:
        for number, what, whom, value in self._attributes:
            if whom in self._spans:
                self._spans[whom].setdefault("attributes", {})[what] = value
            else:
                self._known(whom, number, what="attributes of other things than entities")
        relations = [
            {"from": _end(self._spans[a]), "to": _end(self._spans[b]), "label": label}
            for number, label, a, b in self._relations
            if self._known(a, number) and self._known(b, number)
        ]
        row: dict[str, Any] = {"key": nfc(self._key), "text": nfc(self._text)}
        row["spans"] = sorted(self._spans.values(), key=lambda span: (span["start"], span["end"], span["label"]))
        return row | ({"relations": relations} if relations else {})

    def _span(self, name: str, rest: str, number: int) -> bool:
        found = _SPAN.match(rest)
        if not found:
            return False
        pieces = [tuple(map(int, piece.split())) for piece in found[2].split(";")]
        start, end = pieces[0][0], pieces[-1][1]
        if not 0 <= start < end <= len(self._text):
            raise InvalidInputError(
                f"Line {number} of the .ann file marks {start}–{end} of a text of {len(self._text)} characters."
            )
        if any(self._text[a[1] : b[0]].strip() for a, b in pairwise(pieces)):
            self._losses.note(
                "gaps in spans", "a span is one piece: it is taken from its start to its end", key=self._key
            )
        self._spans[name] = {"start": self._moved(start), "end": self._moved(end), "label": nfc(found[1])}
        return True

    def _relation(self, name: str, rest: str, number: int) -> bool:  # noqa: ARG002
        found = _RELATION.match(rest)
        if found:
            self._relations.append((number, nfc(found[1]), found[2], found[3]))
        return found is not None

    def _attribute(self, name: str, rest: str, number: int) -> bool:  # noqa: ARG002
        found = _ATTRIBUTE.match(rest)
        if found:
            self._attributes.append((number, nfc(found[1]), found[2], nfc(found[3]) if found[3] else True))
        return found is not None

    def _known(self, name: str, number: int, *, what: str = "relations of other things than entities") -> bool:
        if name in self._spans:
            return True
        if name[:1] not in {"E", "R"}:
            raise InvalidInputError(f"Line {number} of the .ann file speaks of '{name}', which is not there.")
        self._losses.note(what, "they are not taken from brat", key=self._key)
        return False

    def _moved(self, at: int) -> int:
        """Give an offset as it is after accents are composed."""
        return at if self._text.isascii() else len(nfc(self._text[:at]))


def _end(span: dict[str, Any]) -> dict[str, Any]:
    return {name: span[name] for name in ("start", "end", "label")}
