"""Finding words and patterns in texts, within a time that nobody can overrun."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import regex

from inloop.kernel.errors import InvalidInputError
from inloop.loop.rules.model import MOST_PATTERN, Found, Hit, Rule

BUDGET_S = 0.02
"""All patterns of a question together may take so long on one text, and each a quarter of it."""
PATIENCE = 3
"""A pattern that has run out of time so often is given up until the rules change or the process starts anew."""
MOST_HITS = 200
MOST_TEXT = 100_000
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]")


class Matcher:
    """Rules made ready; safe to share between threads.

    Words are looked up, one step a word whatever the number of rules. A pattern stops at the end of its time, as the
    engine counts it; other threads go on meanwhile. When that has happened a few times, the pattern is given up.

    Examples
    --------
    >>> rules = [
    ...     Rule(question="q", label="card", pattern="Credit card"),
    ...     Rule(question="q", label="id", pattern="[0-9]{4}", kind="regex"),
    ... ]
    >>> Matcher(rules).find("My credit  card ends with 1234.").hits
    [Hit(rule=0, start=3, end=15), Hit(rule=1, start=26, end=30)]

    A pattern that would take for ever is cut off:

    >>> slow = Matcher([Rule(question="q", label="x", pattern="(a|aa)+$", kind="regex")])
    >>> slow.find("a" * 40 + "!").late
    frozenset({0})
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._patterns = [(place, compiled(rule.pattern)) for place, rule in enumerate(rules) if rule.kind == "regex"]
        self._words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, rule in enumerate(rules):
            if rule.kind == "words":
                self._words[words_in(rule.pattern)].append(place)
        self._late: Counter[int] = Counter()
        self._longest = max(map(len, self._words), default=0)

    def find(self, text: str, *, budget_s: float = BUDGET_S) -> Found:
        """Give all places where a rule fits, in their order."""
        text = text[:MOST_TEXT]
        hits = list(self._look_up(text)) if self._words else []
        ends_at = time.monotonic() + budget_s
        late: set[int] = set()
        for place, pattern in self._patterns:
            left = ends_at - time.monotonic()
            if left <= 0 or self._late[place] >= PATIENCE:
                late.add(place)
                continue
            try:
                hits += _matches(pattern, text, place, min(left, budget_s / 4))
            except TimeoutError:
                self._late[place] += 1
                late.add(place)
        return Found(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule)), frozenset(late))

    def _look_up(self, text: str) -> Iterator[Hit]:
        tokens = [(each.group().casefold(), each.start(), each.end()) for each in _WORD.finditer(text)]
        said = [token for token, _, _ in tokens]
        for first in range(len(tokens)):
            for length in range(1, min(self._longest, len(tokens) - first) + 1):
                for place in self._words.get(tuple(said[first : first + length]), ()):
                    yield Hit(place, tokens[first][1], tokens[first + length - 1][2])


def compiled(pattern: str) -> "regex.Pattern[str]":
    """Make a pattern ready; raise `InvalidInputError` saying what is wrong with it."""
    if len(pattern) > MOST_PATTERN:
        raise InvalidInputError(f"A pattern of {len(pattern)} characters is longer than {MOST_PATTERN}.")
    try:
        found = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as problem:
        raise InvalidInputError(f"The pattern '{pattern}' cannot be read: {problem}.") from None
    return found


def words_in(pattern: str) -> tuple[str, ...]:
    """Give the words of a dictionary entry as they are looked up.

    >>> words_in("Credit-card")
    ('credit', '-', 'card')
    """
    return tuple(each.group().casefold() for each in _WORD.finditer(pattern))


def _matches(pattern: "regex.Pattern[str]", text: str, place: int, left_s: float) -> list[Hit]:
    found: list[Hit] = []
    for each in pattern.finditer(text, timeout=left_s, concurrent=True):
        if each.end() > each.start():
            found.append(Hit(place, each.start(), each.end()))
        if len(found) == MOST_HITS:
            break
    return found
