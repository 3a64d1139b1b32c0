"""What every method stands on: arrays, votes, intervals, chance by hash, clusters, temperature."""

from inloop.methods.base.arrays import (
    Codes,
    Confusions,
    Features,
    Floats,
    Indices,
    Ints,
    Logits,
    Probas,
    Utilities,
)
from inloop.methods.base.betting import Band, confidence_band, confidence_sequence
from inloop.methods.base.bootstrap import bootstrap, paired_ratio, percentile_interval
from inloop.methods.base.clusters import Clusters, cluster
from inloop.methods.base.folds import draws, fold_of, hashes
from inloop.methods.base.intervals import Interval, clopper_pearson, wilson
from inloop.methods.base.temperature import likeliest_temperature, softmax
from inloop.methods.base.votes import Votes

__all__ = [
    "Band",
    "Clusters",
    "Codes",
    "Confusions",
    "Features",
    "Floats",
    "Indices",
    "Interval",
    "Ints",
    "Logits",
    "Probas",
    "Utilities",
    "Votes",
    "bootstrap",
    "clopper_pearson",
    "cluster",
    "confidence_band",
    "confidence_sequence",
    "draws",
    "fold_of",
    "hashes",
    "likeliest_temperature",
    "paired_ratio",
    "percentile_interval",
    "softmax",
    "wilson",
]
