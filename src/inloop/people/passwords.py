"""Passwords: slow on purpose, so run these in a thread."""

from functools import cache
from typing import TYPE_CHECKING

from inloop.kernel.errors import InvalidInputError

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST = 10
LONGEST = 1_000


@cache
def _argon2() -> "PasswordHash":
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash((Argon2Hasher(),))


def hash_password(password: str) -> str:
    """Hash a new password with Argon2id; takes some 50 ms and 64 MiB.

    Raises
    ------
    InvalidInputError
        It is too short to withstand guessing, or absurdly long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInputError(
            f"A password of {len(password)} characters is not taken.",
            hint=f"Use {SHORTEST} or more; a short sentence is easy to keep in mind.",
            where="password",
        )
    return _argon2().hash(password)


def verify_password(password: str, hashed: str | None) -> bool:
    """Say whether a password fits.

    Without an account it takes as long and says no, so that nobody can find out who has one.
    """
    from pwdlib.exceptions import UnknownHashError

    if len(password) > LONGEST:
        return False
    try:
        fits = _argon2().verify(password, hashed or _nobody())
    except UnknownHashError:
        return False
    return fits and hashed is not None


@cache
def _nobody() -> str:
    return _argon2().hash("a password that nobody has")
