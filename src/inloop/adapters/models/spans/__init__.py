"""Spans in texts: a linear chain over the words, learnt from what people marked."""

from inloop.adapters.models.spans.learner import ChainTagger, SpanLearner

__all__ = ["ChainTagger", "SpanLearner"]
