"""Links to media: sealed by the key of the project, so that they tell nothing, cannot be made up, and end."""

import base64
import hashlib
import hmac
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from inloop.kernel.clock import HOUR, Micros
from inloop.kernel.errors import GoneError, NotFoundError
from inloop.loop.projects import Project

Variant = Literal["thumb", "view", "whole", "tiles", "peaks", "spectrum"]
HOURS = 12
"""How long a link opens what it names: longer than anybody sits in front of one page."""
_PREFIX = 4


class Link(msgspec.Struct, frozen=True, array_like=True):
    """What a token stands for: one variant of the bytes under a hash or URI, until an hour.

    `is_large` says that a picture has so many pixels that only the worker unpacks it. By its `etag` a file that was
    replaced has another address than before, so that browsers show nothing that they have kept of the old one.
    """

    variant: Variant
    type: str
    blob: str | None
    uri: str | None
    hour: int
    is_large: bool = False
    etag: str = ""


_decode = msgspec.msgpack.Decoder(Link).decode
_encode = msgspec.msgpack.Encoder().encode


class Links:
    """Makes the links of a project; within an hour the same link for the same bytes, so that browsers keep them.

    Parameters
    ----------
    at
        Now; the links end some hours later.
    """

    def __init__(self, project: Project, *, at: Micros) -> None:
        self._seal = _cipher(project)
        self._number = project.id.to_bytes(_PREFIX, "big")
        self._hour = at // HOUR + HOURS

    def to(
        self,
        variant: Variant,
        *,
        blob: str | None,
        uri: str | None,
        type: str,  # noqa: A002 - the word
        is_large: bool = False,
        etag: str = "",
    ) -> str:
        """Give the address under which the bytes are served."""
        body = _encode(Link(variant, type, blob, uri, self._hour, is_large, etag))
        sealed = self._seal.encrypt(body, [self._number])
        return "/media/" + _written(self._number + sealed)


def project_of(token: str) -> int:
    """Read which project a token belongs to, before anything of it is believed."""
    return int.from_bytes(_bytes(token)[:_PREFIX], "big")


def opened(project: Project, token: str, *, at: Micros) -> Link:
    """Read a token.

    Raises
    ------
    NotFoundError
        It was not made with the key of this project.
    GoneError
        Its time is over.
    """
    raw = _bytes(token)
    try:
        link = _decode(_cipher(project).decrypt(raw[_PREFIX:], [raw[:_PREFIX]]))
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        raise _unknown() from None
    if at // HOUR >= link.hour:
        raise GoneError("This link has ended.", hint="Load the page again.")
    return link


def _cipher(project: Project) -> AESSIV:
    return AESSIV(hmac.digest(project.key, b"media links", hashlib.sha512))


def _bytes(token: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        raise _unknown() from None
    # The last sign may hold bits that mean nothing: one place has one token.
    if len(raw) <= _PREFIX or _written(raw) != token:
        raise _unknown()
    return raw


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unknown() -> NotFoundError:
    return NotFoundError("There is no such picture or sound.", hint="Load the page again.")
