"""The ways to walk through items in order: by id, by an index that a condition has, by what the model thinks."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from inloop.app.browse import store
from inloop.app.browse.model import Filter, Sort, Status, View
from inloop.app.browse.store import Walk
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop.quality.model import Standing


class Window(NamedTuple):
    """Some ids in order with the cursor behind each; `ended` when there are no more."""

    ids: list[int]
    places: list[str]
    ended: bool


Driver = Callable[[str, int], Window]
Ids = Callable[[Walk, int], list[int]]


def driver_for(view: View, asked: Filter, *, words: str, sort: Sort) -> Driver:
    """Choose the walk that meets the fewest items which do not fit."""
    downwards = sort is Sort.NEW
    if sort is Sort.UNCERTAIN:
        return _by_margin(view)
    if asked.predicted:
        return _by_prediction(view, asked.predicted, downwards=downwards)
    ids = _ids_for(view, asked, words)

    def window(place: str, most: int) -> Window:
        walk = Walk(project=view.project.id, after=_number(place), downwards=downwards)
        found = ids(walk, most)
        return Window(found, [str(number) for number in found], len(found) < most)

    return window


def _ids_for(view: View, asked: Filter, words: str) -> Ids:
    connection, question = view.connection, view.schema.target
    if words:
        return lambda walk, most: store.found_ids(connection, walk, words=words, most=most)
    if asked.label or asked.status is Status.DISPUTED:
        code = view.code_of(asked.label) if asked.label else None
        state = Standing.DISPUTED.value if asked.status is Status.DISPUTED else None
        if asked.label and code is None:
            return lambda _walk, _most: []
        return lambda walk, most: store.settled_ids(
            connection, walk, question=question, code=code, state=state, most=most
        )
    by_status: dict[Status | None, Ids] = {
        Status.FLAGGED: lambda walk, most: store.flagged_ids(connection, walk, most=most),
        Status.SKIPPED: lambda walk, most: store.skipped_ids(connection, walk, most=most),
        Status.ANSWERED: lambda walk, most: store.answered_ids(connection, walk, question=question, most=most),
    }
    return by_status.get(asked.status, lambda walk, most: store.all_ids(connection, walk, most=most))


def _by_prediction(view: View, label: str, *, downwards: bool) -> Driver:
    columns, code = view.columns(), view.code_of(label)
    ordinals = np.flatnonzero(columns.code == code) if columns is not None and code is not None else np.zeros(0, int)
    ordinals = ordinals[::-1] if downwards else ordinals

    def window(place: str, most: int) -> Window:
        after = _number(place)
        start = 0
        if after is not None:
            here = ordinal_of(after)
            start = int(np.count_nonzero(ordinals >= here if downwards else ordinals <= here))
        found = [item_id(view.project.id, ordinal) for ordinal in ordinals[start : start + most].tolist()]
        return Window(found, [str(number) for number in found], start + most >= len(ordinals))

    return window


def _by_margin(view: View) -> Driver:
    """Order by how close the two likeliest answers are, the closest first; the cursor is a place in that order."""
    columns = view.columns()
    order = np.zeros(0, int) if columns is None else np.argsort(columns.margin, kind="stable")
    order = order if columns is None else order[columns.rev[order] > 0]

    def window(place: str, most: int) -> Window:
        start = _number(place) or 0
        found = [item_id(view.project.id, ordinal) for ordinal in order[start : start + most].tolist()]
        places = [str(start + at) for at in range(1, len(found) + 1)]
        return Window(found, places, start + most >= len(order))

    return window


def _number(place: str) -> int | None:
    if not place:
        return None
    if not (place.isascii() and place.isdigit() and len(place) <= 18):
        raise InvalidInputError("This cursor is not one of ours.", hint="Begin at the first page.", where="cursor")
    return int(place)
