"""A page of the table."""

from collections.abc import Sequence

import numpy as np

from inloop.annotation.fields import Fields, plain
from inloop.app.browse import store
from inloop.app.browse.column_store import Numbers
from inloop.app.browse.facts import Facts
from inloop.app.browse.memory import give_back
from inloop.app.browse.model import Filter, Guess, ItemRow, Page, Sort, View
from inloop.app.browse.sets import Mask, Sets, Steps
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop.items import search

BLOCK = 65_536
PLACE_BITS = 32


def page_of(view: View, asked: Filter, *, sort: Sort, cursor: str, limit: int) -> Page:
    """Give the rows after a cursor."""
    after, sets = _number(cursor), Sets(view)
    fit = sets.fitting(asked)
    if sort is Sort.UNCERTAIN:
        ranks = least_certain(sets.certainty, fit, after=after, most=limit + 1)
        ordinals, cursors = ranks & (1 << PLACE_BITS) - 1, ranks
    else:
        seen = None if after is None else ordinal_of(after)
        ordinals = next_in(fit, after=seen, most=limit + 1, downwards=sort is Sort.NEW)
        cursors = ordinals + item_id(view.project.id, 0)
    page = Page(
        rows=rows_of(view, [item_id(view.project.id, ordinal) for ordinal in ordinals[:limit].tolist()]),
        next=str(cursors[limit - 1]) if len(ordinals) > limit else None,
        total=int(np.count_nonzero(fit)),
        total_exact=True,
        search_ready=search.is_ready(view.connection, view.project.id),
    )
    give_back(view.connection)
    return page


def count_of(view: View, asked: Filter) -> int:
    """Count what fits a filter."""
    return int(np.count_nonzero(Sets(view).fitting(asked)))


def next_in(fit: Mask, *, after: int | None, most: int, downwards: bool) -> Numbers:
    """Give the next members of a set in order, looking no further than needed.

    >>> fit = np.array([True, False, True, True])
    >>> next_in(fit, after=3, most=5, downwards=True).tolist()
    [2, 0]
    """
    rest = fit[:after][::-1] if downwards else fit[0 if after is None else after + 1 :]
    found: list[Numbers] = []
    lacking = most
    for start in range(0, len(rest), BLOCK):
        found.append(start + np.flatnonzero(rest[start : start + BLOCK])[:lacking])
        lacking -= len(found[-1])
        if not lacking:
            break
    steps = np.concatenate([*found, np.zeros(0, np.int64)])
    return len(rest) - 1 - steps if downwards else len(fit) - len(rest) + steps


def least_certain(certainty: Steps, fit: Mask, *, after: int | None, most: int) -> Numbers:
    """Give the next members of a set by certainty, then ordinal: packed as one number each, which is the cursor.

    >>> certainty, fit = np.array([9, 2, 5, 2], np.uint16), np.array([True, True, False, True])
    >>> [divmod(rank, 1 << 32) for rank in least_certain(certainty, fit, after=None, most=2).tolist()]
    [(2, 1), (2, 3)]
    """
    within, before = fit, 0
    if after is not None:
        within = fit & (certainty >= after >> PLACE_BITS)
        before = int(np.count_nonzero(certainty[within] == after >> PLACE_BITS))  # some of them have been seen
    steps = certainty[within]
    if most + before < len(steps):
        within = within & (certainty <= np.partition(steps, most + before)[most + before])
    ordinals = np.flatnonzero(within)
    ranks = certainty[ordinals].astype(np.int64) << PLACE_BITS | ordinals
    return np.sort(ranks if after is None else ranks[ranks > after])[:most]


def rows_of(view: View, ids: Sequence[int]) -> list[ItemRow]:
    """Give the rows of some items, in this order."""
    if not ids:
        return []
    facts = Facts.of(view, ids)
    contents, guesses = store.contents(view.connection, ids), _guesses(view, facts)
    rows = []
    for number in ids:
        key, fields = contents[number]
        rows.append(
            ItemRow(
                id=number,
                key=key,
                text=title_of(view, fields),
                fields=view.shown(fields),
                answers=facts.answers(number),
                status=facts.status(number),
                consensus=facts.agreed(number, view),
                prediction=guesses.get(number),
                flagged=number in facts.flagged,
            )
        )
    return rows


def title_of(view: View, fields: Fields) -> str:
    """Give the text that an item is known by: its title, else the first field that annotators see."""
    known = plain(fields)
    shown = [field for field in view.schema.fields if not field.blind and known.get(field.id) is not None]
    titles = [field for field in shown if field.show == "title"]
    return next((str(known[field.id]) for field in (*titles, *shown)), "")


def _guesses(view: View, facts: Facts) -> dict[int, Guess]:
    found = view.likeliest([(number, rev) for number, (rev, _) in facts.heads.items()])
    named = {number: (view.labels_in(one.code), one.p) for number, one in found.items()}
    return {number: Guess(labels[0], round(p, 4)) for number, (labels, p) in named.items() if labels}


def _number(cursor: str) -> int | None:
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise InvalidInputError("This cursor is not one of ours.", hint="Begin at the first page.", where="cursor")
    return int(cursor)
