"""Texts of a DocBin as rows."""

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import Struct
from typing import Any

import msgspec
import numpy as np

from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import BadRow, Row
from inloop.adapters.formats.texts.strings import number_of
from inloop.adapters.formats.values import nfc
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

MOST_MB = 512
ORTH, ENT_IOB, ENT_TYPE = 65, 77, 78
ATTRIBUTES = [ORTH, ENT_IOB, ENT_TYPE]
ROLES = {
    "key": Suggestion("key", "the id that was kept with the text"),
    "text": Suggestion("field", "the tokens put together again"),
    "spans": Suggestion("label", "the spans, or where there are none the entities", answers="spans"),
    "choice": Suggestion("label", "the category with the most", answers="choice"),
    "choices": Suggestion("label", "the categories of one half or more", answers="choices"),
}
_SPAN = Struct(">QQQllll")


class _Packed(msgspec.Struct, gc=False):
    attrs: list[int]
    tokens: bytes
    spaces: bytes
    lengths: bytes
    strings: list[str]
    cats: list[dict[str, float]] = []
    span_groups: list[bytes] = []
    user_data: list[bytes | None] = []


class _Group(msgspec.Struct, gc=False):
    name: str
    spans: list[bytes]


def read_texts(path: Path, losses: Losses, *, most: int) -> "Texts":
    """Unpack a DocBin, which is bounded in size.

    Raises
    ------
    UnreadableFileError
        It is no DocBin, damaged, or unpacks to more than it may.
    """
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(path.read_bytes(), MOST_MB << 20)
        if unpacker.unconsumed_tail:
            raise UnreadableFileError(f"It unpacks to more than {MOST_MB} MB.", hint="Split it.", where=path.name)
        return Texts(msgspec.msgpack.decode(raw, type=_Packed), losses, most=most)
    except (zlib.error, msgspec.MsgspecError, OSError, ValueError, InvalidInputError) as problem:
        if isinstance(problem, UnreadableFileError):
            raise
        raise UnreadableFileError(
            f"This is no DocBin, or a damaged one ({problem}).", hint="Write it again.", where=path.name
        ) from None


class Texts:
    """The texts of one file, unpacked."""

    def __init__(self, packed: _Packed, losses: Losses, *, most: int) -> None:
        self._packed, self._losses, self._most = packed, losses, most
        self._lengths = np.frombuffer(packed.lengths, "<i4")
        width, total = len(packed.attrs), int(self._lengths.sum())
        if ORTH not in packed.attrs or (self._lengths < 0).any():
            raise InvalidInputError("it holds no words")
        self._tokens = np.frombuffer(packed.tokens, "<u8").reshape(total, width)
        self._spaces = np.frombuffer(packed.spaces, np.bool_)
        if len(self._spaces) != total:
            raise InvalidInputError("its parts do not fit together")
        self._strings = {number_of(text): text for text in packed.strings} | {0: ""}
        self._ends = np.cumsum(self._lengths)

    @property
    def count(self) -> int:
        return len(self._lengths)

    @property
    def columns(self) -> tuple[str, ...]:
        return "spans", *(("choice", "choices") if any(self._packed.cats) else ())

    def rows(self, *, start: int) -> Iterator[Row | BadRow]:
        for at in range(start, self.count):
            try:
                yield Row(at + 1, self._row(at))
            except (InvalidInputError, msgspec.MsgspecError, KeyError) as problem:
                yield BadRow(at + 1, f"cannot be read ({problem})", "")

    def _row(self, at: int) -> dict[str, Any]:
        first, last = int(self._ends[at] - self._lengths[at]), int(self._ends[at])
        tokens, spaces = self._tokens[first:last], self._spaces[first:last]
        words = [self._strings[int(number)] for number in tokens[:, self._packed.attrs.index(ORTH)]]
        places, text = [], ""
        for word, space in zip(words, spaces, strict=True):
            places.append((len(text), len(text) + len(word)))
            text += f"{word} " if space else word
        if len(text) > self._most or "\0" in text:
            raise InvalidInputError(f"the text is longer than {self._most >> 10} KB, or holds a NUL character")
        spans = self._spans(at, text) if self._has_groups(at) else self._entities(tokens, places)
        row = {**self._key(at), "text": nfc(text), "spans": [_moved(span, text) for span in spans]}
        cats = self._packed.cats[at] if at < len(self._packed.cats) else {}
        return row | (_categories(cats) if cats else {})

    def _has_groups(self, at: int) -> bool:
        return at < len(self._packed.span_groups) and self._packed.span_groups[at] not in (b"", b"\x80", b"\x90")

    def _spans(self, at: int, text: str) -> list[dict[str, Any]]:
        groups = _group_bytes(self._packed.span_groups[at])
        found = [msgspec.msgpack.decode(raw, type=_Group) for raw in groups]
        self._losses.note("names of span groups", "all spans stand together", count=int(len(found) > 1))
        spans = {}
        for group in found:
            for packed in group.spans:
                _, _, label, _, _, start, end = _SPAN.unpack(packed)
                if not 0 <= start < end <= len(text):
                    raise InvalidInputError(f"a span from {start} to {end} of {len(text)} characters")
                spans[start, end, label] = {"start": start, "end": end, "label": nfc(self._strings[label])}
        return [spans[place] for place in sorted(spans)]

    def _entities(self, tokens: Any, places: list[tuple[int, int]]) -> list[dict[str, Any]]:
        attrs = self._packed.attrs
        spans: list[dict[str, Any]] = []
        if ENT_IOB not in attrs or ENT_TYPE not in attrs:
            return []
        for place, row in zip(places, tokens, strict=True):
            how, label = int(row[attrs.index(ENT_IOB)]), int(row[attrs.index(ENT_TYPE)])
            if how == 1 and spans:
                spans[-1]["end"] = place[1]
            elif how == 3 and label:
                spans.append({"start": place[0], "end": place[1], "label": nfc(self._strings[label])})
        return spans

    def _key(self, at: int) -> dict[str, str]:
        raw = self._packed.user_data[at] if at < len(self._packed.user_data) else None
        try:
            found = msgspec.msgpack.decode(raw) if raw else {}
        except msgspec.MsgspecError:
            return {}
        key = found.get("key") if isinstance(found, dict) else None
        return {"key": nfc(str(key))} if key else {}


def _group_bytes(raw: bytes) -> list[bytes]:
    found = msgspec.msgpack.decode(raw)
    groups = list(found) if isinstance(found, dict | list) else []
    return [group for group in groups if isinstance(group, bytes)]


def _moved(span: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Move a span to where it is after accents are composed."""
    if text.isascii():
        return dict(span)
    return {**span, "start": len(nfc(text[: span["start"]])), "end": len(nfc(text[: span["end"]]))}


def _categories(cats: Mapping[str, float]) -> dict[str, Any]:
    best = max(cats, key=lambda name: cats[name])
    chosen = [nfc(name) for name, much in cats.items() if much >= 0.5]
    return {"choice": nfc(best) if cats[best] > 0 else None, "choices": chosen}
