"""How many items there are of each sort."""

import time
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.app.browse.memory import give_back
from inloop.app.browse.model import Filter, Status, View
from inloop.app.browse.sets import Mask, Sets
from inloop.loop.quality.model import NO_CODE

FRESH_S = 3.0
MOST_REMEMBERED = 256


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by status, by consensus, by prediction; an item counts under each label of its consensus."""

    status: dict[str, int]
    label: dict[str, int]
    predicted: dict[str, int]
    total: int
    total_exact: bool


_remembered: dict[tuple[str, int, Filter], tuple[float, Facets]] = {}


def facets_of(view: View, asked: Filter) -> Facets:
    """Count the items that fit a filter; an answer may be three seconds old."""
    key = (str(view.connection.engine.url), view.project.id, asked)
    known = _remembered.get(key)
    if known is not None and time.monotonic() - known[0] < FRESH_S:
        return known[1]
    found = _count(view, asked)
    give_back(view.connection)
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[key] = (time.monotonic(), found)
    return found


def _count(view: View, asked: Filter) -> Facets:
    sets = Sets(view)
    fit = sets.fitting(asked)
    return Facets(
        status={status.value: int(np.count_nonzero(sets.of_status(status) & fit)) for status in Status},
        label=_labels(view, sets, fit),
        predicted=_counted(view, sets.guess[fit]),
        total=int(np.count_nonzero(fit)),
        total_exact=True,
    )


def _labels(view: View, sets: Sets, fit: Mask) -> dict[str, int]:
    return _counted(view, sets.settled.code[fit[sets.settled.ordinal]])


def _counted(view: View, every: NDArray[np.integer[Any]]) -> dict[str, int]:
    """Count under each label; an item counts under every label of its set."""
    if not view.is_many:
        return _named(view, every)
    codes = every[every > NO_CODE]
    counts = {name: int(np.count_nonzero(codes >> bit & 1)) for bit, name in view.names().items()}
    return {name: count for name, count in counts.items() if count}


def _named(view: View, codes: NDArray[np.integer[Any]]) -> dict[str, int]:
    counts, names = np.bincount(codes[codes > NO_CODE]), view.names()
    return {names[code]: n for code, n in enumerate(counts.tolist()) if n and code in names}
