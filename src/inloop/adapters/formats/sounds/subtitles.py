"""SubRip and WebVTT: from when to when, and the words."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from inloop.adapters.formats.labelled import Labelled
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.sounds.sound_zip import Part, SoundFormat, note_attributes
from inloop.adapters.formats.words import names_of
from inloop.annotation import Question
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})")
_ARROW = re.compile(r"\s*(\S+)\s+-->\s+(\S+)(.*)")
_SPOKEN = re.compile(r"([^:\n]{1,60}): (.*)", re.DOTALL)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>(.*)", re.DOTALL)
_TAG = re.compile(r"</?[^>]*>")
_BLANKS = re.compile(r"\n\s*\n+")


@register("format/srt.v1")
class SrtFormat(SoundFormat):
    """SubRip subtitles: numbered cues with times and words; a label stands before the words, as ``Ann: Hello``."""

    name = "srt"
    extensions = (".srt",)
    endings: ClassVar[tuple[str, ...]] = (".srt",)

    def read_text(self, text: str, losses: Losses, *, key: str) -> tuple[list[Part], list[Part]]:
        found = [(times, _plain(words)) for times, words in _cues(text, losses, key=key)]
        segments = [{**times, "text": words} for times, words in found if words]
        return segments, [{**times, **_labelled(words)} for times, words in found if words]

    def text_of(self, item: Labelled, questions: Sequence[Question], losses: Losses, *, seconds: float) -> str:  # noqa: ARG002
        cues = _written(item, questions, losses)
        lines = []
        for number, (part, label, words) in enumerate(cues, 1):
            said = f"{label}: {words}" if label and words else label or words
            lines.append(f"{number}\n{_clock(part['start'], ',')} --> {_clock(part['end'], ',')}\n{said}\n")
        return "\n".join(lines)


@register("format/vtt.v1")
class VttFormat(SoundFormat):
    """WebVTT captions: cues with times and words; a label stands as the voice, as ``<v Ann>Hello``."""

    name = "vtt"
    extensions = (".vtt",)
    endings: ClassVar[tuple[str, ...]] = (".vtt",)

    def read_text(self, text: str, losses: Losses, *, key: str) -> tuple[list[Part], list[Part]]:
        if not text.startswith("WEBVTT"):
            raise InvalidInputError("The file does not begin with WEBVTT.")
        segments: list[Part] = []
        labelled: list[Part] = []
        for times, raw in _cues(text, losses, key=key):
            voice = _VOICE.match(raw)
            words = _plain(voice[2] if voice else raw)
            who = html.unescape(voice[1]).strip() if voice else ""
            if words or who:
                segments.append({**times, "text": words or who})
                said = {"label": who, **({"text": words} if words else {})} if who else _labelled(words)
                labelled.append({**times, **said})
        return segments, labelled

    def text_of(self, item: Labelled, questions: Sequence[Question], losses: Losses, *, seconds: float) -> str:  # noqa: ARG002
        cues = ["WEBVTT\n"]
        for part, label, words in _written(item, questions, losses):
            voice = f"<v {html.escape(label, quote=False)}>" if label else ""
            said = voice + html.escape(words, quote=False)
            cues.append(f"{_clock(part['start'], '.')} --> {_clock(part['end'], '.')}\n{said}\n")
        return "\n".join(cues)


def _written(
    item: Labelled, questions: Sequence[Question], losses: Losses
) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Give each segment with its label in words and its text, without the blank lines that would end a cue."""
    found = [(part, question) for question in questions for part in item.answers.get(question.id) or ()]
    for part, question in sorted(found, key=lambda entry: (entry[0]["start"], entry[0]["end"])):
        note_attributes(part, losses, question=question.id, key=item.key)
        words = _BLANKS.sub("\n", part.get("text", "").strip()).replace("-->", "→")
        changed = words != part.get("text", "")
        losses.note("blank lines", "a cue ends there", question=question.id, key=item.key, count=int(changed))
        label = names_of(question).get(part.get("label", ""), part.get("label", ""))
        yield part, label, words


def _cues(text: str, losses: Losses, *, key: str) -> Iterator[tuple[dict[str, float], str]]:
    """Give times and raw words of each block with an arrow."""
    for block in re.split(r"\n[ \t]*\n+", text.strip()):
        lines = block.split("\n")
        at = next((number for number, line in enumerate(lines[:2]) if "-->" in line), None)
        if at is None:
            kind = lines[0].split(" ", 1)[0]
            known = kind if kind in {"NOTE", "STYLE", "REGION"} else ""
            if known:
                losses.note("notes and styles", "a segment is times and text", key=key)
            elif kind != "WEBVTT" and block:
                raise InvalidInputError(f"A cue has no times: {block[:60]!r}.")
            continue
        arrow = _ARROW.fullmatch(lines[at])
        start, end = (_seconds(arrow[side]) if arrow else None for side in (1, 2))
        if arrow is None or start is None or end is None or end <= start:
            raise InvalidInputError(f"A cue has no times that can be read: {lines[at][:60]!r}.")
        losses.note("places on the screen", "a segment is times and text", key=key, count=int(bool(arrow[3].strip())))
        yield {"start": start, "end": end}, "\n".join(lines[at + 1 :])


def _labelled(words: str) -> dict[str, str]:
    """Take what stands before a colon for a label, else all of it."""
    spoken = _SPOKEN.fullmatch(words)
    return {"label": spoken[1], "text": spoken[2]} if spoken else {"label": words}


def _plain(words: str) -> str:
    return html.unescape(_TAG.sub("", words)).strip()


def _clock(seconds: float, mark: str) -> str:
    """Write seconds as a clock.

    >>> _clock(3661.25, ",")
    '01:01:01,250'
    """
    whole = round(seconds * 1_000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1_000 % 60:02}{mark}{whole % 1_000:03}"


def _seconds(clock: str) -> float | None:
    found = _TIME.fullmatch(clock)
    if not found:
        return None
    hours, minutes, seconds, parts = found.groups()
    return round(int(hours or 0) * 3_600 + int(minutes) * 60 + int(seconds) + int(parts.ljust(3, "0")) / 1_000, 3)
