"""From a box around an object to its outline.

The work is done by `inloop.adapters.vision.cut` in a process that lives as long as one outline takes: whoever serves
pages neither waits for it nor keeps its memory, and a picture that makes it fail takes nothing else along.
"""

import subprocess
import sys
import threading
from importlib.util import find_spec

import msgspec

from inloop.adapters.media import Readable
from inloop.kernel.errors import InvalidInputError, MissingExtraError, UnreachableError

AT_ONCE = 2
PATIENCE_S = 20
MARGIN = 0.35
"""So much of the sides of the box is looked at around it: what is surely not the object."""
_turns = threading.BoundedSemaphore(AT_ONCE)


class Box(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An upright box in pixels of the picture as people see it."""

    x: float
    y: float
    width: float
    height: float


class Outline(msgspec.Struct, frozen=True):
    """What was found in a box: its outline, and the box that fits it closely."""

    points: list[tuple[float, float]]
    box: Box


class Cut(msgspec.Struct, frozen=True):
    """A part of a picture as the process is given it: PNG, and where the box lies in it."""

    png: bytes
    box: Box


def find_outline(source: Readable, box: Box) -> Outline:
    """Find the outline of the one object in a box (GrabCut: Rother, Kolmogorov and Blake 2004).

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    InvalidInputError
        The box lies outside of the picture, or nothing in it stands out from what is around it.
    UnreachableError
        It took too long.
    """
    if find_spec("cv2") is None:
        raise MissingExtraError(
            "Outlines from boxes need OpenCV.",
            hint="The owner of the server installs it: pip install 'inloop[vision]'.",
        )
    from inloop.adapters.media.cutting import cut_out  # Pillow: loaded where pictures are read

    part, left, top, scale = cut_out(source, (box.x, box.y, box.width, box.height), margin=MARGIN)
    within = Box((box.x - left) * scale, (box.y - top) * scale, box.width * scale, box.height * scale)
    found = _in_own_process(Cut(part, within))
    if not found.points:
        raise InvalidInputError("Nothing in the box stands out.", hint="Draw the outline by hand, or another box.")
    back = [(round(x / scale + left, 2), round(y / scale + top, 2)) for x, y in found.points]
    xs, ys = [x for x, _ in back], [y for _, y in back]
    fitted = Box(min(xs), min(ys), round(max(xs) - min(xs), 2), round(max(ys) - min(ys), 2))
    return Outline(back, fitted)


def _in_own_process(cut: Cut) -> Outline:
    with _turns:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "inloop.adapters.vision.cut"],
                input=msgspec.msgpack.encode(cut),
                capture_output=True,
                timeout=PATIENCE_S,
                check=True,
            )
        except subprocess.TimeoutExpired:
            raise UnreachableError("The outline took too long.", hint="Draw a smaller box, or draw by hand.") from None
        except subprocess.CalledProcessError as problem:
            raise UnreachableError(
                f"The outline could not be found ({problem.stderr.decode(errors='replace')[-200:].strip()}).",
                hint="Draw it by hand.",
            ) from None
    return msgspec.msgpack.decode(done.stdout, type=Outline)
