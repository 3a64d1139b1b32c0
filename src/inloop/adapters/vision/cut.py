"""The process that finds one outline: a cut in, an outline out, both as MessagePack on the standard streams."""

import sys

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.adapters.vision.outlines import Box, Cut, Outline

ROUNDS = 5
FINENESS = 0.006
"""Points of the outline that lie within so much of its length of a straight line are left out."""
LEAST = 0.02
"""Less of the box than this is no object."""


def outline_in(cut: Cut) -> Outline:
    """Find the largest object that stands out; no points where there is none."""
    cv2.setNumThreads(1)
    cv2.setRNGSeed(0)
    picture = np.asarray(cv2.imdecode(np.frombuffer(cut.png, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    outlines, _ = cv2.findContours(_foreground(picture, cut.box), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < LEAST * cut.box.width * cut.box.height:
        return Outline([], cut.box)
    smooth = cv2.approxPolyDP(largest, FINENESS * cv2.arcLength(largest, closed=True), closed=True)
    points = [(float(x) + 0.5, float(y) + 0.5) for x, y in smooth[:, 0, :].tolist()]
    return Outline(points if len(points) > 2 else [], cut.box)


def _foreground(picture: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """Give the pixels of the object as 1, its ragged borders smoothed."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    sides = (round(box.x), round(box.y), max(round(box.width), 1), max(round(box.height), 1))
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(picture, mask, sides, *models, ROUNDS, cv2.GC_INIT_WITH_RECT)
    found = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    opened = cv2.morphologyEx(found, cv2.MORPH_OPEN, brush)
    return np.asarray(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, brush), np.uint8)


if __name__ == "__main__":
    given = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Cut)
    sys.stdout.buffer.write(msgspec.msgpack.encode(outline_in(given)))
