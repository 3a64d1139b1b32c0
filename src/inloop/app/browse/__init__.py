"""Items as a table that can be searched and filtered, with what people and the model say of each.

It reads across the stages, so it stands above them; it writes nothing.
"""

from inloop.app.browse.facets import Facets, facets_of
from inloop.app.browse.model import Filter, ItemRow, Page, Sort, Status
from inloop.app.browse.one import ItemView, item_view
from inloop.app.browse.pages import page_of
from inloop.app.browse.similar import Similar, similar_to

__all__ = [
    "Facets",
    "Filter",
    "ItemRow",
    "ItemView",
    "Page",
    "Similar",
    "Sort",
    "Status",
    "facets_of",
    "item_view",
    "page_of",
    "similar_to",
]
