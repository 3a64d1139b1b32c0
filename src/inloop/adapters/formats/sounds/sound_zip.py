"""An archive of sounds and of what is said of each, in a text file of its own."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, ClassVar

from inloop.adapters.formats.archives import Bundle, ZipItems
from inloop.adapters.formats.bundles import open_bundle
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, LabelledFormat, OpenFile, fitted
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.adapters.formats.values import nfc
from inloop.adapters.media import type_of
from inloop.annotation import Question, Schema
from inloop.kernel.errors import InloopError, InvalidInputError

Part = dict[str, Any]
ROLES = {
    "key": Suggestion("key", "the name of the file"),
    "file": Suggestion("field", "it names sounds"),
    "segments": Suggestion("label", "what is said, as text", answers="segments"),
    "labelled": Suggestion("ignore", "the same, with what stands there taken as labels", answers="segments"),
}


class SoundFormat(LabelledFormat):
    """A text file a sound, in a zip or folder with the sounds, or alone.

    Attributes
    ----------
    endings
        How its files are called; the first is written.
    """

    shows = ("audio",)
    kinds: ClassVar[tuple[str, ...]] = ("segments",)
    endings: ClassVar[tuple[str, ...]]
    roles: ClassVar[Mapping[str, Suggestion]] = ROLES

    @abstractmethod
    def read_text(self, text: str, losses: Losses, *, key: str) -> tuple[list[Part], list[Part]]:
        """Read the segments of a file: with what stands there as text, and as labels."""

    @abstractmethod
    def text_of(self, item: Labelled, questions: Sequence[Question], losses: Losses, *, seconds: float) -> str:
        """Give the file of an item."""

    def column_of(self, question: Question) -> str:
        return "labelled" if question.settings.labels else "segments"

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:  # noqa: ARG002
        return any(name.lower().endswith(self.endings) for name in names)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        losses = Losses()

        def names(bundle: Bundle) -> list[str]:
            return [name for name in bundle.names if name.lower().endswith(self.endings)]

        def row(bundle: Bundle, name: str) -> dict[str, Any]:
            text = decoded(bundle.read(name, most=options.max_row_bytes), name)
            segments, labelled = self.read_text(text, losses, key=name)
            file = _sound(bundle.names, name)
            return {"key": nfc(file), "file": file, "segments": segments, "labelled": labelled}

        columns = tuple(self.roles)
        return open_bundle(
            path, self.name, columns=columns, names=names, row=row, roles=self.roles, losses=losses, start=start
        )

    def write_items(
        self, file: BinaryIO, *, schema: Schema, losses: Losses, open_file: OpenFile | None = None
    ) -> ItemWriter:
        return SoundZip(file, self, fitted(self, schema), losses=losses, open_file=open_file)


class SoundZip(ZipItems):
    """Writes one text file an item and, where its bytes are at hand, the sound."""

    def __init__(
        self, file: BinaryIO, form: SoundFormat, fit: Fit, *, losses: Losses, open_file: OpenFile | None
    ) -> None:
        super().__init__(file, losses=losses)
        self._form, self._questions, self._open = form, fit.held, open_file
        self._field = fit.field.id if fit.field else ""

    def write(self, item: Labelled) -> None:
        content = item.fields.get(self._field, {})
        wanted = str(content.get("name") or content.get("uri") or item.key).rsplit("://", 1)[-1]
        name = self.own_name(wanted if type_of(wanted) else f"{wanted}.wav", key=item.key)
        if name != item.key:
            self.losses.note("ids of items", "the name of the sound is its id", key=item.key)
        text = self._form.text_of(item, self._questions, self.losses, seconds=float(content.get("seconds") or 0))
        self.add(str(PurePosixPath(name).with_suffix(self._form.endings[0])), text)
        if self._open is not None:
            try:
                self.add_pieces(name, self._open(content))
            except InloopError as problem:
                self.losses.note("sounds", f"they cannot be read: {problem.message}", key=item.key)


def decoded(raw: bytes, name: str) -> str:
    """Decode UTF-8, or UTF-16 with its mark, as Praat writes it."""
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise InvalidInputError(
            f"'{name}' holds bytes that are not {encoding}, the first at {problem.start}."
        ) from None
    if "\0" in text:
        raise InvalidInputError(f"'{name}' holds a NUL character.")
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


def note_attributes(part: Mapping[str, Any], losses: Losses, *, question: str, key: str) -> None:
    """Note attributes, where a segment is times and text."""
    lost = len(part.get("attributes", {}))
    losses.note("attributes", "a segment is times and text", question=question, key=key, count=lost)


def _sound(names: Sequence[str], name: str) -> str:
    stem = PurePosixPath(name).with_suffix("")
    near = [each for each in names if type_of(each).startswith("audio/")]
    exact = [each for each in near if PurePosixPath(each).with_suffix("") == stem]
    alike = exact or [each for each in near if PurePosixPath(each).stem == stem.name]
    return alike[0] if len(alike) == 1 else f"{stem}.wav"
