"""The data folder of an installation: what lies where, closed to everybody else."""

from pathlib import Path

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
