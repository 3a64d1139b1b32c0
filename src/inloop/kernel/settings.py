"""What the owner of a server decides, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inloop.kernel.errors import InvalidInputError

DEFAULT_PORT = 8400
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Server settings; every field can be set as ``INLOOP_<NAME>`` in the environment."""

    data_dir: Path = field(default_factory=lambda: Path("inloop-data"))
    database_url: str = ""
    blobs: str = ""
    cache_mb: int = 10_240
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    allowed_hosts: tuple[str, ...] = ()
    import_roots: tuple[Path, ...] = ()
    media_roots: tuple[str, ...] = ()
    image_model: str = ""
    audio_model: str = ""
    box_model: str = ""
    max_upload_mb: int = 2_048
    max_row_kb: int = 1_024
    threads: int = 2

    @property
    def database(self) -> str:
        """SQLAlchemy URL of the facts."""
        return self.database_url or f"sqlite:///{self.data_dir / 'inloop.db'}"

    @property
    def is_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def bucket(self) -> str:
        """Address of the bucket that holds what all nodes read; empty where that is a folder."""
        return self.blobs if "://" in self.blobs and not self.blobs.startswith("file://") else ""

    @property
    def files_dir(self) -> Path:
        """Folder of segments and blobs on this machine: their place, or with a bucket the copies in use."""
        return self.data_dir if self.bucket or not self.blobs else Path(self.blobs.removeprefix("file://")).expanduser()

    @property
    def hosts(self) -> frozenset[str]:
        """Host names that requests may carry."""
        return frozenset((*LOCAL_HOSTS, self.host, *self.allowed_hosts))


def from_environment(env: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Read the settings from ``INLOOP_*`` variables; `overrides` that are not None win.

    Raises
    ------
    InvalidInputError
        A variable cannot be read as what it should be.
    """
    values: dict[str, object] = {}
    for name, read in _READERS.items():
        text = env.get(f"INLOOP_{name.upper()}", "")
        if text:
            values[name] = _read(name, text, read)
    values.update({name: value for name, value in overrides.items() if value is not None})
    return Settings(**values)  # type: ignore[arg-type]  # each reader gives the type of its field


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _url(text: str) -> str:
    return text.replace("postgresql://", "postgresql+psycopg://", 1).replace("postgres://", "postgresql+psycopg://", 1)


_READERS = {
    "data_dir": lambda text: Path(text).expanduser(),
    "database_url": _url,
    "blobs": str,
    "cache_mb": int,
    "host": str,
    "port": int,
    "allowed_hosts": _split,
    "import_roots": lambda text: tuple(Path(part) for part in _split(text)),
    "media_roots": _split,
    "image_model": str,
    "audio_model": str,
    "box_model": str,
    "max_upload_mb": int,
    "max_row_kb": int,
    "threads": int,
}


def _read(name: str, text: str, read: object) -> object:
    try:
        return read(text)  # type: ignore[operator]  # a reader is any callable of one string
    except ValueError:
        raise InvalidInputError(
            f"INLOOP_{name.upper()}={text!r} cannot be read.", hint="See docs/guides/settings.md."
        ) from None
