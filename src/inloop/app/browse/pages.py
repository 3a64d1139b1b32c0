"""A page of the table."""

from collections.abc import Sequence

from inloop.app.browse import store
from inloop.app.browse.candidates import candidates, take
from inloop.app.browse.facts import Facts
from inloop.app.browse.model import Filter, Guess, ItemRow, Page, Sort, View
from inloop.app.browse.store import Walk
from inloop.loop.items import search
from inloop.loop.items.store import items as item_store

MOST_COUNTED = 5_000
COUNTING_S = 0.08


def page_of(view: View, asked: Filter, *, sort: Sort, cursor: str, limit: int) -> Page:
    """Give the rows after a cursor."""
    ids, following = take(candidates(view, asked, sort=sort, cursor=cursor), most=limit)
    total, exact = count_of(view, asked)
    return Page(
        rows=rows_of(view, ids),
        next=following,
        total=max(total, len(ids)),
        total_exact=exact,
        search_ready=search.is_ready(view.connection, view.project.id),
    )


def count_of(view: View, asked: Filter) -> tuple[int, bool]:
    """Count what fits a filter; say whether the count is complete."""
    if asked.is_open:
        return item_store.count(view.connection, view.project.id)[1], True
    if asked == Filter(q=asked.q):
        walk = Walk(project=view.project.id)
        found = store.found_ids(view.connection, walk, words=search.match(asked.q), most=MOST_COUNTED)
        return len(found), len(found) < MOST_COUNTED
    found, following = take(candidates(view, asked, sort=Sort.NEW), most=MOST_COUNTED, patience_s=COUNTING_S)
    return len(found), following is None


def rows_of(view: View, ids: Sequence[int]) -> list[ItemRow]:
    """Give the rows of some items, in this order."""
    if not ids:
        return []
    facts, names = Facts.of(view, ids), view.names()
    contents = store.contents(view.connection, ids)
    guesses = _guesses(view, facts, names)
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
                consensus=facts.agreed(number, names),
                prediction=guesses.get(number),
                flagged=number in facts.flagged,
            )
        )
    return rows


def title_of(view: View, fields: dict[str, object]) -> str:
    """Give the text that an item is known by: its title, else the first field that annotators see."""
    shown = [field for field in view.schema.fields if not field.blind and fields.get(field.id) is not None]
    titles = [field for field in shown if field.show == "title"]
    return next((str(fields[field.id]) for field in (*titles, *shown)), "")


def _guesses(view: View, facts: Facts, names: dict[int, str]) -> dict[int, Guess]:
    places = [(number, rev) for number, (rev, _) in facts.heads.items()]
    found = view.predictions.likeliest(view.connection, view.project.id, places)
    return {number: Guess(names[one.code], round(one.p, 4)) for number, one in found.items() if one.code in names}
