"""Boxes on pictures: places of typical sizes, rated by colours and edges, learnt from what people drew."""

from inloop.adapters.models.boxes.detector import Detector
from inloop.adapters.models.boxes.learner import BoxFinder, BoxLearner

__all__ = ["BoxFinder", "BoxLearner", "Detector"]
