"""Learners of answers that cannot be counted: by the answers given to what is most alike."""

from inloop.adapters.models.nearest.items import (
    NearestAffect,
    NearestEmotions,
    NearestNodes,
    NearestNumbers,
    NearestRankings,
)
from inloop.adapters.models.nearest.units import NearestUnits

__all__ = ["NearestAffect", "NearestEmotions", "NearestNodes", "NearestNumbers", "NearestRankings", "NearestUnits"]
