"""Small pictures and sounds, whole and broken, and archives of them."""

import io
import wave
import zipfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image


def picture(size: tuple[int, int] = (64, 48), *, form: str = "PNG", colour: str = "teal", turn: int = 0) -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    if turn:
        exif[0x0112] = turn
    Image.new("RGB", size, colour).save(made, form, exif=exif)
    return made.getvalue()


def sound(seconds: float = 0.5, *, rate: int = 8_000) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\0\1" * int(seconds * rate))
    return made.getvalue()


def archive(path: Path, files: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path
