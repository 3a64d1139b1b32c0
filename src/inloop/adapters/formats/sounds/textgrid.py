"""Praat TextGrid: tiers of intervals that follow one another."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from inloop.adapters.formats.labelled import Labelled
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.sounds.sound_zip import ROLES, Part, SoundFormat, note_attributes
from inloop.adapters.formats.words import names_of
from inloop.annotation import Question
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

_TOKEN = re.compile(r'"((?:[^"]|"")*)"|(<exists>)|(-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)|\[\d*\]|[A-Za-z]+|[^\s"]')
_MORE = re.compile(r" \d+$")
_SAID = " text"


@register("format/textgrid.v1")
class TextGridFormat(SoundFormat):
    """Praat TextGrids: a tier a question, more where segments overlap, and one with the words where there are any."""

    name = "textgrid"
    extensions = (".textgrid",)
    endings: ClassVar[tuple[str, ...]] = (".TextGrid", ".textgrid")
    roles = ROLES | {
        "segments": Suggestion("ignore", "the same, with what stands there taken as text", answers="segments"),
        "labelled": Suggestion("label", "what stands in the intervals, as labels", answers="segments"),
    }

    def read_text(self, text: str, losses: Losses, *, key: str) -> tuple[list[Part], list[Part]]:
        tiers = _tiers(text, losses, key=key)
        names = {_MORE.sub("", name) for name, _ in tiers if not name.endswith(_SAID)}
        losses.note(
            "names of tiers", "all intervals stand together", key=key, count=len(names) if len(names) > 1 else 0
        )
        said = {(a, b): words for name, tier in tiers if _MORE.sub("", name).endswith(_SAID) for a, b, words in tier}
        plain = [
            (a, b, words) for name, tier in tiers if not _MORE.sub("", name).endswith(_SAID) for a, b, words in tier
        ]
        if not plain:
            plain, said = [(a, b, words) for _, tier in tiers for a, b, words in tier], {}
        segments = [{"start": a, "end": b, "text": said.get((a, b), words)} for a, b, words in plain]
        labelled = [
            {"start": a, "end": b, "label": words, **({"text": said[a, b]} if (a, b) in said else {})}
            for a, b, words in plain
        ]
        return segments, labelled

    def text_of(self, item: Labelled, questions: Sequence[Question], losses: Losses, *, seconds: float) -> str:
        tiers: list[tuple[str, list[tuple[float, float, str]]]] = []
        for question in questions:
            labels, words = [], []
            for part in item.answers.get(question.id) or ():
                note_attributes(part, losses, question=question.id, key=item.key)
                label = part.get("label", "")
                labels.append((part["start"], part["end"], names_of(question).get(label, label)))
                words.append((part["start"], part["end"], part.get("text", "")))
            tiers += _apart(question.id, labels) + _apart(question.id + _SAID, words)
        last = max([seconds, *(end for _, tier in tiers for _, end, _ in tier), 0.001])
        return _grid(tiers, last)


def _apart(name: str, parts: list[tuple[float, float, str]]) -> list[tuple[str, list[tuple[float, float, str]]]]:
    """Put intervals that overlap into further tiers; those that say nothing are left out."""
    tiers: list[list[tuple[float, float, str]]] = []
    for part in sorted(part for part in parts if part[2]):
        free = next((tier for tier in tiers if tier[-1][1] <= part[0]), None)
        if free is None:
            tiers.append([part])
        else:
            free.append(part)
    return [(name if number == 1 else f"{name} {number}", tier) for number, tier in enumerate(tiers, 1)]


def _grid(tiers: Sequence[tuple[str, Sequence[tuple[float, float, str]]]], last: float) -> str:
    head = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = {_number(last)}\ntiers? <exists>\n'
    lines = [f"{head}size = {len(tiers)}\nitem []:"]
    for number, (name, tier) in enumerate(tiers, 1):
        intervals = list(_filled(tier, last))
        lines.append(f'    item [{number}]:\n        class = "IntervalTier"\n        name = {_quoted(name)}')
        lines.append(f"        xmin = 0\n        xmax = {_number(last)}\n        intervals: size = {len(intervals)}")
        for at, (start, end, text) in enumerate(intervals, 1):
            times = f"            xmin = {_number(start)}\n            xmax = {_number(end)}"
            lines.append(f"        intervals [{at}]:\n{times}\n            text = {_quoted(text)}")
    return "\n".join(lines) + "\n"


def _filled(tier: Sequence[tuple[float, float, str]], last: float) -> Iterator[tuple[float, float, str]]:
    """Fill the gaps: the intervals of a tier follow one another without any."""
    at = 0.0
    for start, end, text in tier:
        if start > at:
            yield at, start, ""
        yield start, end, text
        at = end
    if at < last:
        yield at, last, ""


def _number(seconds: float) -> str:
    """Write seconds to the millisecond.

    >>> _number(12345.678), _number(2.0)
    ('12345.678', '2')
    """
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


class _Tokens:
    """What stands in a TextGrid, long or short: strings and numbers, without the words around them."""

    def __init__(self, text: str) -> None:
        found = (match for match in _TOKEN.finditer(text) if match.lastindex)
        self._tokens: Iterator[Any] = (
            match[1].replace('""', '"') if match[1] is not None else match[2] or float(match[3]) for match in found
        )

    def take(self, kind: type) -> Any:
        token = next(self._tokens, None)
        if not isinstance(token, kind):
            raise InvalidInputError(f"The TextGrid breaks off or is damaged: {kind.__name__} expected, not {token!r}.")
        return token

    def number(self) -> float:
        return round(float(self.take(float)), 3)

    def count(self) -> int:
        return int(self.number())

    def pass_over_times(self) -> None:
        self.number()
        self.number()


def _tiers(text: str, losses: Losses, *, key: str) -> list[tuple[str, list[tuple[float, float, str]]]]:
    tokens = _Tokens(text)
    if (tokens.take(str), tokens.take(str)) != ("ooTextFile", "TextGrid"):
        raise InvalidInputError("This is no TextGrid.")
    tokens.pass_over_times()
    if tokens.take(str) != "<exists>":
        raise InvalidInputError("The TextGrid has no tiers.")
    tiers = []
    for _ in range(tokens.count()):
        kind, name = tokens.take(str), tokens.take(str)
        tokens.pass_over_times()
        if kind == "IntervalTier":
            rows = [(tokens.number(), tokens.number(), tokens.take(str).strip()) for _ in range(tokens.count())]
            tiers.append((name, [row for row in rows if row[2] and row[1] > row[0]]))
        else:
            points = [(tokens.number(), tokens.take(str)) for _ in range(tokens.count())]
            losses.note("points in time", "a segment has a start and an end", key=key, count=len(points))
    return tiers


def _counted(tokens: _Tokens) -> int:
    return int(tokens.number())
