"""The principal axes of centred features: the basis in which linear models are quick to fit."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def principal_axes(centred: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Decompose the smaller of XᵀX and XXᵀ.

    Returns
    -------
    strengths : (axes,)
        Eigenvalues of XᵀX that are not zero, ascending.
    turns : (dims, axes)
        Their orthonormal directions; ``centred @ turns`` are the coordinates of the items.
    """
    tall = centred.shape[0] >= centred.shape[1]
    square: NDArray[Any] = centred.T @ centred if tall else centred @ centred.T
    strengths, turns = np.linalg.eigh(square.astype(np.float64))
    real = strengths > max(float(strengths.max(initial=0)), 1.0) * 1e-6
    strengths, turns = strengths[real], turns[:, real]
    axes = turns if tall else centred.T @ (turns / np.sqrt(strengths))
    return strengths, axes.astype(np.float32)
