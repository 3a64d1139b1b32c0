"""How many items there are of each sort."""

import time
from collections import Counter

import msgspec
import numpy as np

from inloop.app.browse import store
from inloop.app.browse.candidates import candidates, take
from inloop.app.browse.facts import Facts
from inloop.app.browse.model import Filter, Sort, Status, View
from inloop.kernel.ids import ordinal_of
from inloop.loop.items.store import items as item_store
from inloop.loop.quality import store as quality_store
from inloop.loop.quality.model import Standing
from inloop.loop.routing import store as queue

MOST_LOOKED_AT = 5_000
LOOKING_S = 0.3
FEW = 500
FRESH_S = 3.0
MOST_REMEMBERED = 256


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by status, by consensus, by prediction; lower bounds unless exact."""

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
    found = _all(view) if asked.is_open else _some(view, asked)
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[key] = (time.monotonic(), found)
    return found


def _all(view: View) -> Facets:
    """Count by what the stages keep counted, and by the columns of the model."""
    connection, project, names = view.connection, view.project.id, view.names()
    live = item_store.count(connection, project)[1]
    answered = queue.find_progress(connection, project).answered_items
    disputed = quality_store.counts(connection, project, view.schema.target).get(Standing.DISPUTED, 0)
    settled = store.code_counts(connection, project, question=view.schema.target)
    columns = view.columns()
    guessed = Counter[int]()
    if columns is not None and len(columns.code):
        codes, counts = np.unique(columns.code, return_counts=True)
        guessed.update(dict(zip(codes.tolist(), counts.tolist(), strict=True)))
    few = {Status.FLAGGED: Filter(status=Status.FLAGGED), Status.SKIPPED: Filter(status=Status.SKIPPED)}
    marked = {name: len(_taken(view, each)[0]) for name, each in few.items()}
    unanswered = max(live - answered - marked[Status.SKIPPED], 0)
    status = {Status.UNANSWERED: unanswered, Status.ANSWERED: max(answered - disputed, 0), Status.DISPUTED: disputed}
    return Facets(
        status={name.value: count for name, count in (status | marked).items()},
        label=_named(settled, names),
        predicted=_named(guessed, names),
        total=live,
        total_exact=True,
    )


def _some(view: View, asked: Filter) -> Facets:
    """Count by looking at the items that fit, up to a bound."""
    ids, ended = _taken(view, asked)
    status, label, guessed = Counter[str](), Counter[int](), Counter[int]()
    columns = view.columns()
    for start in range(0, len(ids), FEW):
        some = ids[start : start + FEW]
        facts = Facts.of(view, some)
        status.update(facts.status(number).value for number in some)
        status[Status.FLAGGED.value] += len(facts.flagged.intersection(some))
        label.update(facts.code(number) for number in some)
        if columns is not None:
            places = (ordinal_of(number) for number in some)
            guessed.update(int(columns.code[place]) for place in places if place < len(columns.code))
    names = view.names()
    return Facets(
        status={name.value: status[name.value] for name in Status},
        label=_named(label, names),
        predicted=_named(guessed, names),
        total=len(ids),
        total_exact=ended,
    )


def _taken(view: View, asked: Filter) -> tuple[list[int], bool]:
    found, following = take(candidates(view, asked, sort=Sort.NEW), most=MOST_LOOKED_AT, patience_s=LOOKING_S)
    return found, following is None


def _named(counts: dict[int, int], names: dict[int, str]) -> dict[str, int]:
    return {names[code]: count for code, count in counts.items() if code in names}
