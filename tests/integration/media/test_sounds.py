"""What is shown of sounds: their wave, their pitches, and copies of those that browsers do not play."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from inloop.adapters.media.waves import Peaks
from tests.integration.media.conftest import Gallery
from tests.integration.media.files import archive

pytestmark = pytest.mark.anyio
RATE = 8_000


def beeps(form: str, subtype: str, *, seconds: int = 4, channels: int = 1) -> bytes:
    """Half a second of a 1,000 Hz tone in the middle of each second; in the second channel nothing."""
    at = np.arange(seconds * RATE) / RATE
    wave = np.where((at % 1 > 0.25) & (at % 1 < 0.75), 0.5 * np.sin(2 * np.pi * 1_000 * at), 0.0)
    made = io.BytesIO()
    soundfile.write(made, np.stack([wave] + [0 * wave] * (channels - 1), axis=1), RATE, subtype=subtype, format=form)
    return made.getvalue()


async def shown(site: Gallery, tmp_path: Path, name: str, content: bytes) -> dict[str, str]:
    project = await site.gallery("audio")
    site.take_in(project, archive(tmp_path / "one.zip", {name: content}))
    (field,) = await site.lent(project)
    return field


async def test_the_wave_of_a_sound_is_there_when_it_has_come_in(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "a.wav", beeps("WAV", "PCM_16", channels=2))
    assert len(list(site.system.shelf.iter_kept("proxies/peaks"))) == 1
    answer = await site.owner.get(field["peaks"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream")
    found = Peaks.unpack(answer.content)
    assert (found.rate, len(found.low)) == (1_000, 4_000)
    assert found.loudest == pytest.approx(0.5, abs=0.01)
    assert (found.high[:240] == 0).all()
    assert (found.high[260:740] > 100).all()
    assert found.low.min() == -127


async def test_the_pitches_of_a_sound_are_a_picture_of_all_of_it_or_of_a_part(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "a.ogg", beeps("OGG", "VORBIS"))
    whole = await site.owner.get(field["spectrum"])
    assert whole.headers["content-type"] == "image/webp"
    pixels = np.asarray(Image.open(io.BytesIO(whole.content)).convert("L"), float)
    assert pixels.shape == (96, 508)
    loud, silent = pixels[:, 40:88].mean(axis=1), pixels[:, :24].mean(axis=1)
    mel = 2_595 * np.log10(1 + np.array([1_000, RATE / 2]) / 700)
    assert abs((95 - loud.argmax()) - 96 * mel[0] / mel[1]) < 3
    assert silent.max() < 20 < loud.max()
    tile = await site.owner.get(field["spectrum"], params={"tile": 0})
    assert Image.open(io.BytesIO(tile.content)).size == (2_560, 96)
    behind = await site.owner.get(field["spectrum"], params={"tile": 9})
    assert np.asarray(Image.open(io.BytesIO(behind.content)).convert("L")).max() < 20


@pytest.mark.parametrize(
    ("name", "form", "subtype"),
    [("a.aiff", "AIFF", "PCM_16"), ("a.au", "AU", "PCM_16"), ("a.wav", "WAV", "IMA_ADPCM"), ("a.caf", "CAF", "PCM_24")],
)
async def test_what_browsers_do_not_play_is_served_as_a_copy_that_they_do(
    site: Gallery, tmp_path: Path, name: str, form: str, subtype: str
) -> None:
    field = await shown(site, tmp_path, name, beeps(form, subtype))
    answer = await site.owner.get(field["src"])
    assert answer.headers["content-type"] == "audio/flac"
    samples, rate = soundfile.read(io.BytesIO(answer.content))
    assert (rate, len(samples)) == (RATE, 4 * RATE) or subtype == "IMA_ADPCM"
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.06)
    part = await site.owner.get(field["src"], headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"fLaC")


async def test_a_sound_with_many_channels_is_heard_in_one(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "a.aiff", beeps("AIFF", "PCM_16", channels=6))
    samples, _ = soundfile.read(io.BytesIO((await site.owner.get(field["src"])).content))
    assert samples.ndim == 1


async def test_a_sound_that_ends_early_is_told_as_broken(site: Gallery, tmp_path: Path) -> None:
    whole = beeps("FLAC", "PCM_16")
    field = await shown(site, tmp_path, "a.flac", whole[: len(whole) // 2])
    assert field["state"] == "broken"
    assert "cut off" in field["why"]
    assert "src" not in field


async def test_erasing_takes_the_copies_along(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "a.aiff", beeps("AIFF", "PCM_16"))
    for name in ("src", "peaks", "spectrum"):
        assert (await site.owner.get(field[name])).status_code == 200
    assert len(list(site.system.shelf.iter_kept("proxies"))) == 3
    (blob,) = [kept.name.rsplit("/", 1)[-1] for kept in site.system.shelf.iter_kept("blobs")]
    site.system.media.erase(blob)
    assert list(site.system.shelf.iter_kept("proxies")) == []
