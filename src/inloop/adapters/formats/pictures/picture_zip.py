"""An archive of pictures and what is drawn on them."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from inloop.adapters.formats.archives import ZipItems
from inloop.adapters.formats.labelled import Fit, Labelled, OpenFile
from inloop.adapters.formats.losses import Losses
from inloop.adapters.media import type_of
from inloop.kernel.errors import InloopError


class PictureZip(ZipItems):
    """Names the picture of each item and, where its bytes are at hand, puts it in.

    Parameters
    ----------
    folder
        Where the pictures lie in the archive.
    strips
        Whether a folder ``images`` is left out of their names.
    """

    def __init__(
        self,
        file: BinaryIO,
        fit: Fit,
        *,
        losses: Losses,
        open_file: OpenFile | None,
        folder: str = "images",
        strips: bool = True,
    ) -> None:
        super().__init__(file, losses=losses)
        self.questions = fit.held
        self._field = fit.field.id if fit.field else ""
        self._open = open_file
        self._folder = folder
        self._strips = strips

    def picture(self, item: Labelled) -> tuple[str, int, int]:
        """Give the name of a picture below the folder, and its size in pixels; 0 where that is not known."""
        content = item.fields.get(self._field, {})
        named = str(content.get("name") or content.get("uri") or item.key)
        wanted = named.rsplit("://", 1)[-1].removeprefix("images/" if self._strips else "")
        if not type_of(wanted):
            wanted = f"{wanted}.{str(content.get('type') or 'image/jpeg').rpartition('/')[2]}"
        name = self.own_name(wanted, key=item.key)
        if item.key != name:
            self.losses.note("ids of items", "the name of the picture is its id", key=item.key)
        self._take(name, content, item.key)
        return name, int(content.get("width") or 0), int(content.get("height") or 0)

    def _take(self, name: str, content: Mapping[str, Any], key: str) -> None:
        if self._open is None:
            return
        try:
            pieces = list(self._open(content)) if content.get("bytes", 0) < 1 << 20 else self._open(content)
            place = name if name.startswith(f"{self._folder}/") else f"{self._folder}/{name}"
            self.add_pieces(place, pieces)
        except InloopError as problem:
            self.losses.note("pictures", f"they cannot be read: {problem.message}", key=key)


def stem_of(name: str) -> str:
    """Give a name without its ending.

    >>> stem_of("a/b.c.png")
    'a/b.c'
    """
    return str(PurePosixPath(name).with_suffix(""))
