"""Pascal VOC: an XML file a picture, with upright boxes in whole pixels."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, ClassVar
from xml.sax.saxutils import escape

from inloop.adapters.formats.archives import Bundle
from inloop.adapters.formats.bundles import open_bundle
from inloop.adapters.formats.labelled import ItemWriter, Labelled, LabelledFormat, OpenFile, fitted
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.pictures.picture_zip import PictureZip, stem_of
from inloop.adapters.formats.pictures.shapes import note_turned, upright
from inloop.adapters.formats.pictures.voc_reader import FLAGS, ROLES, read_picture
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.adapters.formats.words import attributes_in_words, names_of
from inloop.annotation import Question, Schema
from inloop.kernel.registry import register


@register("format/voc.v1")
class VocFormat(LabelledFormat):
    """Upright boxes of pictures, an XML file a picture, as Pascal VOC and LabelImg have them."""

    name = "voc"
    extensions = ()
    shows = ("image",)
    kinds: ClassVar[tuple[str, ...]] = ("boxes",)

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:
        return any(name.endswith(".xml") and b"<annotation" in read(name) for name in names[:10_000])

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        losses = Losses()

        def names(bundle: Bundle) -> list[str]:
            return [name for name in bundle.names if name.endswith(".xml") and b"<annotation" in bundle.head(name)]

        def row(bundle: Bundle, name: str) -> dict[str, Any]:
            return read_picture(bundle, name, losses, most=options.max_row_bytes)

        columns = ("key", "file", "boxes")
        return open_bundle(
            path, self.name, columns=columns, names=names, row=row, roles=ROLES, losses=losses, start=start
        )

    def write_items(
        self, file: BinaryIO, *, schema: Schema, losses: Losses, open_file: OpenFile | None = None
    ) -> ItemWriter:
        return VocWriter(file, fitted(self, schema), losses=losses, open_file=open_file, folder="JPEGImages")


class VocWriter(PictureZip):
    """Writes ``Annotations``; attributes of VOC stand where it has them, others as CVAT writes them."""

    def write(self, item: Labelled) -> None:
        name, width, height = self.picture(item)
        parts = [
            self._part(question, part, item.key)
            for question in self.questions
            for part in item.answers.get(question.id) or ()
        ]
        size = f"<size><width>{width}</width><height>{height}</height><depth>3</depth></size>"
        about = f"<folder>JPEGImages</folder><filename>{_said(name)}</filename>{size}<segmented>0</segmented>"
        self.add(f"Annotations/{stem_of(name)}.xml", "\n".join([f"<annotation>{about}", *parts, "</annotation>\n"]))

    def _part(self, question: Question, part: Mapping[str, Any], key: str) -> str:
        note_turned(part, self.losses, "the upright box around stands there", question=question.id, key=key)
        exact = upright(part)
        edges = [round(edge) for edge in exact]
        if any(edge != whole for edge, whole in zip(exact, edges, strict=True)) and not part.get("angle"):
            self.losses.note("parts of pixels", "edges are whole pixels", question=question.id, key=key)
        said = attributes_in_words(part.get("attributes", {}), question)
        flags = {flag: int(bool(_taken(said, flag))) for flag in FLAGS}
        pose = _taken(said, "pose") or "Unspecified"
        box = "".join(f"<{tag}>{at}</{tag}>" for tag, at in zip(("xmin", "ymin", "xmax", "ymax"), edges, strict=True))
        marks = "".join(f"<{flag}>{value}</{flag}>" for flag, value in flags.items())
        more = "".join(
            f"<attribute><name>{_said(name)}</name><value>{_said(_word(value))}</value></attribute>"
            for name, value in said.items()
        )
        label = names_of(question).get(part["label"], part["label"])
        rest = f"<attributes>{more}</attributes>" if more else ""
        name = f"<name>{_said(label)}</name><pose>{_said(str(pose))}</pose>"
        return f"<object>{name}{marks}<bndbox>{box}</bndbox>{rest}</object>"


def _taken(said: dict[str, Any], name: str) -> Any:
    """Take out the attribute that is called so, in any case."""
    found = next((each for each in said if each.casefold() == name), None)
    return None if found is None else said.pop(found)


def _word(value: object) -> str:
    return "true" if value is True else str(value)


def _said(text: str) -> str:
    """Write text for XML, which holds no control characters."""
    return escape("".join(char for char in text if char >= " " or char in "\t\n"))
