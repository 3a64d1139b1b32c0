"""Boosted trees: learnt by scikit-learn in the worker, kept as arrays, read by numpy anywhere."""

from inloop.adapters.models.trees.boosting import BoostedTrees
from inloop.adapters.models.trees.forest import Forest
from inloop.adapters.models.trees.trained import TrainedTrees, is_of_trees

__all__ = ["BoostedTrees", "Forest", "TrainedTrees", "is_of_trees"]
