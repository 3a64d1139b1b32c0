"""The items that fit a filter, in order: walked to by the narrowest condition, sifted by the others."""

import time
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from inloop.app.browse import store
from inloop.app.browse.drivers import driver_for
from inloop.app.browse.facts import Facts
from inloop.app.browse.model import Filter, Sort, View
from inloop.kernel.ids import ordinal_of
from inloop.loop.items.search import match

FIRST_WINDOW, LARGEST_WINDOW = 100, 2_000
PATIENCE_S = 1.0
"""A search that has found nothing for so long gives what it has and the place to go on from."""


class Seen(NamedTuple):
    """An item on the way, or None where a window ended; `place` is the cursor behind it."""

    item: int | None
    place: str


def candidates(view: View, asked: Filter, *, sort: Sort, cursor: str = "") -> Iterator[Seen]:
    """Stream the items that fit, with a mark after each window, so that the caller can stop."""
    words = match(asked.q)
    driver = driver_for(view, asked, words=words, sort=sort)
    by_words = not asked.predicted and sort is not Sort.UNCERTAIN
    size, place = FIRST_WINDOW, cursor
    while True:
        window = driver(place, size)
        fit = _sift(view, asked, words, window.ids, walks_by_words=by_words) if window.ids else set()
        yield from (Seen(i, where) for i, where in zip(window.ids, window.places, strict=True) if i in fit)
        if window.ended:
            return
        place, size = window.places[-1], min(size * 2, LARGEST_WINDOW)
        yield Seen(None, place)


def take(found: Iterator[Seen], *, most: int, patience_s: float = PATIENCE_S) -> tuple[list[int], str | None]:
    """Take up to `most` items; give the cursor to go on from, None when there are no more."""
    began, taken = time.monotonic(), list[int]()
    place = ""
    for seen in found:
        if seen.item is not None and len(taken) == most:
            return taken, place
        place = seen.place
        if seen.item is not None:
            taken.append(seen.item)
        elif time.monotonic() - began > patience_s:
            return taken, place
    return taken, None


def _sift(view: View, asked: Filter, words: str, ids: list[int], *, walks_by_words: bool) -> set[int]:
    """Give those that are alive and fit every condition."""
    connection = view.connection
    fit = set(store.heads(connection, ids))
    if asked.predicted:
        fit = _predicted(view, asked.predicted, fit)
    if words and not walks_by_words:
        fit = store.matching(connection, sorted(fit), words=words)
    if asked.label or asked.status is not None or asked.control is not None:
        facts, code = Facts.of(view, sorted(fit)), view.code_of(asked.label)
        fit = {i for i in fit if facts.fits(i, asked, code=code)}
    return fit


def _predicted(view: View, label: str, ids: set[int]) -> set[int]:
    columns, code = view.columns(), view.code_of(label)
    if columns is None or code is None:
        return set()
    numbers = np.array(sorted(ids), np.int64)
    places = np.array([ordinal_of(number) for number in numbers.tolist()], np.int64)
    known = places < len(columns.code)
    hit = known.copy()
    hit[known] = columns.code[places[known]] == code
    return set(numbers[hit].tolist())
