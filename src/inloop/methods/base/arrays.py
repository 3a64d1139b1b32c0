"""What the arrays of every method are called; shapes are given where they are used."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
Indices = NDArray[np.intp]
Hashes = NDArray[np.uint64]

Probas = NDArray[np.floating[Any]]
"""(items, classes): what a model thinks; rows sum to one."""

Features = NDArray[np.floating[Any]]
"""(items, dimensions): frozen vectors of the items."""

Utilities = NDArray[np.floating[Any]]
"""(items,): how much the answer to each item is worth; the larger, the sooner it is asked."""

Logits = NDArray[np.floating[Any]]
"""(items, classes): scores before the softmax."""

Confusions = Floats
"""(annotators, true classes, voted values): chance of each vote given the truth; the last axis sums to one."""
