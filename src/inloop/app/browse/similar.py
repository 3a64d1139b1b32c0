"""Items like one item, as rows of the table."""

import msgspec

from inloop.app.browse.model import Filter, ItemRow, View
from inloop.app.browse.pages import rows_of
from inloop.app.browse.sets import Sets
from inloop.kernel.ids import ordinal_of
from inloop.loop.items import service as items
from inloop.loop.predictions.similar import Neighbours

_AHEAD = 8
"""So many times as many neighbours are looked up as are wanted: some of them do not fit."""
_ENOUGH = 2_000


class SimilarRow(msgspec.Struct, frozen=True, kw_only=True):
    """An item and how near it is: 1 for one that says the same."""

    row: ItemRow
    likeness: float


class Similar(msgspec.Struct, frozen=True, kw_only=True):
    """The nearest items; `ready` is false while the item has no vector yet."""

    rows: list[SimilarRow]
    ready: bool


def similar_to(view: View, item: int, neighbours: Neighbours, *, asked: Filter, most: int) -> Similar:
    """List the items most like one among those that fit a filter; raise `NotFoundError` for a strange item."""
    items.get(view.connection, view.project.id, item)
    wanted = max(most * _AHEAD, _ENOUGH) if not asked.is_open else most * _AHEAD
    found = neighbours.of(view.connection, view.project.id, item, most=wanted)
    if found is None:
        return Similar(rows=[], ready=False)
    fit = Sets(view).fitting(asked)
    near = {one.item: one.cosine for one in found if ordinal_of(one.item) < len(fit) and fit[ordinal_of(one.item)]}
    rows = rows_of(view, list(near)[:most])
    return Similar(rows=[SimilarRow(row=row, likeness=near[row.id]) for row in rows], ready=True)
