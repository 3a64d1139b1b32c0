"""One tree of errors, named for the reader's problem."""


class InloopError(Exception):
    """Something a person can act on: what was wrong, with which value, and what to do.

    Attributes
    ----------
    code
        A stable name for programs, such as ``not-found``.
    status
        The HTTP status that the server answers with.
    """

    code = "error"
    status = 500

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{advice}"


class InvalidInputError(InloopError):
    """A value does not fit what was asked for."""

    code = "invalid"
    status = 422


class PluginError(InloopError):
    """A package that adds parts to inloop does not hold to its side."""

    code = "plug-in"


class NotFoundError(InloopError):
    """No such thing, or not for this reader."""

    code = "not-found"
    status = 404


class ConflictError(InloopError):
    """The same id with another content, or a state that has moved on."""

    code = "conflict"
    status = 409


class GoneError(InloopError):
    """It was there; it was erased or has expired."""

    code = "gone"
    status = 410


class SignInError(InloopError):
    """Nobody is signed in, or the sign-in has expired."""

    code = "sign-in"
    status = 401


class ForbiddenError(InloopError):
    """The reader's role does not allow this act."""

    code = "forbidden"
    status = 403


class TooManyTriesError(InloopError):
    """Somebody is guessing, or has been too fast."""

    code = "too-many-tries"
    status = 429


class TooLargeError(InloopError):
    """The input is larger than the limit in the settings."""

    code = "too-large"
    status = 413


class UnreadableFileError(InvalidInputError):
    """A file cannot be read in the format it claims to have."""

    code = "unreadable-file"


class BusyError(InloopError):
    """The database is held by another process for longer than the limit."""

    code = "busy"
    status = 503


class DiskFullError(InloopError):
    """There is no room left to write; what was not acknowledged was not written."""

    code = "disk-full"
    status = 507


class UnreachableError(InloopError):
    """No server answers at the address."""

    code = "unreachable"
    status = 502


class BrokenRecordError(InloopError):
    """The sealed record does not verify."""

    code = "broken-record"


class MissingExtraError(InloopError):
    """An optional package is needed for this."""

    code = "missing-extra"
    status = 501
