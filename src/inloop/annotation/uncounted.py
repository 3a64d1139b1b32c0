"""Kinds whose answers cannot be counted: a vote says that there is an answer, the annotation holds it."""

from typing import Any

from inloop.annotation.kind import Kind
from inloop.kernel.errors import InvalidInputError


class UncountedKind(Kind):
    """A kind with one vote code; its consensus is the value that `merge` gives."""

    def encode(self, value: Any, settings: Any) -> int:  # noqa: ARG002
        return 0

    def decode(self, code: int, settings: Any) -> Any:  # noqa: ARG002
        raise InvalidInputError(f"A vote on {self.name} does not hold the answer.", hint="Read the annotation.")

    def merges(self, settings: Any) -> bool:  # noqa: ARG002
        return True
