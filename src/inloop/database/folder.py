"""The data folder of an installation: what lies where, closed to everybody else."""

import os
from collections.abc import Callable
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO

from inloop.database.full import in_plain_words

FACTS = "inloop.db"
SEGMENTS = "segments"
BLOBS = "blobs"
UPLOADS = "uploads"
JOBS = "jobs.db"
KEPT_FOLDERS = (SEGMENTS, BLOBS)
"""Folders of immutable files that the facts refer to; a backup takes these and leaves uploads and jobs out."""


def prepare_folder(path: Path) -> Path:
    """Make a folder that only its owner can read, and give it; one that exists is left as it is.

    The mode is set again after making it, because the process may run under a stricter or odd umask.
    """
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    return path


def write_durably(path: Path, write: Callable[[IO[bytes]], object]) -> str:
    """Write a file under another name, sync it, rename it, sync its folder; give the SHA-256 of its content."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with in_plain_words(), draft.open("w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            digest = file_digest(file, sha256).hexdigest()
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(path)
    sync_folder(path.parent)
    return digest


def sync_folder(path: Path) -> None:
    """See that the names in a folder are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
