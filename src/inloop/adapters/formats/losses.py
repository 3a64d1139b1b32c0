"""What a target cannot hold: counted while it is written, and told before and beside the file."""

import msgspec

MOST_EXAMPLES = 3


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is lost or changed.

    Attributes
    ----------
    what, why
        What of it, and why the target cannot hold it.
    count
        How many times.
    question
        The question it is about; empty where it is about items.
    examples
        Keys of the first items that lose it.
    """

    what: str
    why: str
    count: int
    question: str = ""
    examples: tuple[str, ...] = ()


class Losses:
    """Counts what is lost.

    >>> losses = Losses()
    >>> losses.note("overlapping spans", "a token has one tag", question="names", key="a1")
    >>> losses.note("overlapping spans", "a token has one tag", question="names", key="a2", count=2)
    >>> [(loss.what, loss.count, loss.examples) for loss in losses.report()]
    [('overlapping spans', 3, ('a1', 'a2'))]
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], tuple[int, tuple[str, ...]]] = {}

    def note(self, what: str, why: str, *, question: str = "", key: str = "", count: int = 1) -> None:
        """Count something; nothing where `count` is 0."""
        if count <= 0:
            return
        before, examples = self._found.get((what, why, question), (0, ()))
        fresh = key and len(examples) < MOST_EXAMPLES and key not in examples
        self._found[what, why, question] = (before + count, (*examples, key) if fresh else examples)

    def report(self) -> list[Loss]:
        """List what was counted, the most first."""
        found = sorted(self._found.items(), key=lambda entry: -entry[1][0])
        return [
            Loss(what=what, why=why, question=question, count=count, examples=examples)
            for (what, why, question), (count, examples) in found
        ]

    def written(self) -> bytes:
        """Give the report as the file that lies beside an export."""
        return msgspec.json.format(msgspec.json.encode({"losses": self.report()}), indent=2)
