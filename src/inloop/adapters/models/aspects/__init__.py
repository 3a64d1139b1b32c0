"""Aspects of texts: a chain marks targets and opinion words, and what is near belongs together."""

from inloop.adapters.models.aspects.learner import AspectLearner, AspectTagger

__all__ = ["AspectLearner", "AspectTagger"]
