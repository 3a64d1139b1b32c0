"""The bytes of items: taken in, looked at, and opened for who has a link."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from inloop.adapters.blobs import Blobs
from inloop.adapters.media import OnShelf, Readable, Roots, Variants, probe, type_of
from inloop.adapters.media.sources import Brought
from inloop.adapters.media.variants import name_of
from inloop.database.shelf import Shelf
from inloop.kernel.errors import ForbiddenError, InloopError, InvalidInputError, NotFoundError
from inloop.loop.items.media import Link
from inloop.loop.items.media.policies import is_large

Found = dict[str, Any]
_LOOKED_AT = {"image": "thumb", "audio": "peaks"}
MOST_TILES = 24 * 3_600 // 20
_TELLING = (InvalidInputError, NotFoundError, ForbiddenError)


class Media:
    """Takes media into the installation and opens them again.

    Parameters
    ----------
    roots
        Folders and bucket prefixes from which media may be shown without being copied.
    scratch
        Where large pictures are unpacked for a moment.
    """

    def __init__(self, shelf: Shelf, *, roots: tuple[str, ...] = (), scratch: Path | None = None) -> None:
        self._shelf = shelf
        self._blobs = Blobs(shelf)
        self._roots = Roots(roots)
        self._variants = Variants(shelf, scratch=scratch)

    def take(self, cell: object, *, kind: str, source: Brought | None = None, closely: bool = False) -> object:
        """Give what a field of this kind is to hold for what a cell says.

        A file that is missing, damaged or not allowed is told as such; it never raises for what a file is. What is no
        name at all is given back for the field to refuse.

        Parameters
        ----------
        closely
            Read all of a picture by reference, too, and not only its head and end.
        """
        named = _named(cell)
        if named is None:
            return cell
        try:
            if isinstance(cell, Mapping) and cell.get("blob"):
                return self._known(cell, kind=kind)
            if _is_place(named):
                return self._referred(named, kind=kind, closely=closely)
            return self._brought(named, kind=kind, source=source)
        except _TELLING as problem:
            return {"name": _path(named)[-1_024:], "state": "broken", "why": _told(problem)}

    def iter_rows(self, named: str) -> Iterator[dict[str, str]]:
        """Stream a row for each picture or sound below a folder or bucket prefix: `key`, `folder` and `file`, a URI."""
        for name, uri in self._roots.iter_files(named):
            if type_of(name):
                yield {"key": name, "folder": name.rpartition("/")[0], "file": uri}

    def open(self, link: Link, *, tile: int | None = None) -> tuple[Readable, str]:
        """Open the bytes that a link names, and say what they are.

        Parameters
        ----------
        tile
            Of the spectrum of a sound only this part, closely; of a large picture this square.

        Raises
        ------
        NotFoundError
            They are gone.
        UnreadableFileError
            The copy that was asked for cannot be made.
        """
        source = self._source(link)
        if link.variant == "whole":
            return source, link.type
        if link.type.startswith("audio/"):
            return self._heard(source, link, tile)
        if link.variant == "tiles":
            return self._variants.of_picture(source, -1 if tile is None else tile)
        if link.variant == "view" and not link.is_large:
            from inloop.adapters.media.images import is_shown_as_it_is, probe_image

            if link.uri is not None and not self._variants.has(source.stamp, "thumb"):
                self._variants.refuse_damaged(source)
                self._variants.prove(source)  # what comes by reference was not unpacked before
            if is_shown_as_it_is(probe_image(source)):
                return source, link.type
        return self._variants.get(source, link.variant)

    def copy(self, link: Link, variant: str) -> tuple[str, bool]:
        """Give the name of a copy of a picture, and whether it is made."""
        stamp = self._source(link).stamp
        return name_of(stamp, variant), self._variants.has(stamp, variant)

    def make(self, link: Link, variant: str, *, progress: Callable[[float], None]) -> None:
        """Make a copy of a picture.

        Raises
        ------
        UnreadableFileError
            It cannot be unpacked.
        """
        self._variants.make(self._source(link), variant, progress=progress)

    def for_cutting(self, link: Link) -> Readable:
        """Give what a part of a picture can be cut from in little memory: the file, or its tiles.

        Raises
        ------
        NotFoundError
            The tiles of a large picture are not made yet.
        """
        source = self._source(link)
        return self._variants.kept(source, "tiles") if link.is_large else source

    def speech(self, link: Link, *, by: str) -> tuple[str, bytes | None]:
        """Give the name of what a detector finds in a sound, and what it has found, if it has been asked."""
        stamp = self._source(link).stamp
        return name_of(stamp, f"speech-{by}"), self._variants.find(stamp, f"speech-{by}")

    def find_speech(self, link: Link, *, by: str, progress: Callable[[float], None]) -> None:
        """Let a detector listen to a sound, and keep what it finds."""
        from inloop.adapters.media.speech import find_speech

        source = self._source(link)
        found = find_speech(source, by, progress=progress)
        self._variants.keep(source.stamp, f"speech-{by}", msgspec.json.encode([one._asdict() for one in found]))

    def erase(self, blob: str) -> None:
        """Remove bytes that no item shows any more, and their copies."""
        self._variants.forget(self._blobs.place(blob))
        self._blobs.remove(blob)

    def _heard(self, source: Readable, link: Link, tile: int | None) -> tuple[Readable, str]:
        """Give a sound as browsers play it, or what it looks like."""
        if link.variant == "spectrum" and tile is not None:
            if tile > MOST_TILES:
                raise NotFoundError(f"There is no tile {tile:,}: the longest sound has {MOST_TILES:,}.")
            return self._variants.tile(source, tile)
        if link.variant != "view":
            return self._variants.get(source, link.variant)
        from inloop.adapters.media.sounds import PLAYED

        return (source, link.type) if link.type in PLAYED else self._variants.get(source, "sound")

    def _source(self, link: Link) -> Readable:
        if link.blob is not None:
            return OnShelf(self._shelf, self._blobs.place(link.blob))
        return self._roots.open(link.uri or "")

    def _known(self, cell: Mapping[str, Any], *, kind: str) -> Found:
        source = OnShelf(self._shelf, self._blobs.place(str(cell["blob"])))
        about = probe(source, kind=kind, name=str(cell.get("name", "")))
        name = {"name": cell["name"]} if cell.get("name") else {}
        return {"blob": cell["blob"], **name, **about, "state": "ok"}

    def _referred(self, named: str, *, kind: str, closely: bool) -> Found:
        uri = self._roots.uri_of(named)
        source = self._roots.open(uri)
        about = probe(source, kind=kind, name=named)
        if closely and kind == "image" and not is_large(about):
            self._variants.prove(source)
        elif kind == "image":
            self._variants.refuse_damaged(source)
        return {"uri": uri, "etag": source.etag, "name": named.rsplit("/", 1)[-1][-1_024:], **about, "state": "ok"}

    def _brought(self, named: str, *, kind: str, source: Brought | None) -> Found:
        if source is None:
            raise NotFoundError("The file did not come along.", hint="Bring it in a zip together with its table.")
        with source.open(named) as (readable, content):
            about = probe(readable, kind=kind, name=named)
            blob = self._blobs.name_of(content)
            place = self._blobs.place(blob)
            look = _LOOKED_AT[kind]
            if not self._variants.has(place, look):
                self._variants.make(readable, look, stamp=place)  # unpacks all of it: it is whole
            self._blobs.put(content)
        return {"blob": blob, "name": named, **about, "state": "ok"}


def refers(content: Mapping[str, Any]) -> bool:
    """Say whether bytes lie where somebody else can change them, and were not brought.

    >>> refers({"name": "/scans/1.png", "state": "broken"}), refers({"name": "1.png", "state": "broken"})
    (True, False)
    """
    return bool(content.get("uri")) or (not content.get("blob") and _is_place(str(content.get("name", ""))))


def _named(cell: object) -> str | None:
    if isinstance(cell, str) and cell.strip():
        return cell.strip()
    if isinstance(cell, Mapping):
        named = cell.get("uri") or cell.get("name") or cell.get("blob")
        return named if isinstance(named, str) and named else None
    return None


def _is_place(named: str) -> bool:
    return "://" in named or Path(named).is_absolute()


def _path(named: str) -> str:
    """Call a file of this machine by its path, by whichever name it was asked for."""
    return unquote(urlsplit(named).path) if named.startswith("file://") else named


def _told(problem: InloopError) -> str:
    return f"{problem.message} {problem.hint}".strip()[:500]
