"""Secrets of the installation, made once and kept in the database, so that every node has the same."""

import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection

from inloop.record.store import find_secret, keep_secret

RECORD_KEY = "record.ed25519"


def server_secret(connection: Connection, name: str, *, size: int = 32) -> bytes:
    """Give the random secret of this name; the first who asks makes it, so ask inside a write."""
    known = find_secret(connection, name)
    if known is None:
        keep_secret(connection, name, os.urandom(size))
        known = find_secret(connection, name)
    if known is None:
        raise LookupError(name)  # the insert above cannot leave nothing behind
    return known


def signing_key(connection: Connection) -> Ed25519PrivateKey:
    """Give the key that signs the record of this installation.

    Notes
    -----
    Whoever can write the database can also read this key, and could sign a history of their own. What binds even them
    are the heads that have left the house: in certificates, exports and mails. See `verify`, ``heads``.
    """
    return Ed25519PrivateKey.from_private_bytes(server_secret(connection, RECORD_KEY))


def public_name(key: Ed25519PrivateKey) -> str:
    """Give the public half in hex, by which blocks name it."""
    return key.public_key().public_bytes_raw().hex()


def is_signed(message: bytes, *, signature: object, key: object) -> bool:
    """Say whether the signature fits; whatever a damaged row holds in place of one does not."""
    if not isinstance(signature, bytes) or not isinstance(key, str):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
