"""What a command ends with: a number for programs, one sentence for people.

0 done; 1 failed, or not verified; 2 wrong usage or bad input; 3 nothing found, or nothing running.
"""

import sys

from inloop.kernel.errors import (
    GoneError,
    InloopError,
    InvalidInputError,
    NotFoundError,
    TooLargeError,
    UnreachableError,
)

FAILED, BAD_INPUT, NOT_FOUND = 1, 2, 3


def exit_code_of(problem: InloopError) -> int:
    """Choose the exit code for an error.

    >>> exit_code_of(NotFoundError("There is no project 7."))
    3
    """
    if isinstance(problem, NotFoundError | GoneError | UnreachableError):
        return NOT_FOUND
    return BAD_INPUT if isinstance(problem, InvalidInputError | TooLargeError) else FAILED


def report(problem: InloopError) -> int:
    """Say on the error channel what was wrong, where, and what to do, and as JSON where that was asked for."""
    if "--json" in sys.argv:
        from inloop.cli.telling import tell_json

        told = {"code": problem.code, "message": problem.message, "hint": problem.hint, "where": problem.where}
        tell_json({"error": told})
    place = f"{problem.where}: " if problem.where else ""
    hint = f"\n  {problem.hint}" if problem.hint else ""
    sys.stderr.write(f"inloop: {place}{problem.message}{hint}\n")
    return exit_code_of(problem)
