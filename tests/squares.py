"""Pictures with dark squares and bright discs on a grey ground, made from a number, and the boxes around them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

SIZE = (160, 120)


def drawing(number: int) -> tuple[NDArray[np.uint8], list[dict[str, Any]]]:
    rng = np.random.default_rng(number)
    image = Image.fromarray(rng.integers(110, 140, (SIZE[1], SIZE[0], 3), dtype=np.uint8))
    pen, boxes = ImageDraw.Draw(image), []
    for place in rng.permutation(6)[: int(rng.integers(1, 4))].tolist():
        side = 20 + int(rng.integers(0, 6))
        x, y = 10 + 50 * (place % 3) + int(rng.integers(0, 15)), 10 + 55 * (place // 3) + int(rng.integers(0, 15))
        label = ("square", "disc")[int(rng.integers(2))]
        if label == "square":
            pen.rectangle((x, y, x + side - 1, y + side - 1), fill=(30, 30, 70))
        else:
            pen.ellipse((x, y, x + side - 1, y + side - 1), fill=(240, 220, 120))
        boxes.append({"x": float(x), "y": float(y), "width": float(side), "height": float(side), "label": label})
    return np.asarray(image), boxes


class Drawings:
    """Opens the picture that a content names by its number."""

    def picture(self, content: Any) -> NDArray[np.uint8] | None:
        return drawing(content["number"])[0] if content else None
