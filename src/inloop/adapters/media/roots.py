"""Media by reference: files that stay where they are, under roots that the owner of the server allows."""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from inloop.adapters.media.readable import LocalFile, Referred
from inloop.kernel.errors import ForbiddenError, InvalidInputError, NotFoundError, UnreachableError


class Remote(NamedTuple):
    """A file in a bucket."""

    store: Any  # one of the stores of obstore
    key: str
    size: int
    stamp: str
    etag: str

    def part(self, start: int, length: int) -> bytes:
        import obstore
        from obstore.exceptions import BaseError

        length = min(length, self.size - start)
        try:
            return bytes(obstore.get_range(self.store, self.key, start=start, length=length)) if length > 0 else b""
        except (BaseError, OSError) as problem:
            raise UnreachableError("The bucket does not give the file.", hint="Try again later.") from problem


class Roots:
    """The folders and bucket prefixes of ``INLOOP_MEDIA_ROOTS``.

    Every opening looks again whether the file lies under a root, links followed: what was allowed once need not be now.
    """

    def __init__(self, roots: Sequence[str]) -> None:
        self._folders = [os.path.realpath(_local(root)) for root in roots if _is_local(root)]
        self._prefixes = [root.rstrip("/") + "/" for root in roots if not _is_local(root)]

    def uri_of(self, named: str) -> str:
        """Give the one URI of a path or URI, or refuse it.

        Raises
        ------
        ForbiddenError
            It is under none of the roots.
        """
        if not _is_local(named):
            if ".." in named.split("/") or not any(named.startswith(prefix) for prefix in self._prefixes):
                raise _foreign(named)
            return named
        return "file://" + quote(str(self._real(named)))

    def open(self, uri: str) -> Referred:
        """Open what a URI names."""
        if _is_local(uri):
            return LocalFile(self._real(uri))
        uri = self.uri_of(uri)
        prefix = next(prefix for prefix in self._prefixes if uri.startswith(prefix))
        return _remote(prefix, uri.removeprefix(prefix))

    def iter_files(self, named: str) -> Iterator[tuple[str, str]]:
        """Stream (path below it, URI) of the files of a folder or bucket prefix; hidden ones and links stay out.

        Raises
        ------
        ForbiddenError
            It is neither a root nor under one.
        NotFoundError
            It is no folder.
        """
        if _is_local(named):
            yield from _files_below(self._folder(named))
            return
        prefix = next((root for root in self._prefixes if f"{named.rstrip('/')}/".startswith(root)), None)
        if prefix is None or ".." in named.split("/"):
            raise _foreign(named)
        within = f"{named.rstrip('/')}/".removeprefix(prefix)
        for key in _keys_below(prefix, within):
            yield key.removeprefix(within), prefix + key

    def _folder(self, named: str) -> Path:
        real = Path(os.path.realpath(_local(named)))
        if not any(real.is_relative_to(folder) for folder in self._folders):
            raise _foreign(named)
        if not real.is_dir():
            raise NotFoundError(f"'{named[-200:]}' is no folder.", hint="Name a folder, or a prefix in a bucket.")
        return real

    def _real(self, named: str) -> Path:
        real = os.path.realpath(_local(named))
        if not any(real.startswith(folder.rstrip(os.sep) + os.sep) for folder in self._folders):
            raise _foreign(named)
        return Path(real)


def _files_below(folder: Path) -> Iterator[tuple[str, str]]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and not path.is_symlink():
                yield path.relative_to(folder).as_posix(), "file://" + quote(str(path))


def _keys_below(prefix: str, within: str) -> Iterator[str]:
    import obstore
    from obstore.exceptions import BaseError

    try:
        for page in obstore.list(_store(prefix), prefix=within or None):
            yield from (entry["path"] for entry in page if not _is_hidden(entry["path"].removeprefix(within)))
    except (BaseError, OSError) as problem:
        raise UnreachableError("The bucket does not answer.", hint="Try again later.") from problem


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _is_local(named: str) -> bool:
    return "://" not in named or named.startswith("file://")


def _local(named: str) -> str:
    return unquote(urlsplit(named).path) if named.startswith("file://") else str(Path(named).expanduser())


def _foreign(named: str) -> ForbiddenError:
    return ForbiddenError(
        f"'{named[-200:]}' is not under a root from which media may be shown.",
        hint="Bring the files in a zip, or let the owner of the server add their folder to INLOOP_MEDIA_ROOTS.",
    )


@lru_cache(maxsize=32)
def _store(prefix: str) -> Any:
    from obstore.exceptions import BaseError
    from obstore.store import from_url

    plain = os.environ.get("AWS_ENDPOINT_URL", os.environ.get("AWS_ENDPOINT", "")).startswith("http://")
    connect: Any = from_url  # its types know one kind of address at a time
    try:
        return connect(prefix, client_options={"timeout": "30s", "allow_http": plain})
    except (BaseError, ValueError) as problem:
        raise InvalidInputError(f"INLOOP_MEDIA_ROOTS: '{prefix}' cannot be used ({problem}).") from None


def _remote(prefix: str, key: str) -> Remote:
    import obstore
    from obstore.exceptions import BaseError

    store = _store(prefix)
    try:
        found = obstore.head(store, key)
    except FileNotFoundError:
        raise NotFoundError(f"There is no such file: '{key[-200:]}'.") from None
    except (BaseError, OSError) as problem:
        raise UnreachableError("The bucket does not answer.", hint="Try again later.") from problem
    # The time is told in whole seconds only, in which a file can be replaced.
    told = found["e_tag"] or f"{found['size']}:{found['last_modified'].timestamp()}"
    return Remote(store, key, found["size"], f"{prefix}{key}:{told}", told)
