"""What to ask next: strategies that rate candidates and choose batches."""

from inloop.methods.query.badge import Badge
from inloop.methods.query.coreset import Coreset
from inloop.methods.query.margin import MarginSampling
from inloop.methods.query.margin_clusters import MarginClusters
from inloop.methods.query.random import RandomSampling
from inloop.methods.query.start import Start, how_to_start, neighbour_agreement
from inloop.methods.query.strategy import Pool, QueryStrategy, Selection
from inloop.methods.query.typical import TypicalFirst

__all__ = [
    "Badge",
    "Coreset",
    "MarginClusters",
    "MarginSampling",
    "Pool",
    "QueryStrategy",
    "RandomSampling",
    "Selection",
    "Start",
    "TypicalFirst",
    "how_to_start",
    "neighbour_agreement",
]
