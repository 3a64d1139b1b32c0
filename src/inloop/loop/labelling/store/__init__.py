"""Tables and queries of annotators, assignments, annotations and votes."""

from inloop.loop.labelling.store.annotations import (
    add_annotation,
    end_annotation,
    erase_bodies,
    find_annotation,
    history,
    iter_annotations,
    of_item,
)
from inloop.loop.labelling.store.annotators import (
    add_annotator,
    annotators,
    count_answer,
    find_annotator,
    set_second_after,
)
from inloop.loop.labelling.store.leases import expired, find_assignment, had, held, lend, note_skip, set_lease
from inloop.loop.labelling.store.votes import (
    counted,
    drop_votes,
    erased_items,
    iter_votes,
    put_votes,
    replace_votes,
    standing_of,
    voters,
    votes_ever,
    votes_on,
)

__all__ = [
    "add_annotation",
    "add_annotator",
    "annotators",
    "count_answer",
    "counted",
    "drop_votes",
    "end_annotation",
    "erase_bodies",
    "erased_items",
    "expired",
    "find_annotation",
    "find_annotator",
    "find_assignment",
    "had",
    "held",
    "history",
    "iter_annotations",
    "iter_votes",
    "lend",
    "note_skip",
    "of_item",
    "put_votes",
    "replace_votes",
    "set_lease",
    "set_second_after",
    "standing_of",
    "voters",
    "votes_ever",
    "votes_on",
]
