"""Blobs: bytes addressed by what they are; and the bucket in which they and other files may lie."""

from inloop.adapters.blobs.blobs import Blobs

__all__ = ["Blobs"]
