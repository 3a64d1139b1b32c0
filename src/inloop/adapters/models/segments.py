"""Scores of many items, one stored segment after another."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.trained import TrainedModel

_CHUNK = 8_192


def score_segments(segments: Iterable[NDArray[np.floating[Any]]], model: TrainedModel) -> Iterator[NDArray[np.float16]]:
    """Give the probabilities of every segment of features: (items, classes), float16.

    Half precision halves a file that is read on every ranking. Its step is 0.0005 between a half and one and finer
    below, so two classes near 50 % still differ where it matters; rows sum to one within 0.001 per class. What is shown
    for one item or enters a certificate is computed from its features in full precision.

    Features may be float16 (memory-mapped): they are widened 8,192 items at a time.

    >>> model = TrainedModel(weights=np.eye(2), bias=np.zeros(2), classes=np.array([0, 1]))
    >>> [scores.shape for scores in score_segments([np.zeros((5, 2)), np.zeros((3, 2))], model)]
    [(5, 2), (3, 2)]
    """
    for features in segments:
        scores = np.empty((len(features), len(model.classes)), np.float16)
        for start in range(0, len(features), _CHUNK):
            chunk = np.asarray(features[start : start + _CHUNK], np.float32)
            scores[start : start + _CHUNK] = model.probabilities(chunk)
        yield scores
