"""How long it takes to cut a picture of 300 million pixels into tiles, and how much memory."""

import argparse
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.machines import report
from inloop.adapters.media import LocalFile
from inloop.adapters.media.tiles import write_tiles

SIZE = (20_000, 15_000)
SIDE = 512
FORMS = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "tiled": "TIFF"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cut", type=Path, help="cut this file here and say what it took")
    one = parser.parse_args().cut
    if one:
        cut(one)
        return
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS:
            path = write(Path(folder) / form, form)
            # In a process of its own: what writing took is not counted.
            subprocess.run([sys.executable, "-m", "benchmarks.tiles", "--cut", str(path)], check=True)
            path.unlink()


def cut(path: Path) -> None:
    """Cut a file into tiles, and report."""
    started = time.perf_counter()
    with tempfile.NamedTemporaryFile(dir=path.parent) as made:
        write_tiles(LocalFile(path), made, folder=path.parent, progress=lambda _: None)
        made.seek(0, 2)
        kept = made.tell()
    took = time.perf_counter() - started
    status = Path("/proc/self/status").read_text()  # what the parent had is no part of it, as it is of `getrusage`
    peak = int(status.partition("VmHWM:")[2].split()[0]) >> 10
    found = {"seconds": round(took, 1), "peak_mb": peak, "tiles_mb": round(kept / 2**20)}
    report(f"tiles-{path.name}", {"file_mb": round(path.stat().st_size / 2**20)} | found)


def write(path: Path, form: str) -> Path:
    """Write a picture with something to see everywhere."""
    rng = np.random.default_rng(0)
    coarse = Image.fromarray(rng.integers(0, 256, (150, 200, 3), np.uint8))
    image = coarse.resize((SIZE[0] // 4, SIZE[1] // 4), Image.Resampling.BICUBIC).resize(
        SIZE, Image.Resampling.BILINEAR
    )
    if form == "tiled":
        write_tiled(path, np.asarray(image))
        return path
    more = {"jpeg": {"quality": 85}, "png": {"compress_level": 1}, "tiff": {"compression": "tiff_deflate"}}[form]
    image.save(path, FORMS[form], **more)
    return path


def write_tiled(path: Path, pixels: np.ndarray) -> None:
    """Write a TIFF in tiles, which Pillow only reads."""
    height, width, _ = pixels.shape
    across, down = -(-width // SIDE), -(-height // SIDE)
    count = across * down
    with path.open("wb") as file:
        file.write(struct.pack("<2sHL", b"II", 42, 0))
        starts, lengths = [], []
        for row in range(down):
            for column in range(across):
                part = pixels[row * SIDE : (row + 1) * SIDE, column * SIDE : (column + 1) * SIDE]
                whole = np.zeros((SIDE, SIDE, 3), np.uint8)
                whole[: part.shape[0], : part.shape[1]] = part
                content = zlib.compress(whole.tobytes(), 1)
                starts.append(file.tell())
                lengths.append(len(content))
                file.write(content)
        bits, places, sizes = file.tell(), file.tell() + 6, file.tell() + 6 + 4 * count
        file.write(
            struct.pack("<3H", 8, 8, 8) + struct.pack(f"<{count}L", *starts) + struct.pack(f"<{count}L", *lengths)
        )
        tags = [
            (256, 4, 1, width),
            (257, 4, 1, height),
            (258, 3, 3, bits),
            (259, 3, 1, 8),
            (262, 3, 1, 2),
            (277, 3, 1, 3),
            (322, 4, 1, SIDE),
            (323, 4, 1, SIDE),
            (324, 4, count, places),
            (325, 4, count, sizes),
        ]
        head = file.tell()
        file.write(struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHLL", *tag) for tag in tags) + bytes(4))
        file.seek(4)
        file.write(struct.pack("<L", head))


if __name__ == "__main__":
    main()
