"""Blobs: bytes addressed by what they are, in a folder or a bucket."""

from inloop.adapters.blobs.blobs import Blobs, open_blobs

__all__ = ["Blobs", "open_blobs"]
