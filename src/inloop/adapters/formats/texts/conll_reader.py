"""Sentences of a CoNLL file as rows: the tokens with blanks between, and the spans that their tags mean."""

from collections.abc import Iterator

from inloop.adapters.formats.lines import Block, iter_blocks
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, excerpt
from inloop.adapters.formats.sources import TextSource
from inloop.adapters.formats.values import nfc

_FIRST, _INNER = frozenset("BSU"), frozenset("IEL")
_ENDS = frozenset("SUEL")
Line = tuple[int, bytes]


class Sentences:
    """Reads sentence by sentence; a sentence with a broken line is one bad row that names the line."""

    def __init__(self, source: TextSource, *, options: ReadOptions) -> None:
        self._source = source
        self._limit = options.max_row_bytes
        self.losses = Losses()

    def rows(self, *, start: int) -> Iterator[Row | BadRow]:
        for number, sentence in enumerate(self._sentences()):
            if number >= start:
                yield self._row(sentence)

    def _sentences(self) -> Iterator[list[Line]]:
        held: list[Line] = []
        size = 0
        for block in iter_blocks(self._source, limit=self._limit):
            for number, line in _lines(block):
                blank = not line.strip()
                if blank or line.startswith(b"-DOCSTART-"):
                    if held:
                        yield held
                    held, size = [], 0
                elif size <= self._limit:  # of a sentence beyond the limit only the beginning is held
                    held.append((number, line))
                    size += len(line)
        if held:
            yield held

    def _row(self, sentence: list[Line]) -> Row | BadRow:
        first, begins = sentence[0]
        if sum(len(line) for _, line in sentence) > self._limit:
            return BadRow(first, f"is longer than {self._limit // 1_024} KB", excerpt(begins))
        words: list[str] = []
        tags: list[tuple[str, str]] = []
        for number, line in sentence:
            found = _columns(line)
            if isinstance(found, str):
                return BadRow(number, found, excerpt(line))
            word, tag = found
            words.append(word)
            tags.append(tag)
        return Row(first, {"text": " ".join(words), "spans": spans_of(words, tags)})


def spans_of(words: list[str], tags: list[tuple[str, str]]) -> list[dict[str, object]]:
    """Give the spans in a text of words with blanks between.

    >>> spans_of(["New", "York", "in", "May"], [("B", "place"), ("I", "place"), ("O", ""), ("I", "time")])
    [{'start': 0, 'end': 8, 'label': 'place'}, {'start': 12, 'end': 15, 'label': 'time'}]
    """
    spans: list[dict[str, object]] = []
    at, running = 0, ""
    for word, (place, label) in zip(words, tags, strict=True):
        end = at + len(word)
        if place in _INNER and label == running:
            spans[-1]["end"] = end
        elif place != "O":
            spans.append({"start": at, "end": end, "label": label})
        running = "" if place == "O" or place in _ENDS else label
        at = end + 1
    return spans


def _lines(block: Block) -> Iterator[Line]:
    if block.overlong:
        yield block.first, block.data
        return
    yield from enumerate(block.data.removesuffix(b"\n").split(b"\n"), block.first)


def _columns(line: bytes) -> tuple[str, tuple[str, str]] | str:
    """Give the word and its tag, or what is wrong with the line."""
    try:
        text = line.decode().rstrip("\r")
    except UnicodeDecodeError:
        return "holds bytes that are not UTF-8"
    if "\0" in text:
        return "holds a NUL character"
    cells = text.split("\t") if "\t" in text else text.split()
    cells = [cell.strip() for cell in cells if cell.strip()]
    if len(cells) < 2:
        return "has no tag: two columns or more are needed"
    place, _, label = cells[-1].partition("-")
    if cells[-1] != "O" and (place not in _FIRST | _INNER or not label):
        return f"ends in '{cells[-1][:40]}', which is no tag such as O, B-person or I-person"
    return nfc(cells[0]), (place, nfc(label))
