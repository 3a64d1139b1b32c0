"""Speech that is found on request: by the worker, kept, and told what is missing."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from inloop.adapters.media import InMemory
from inloop.adapters.media.speech import find_speech
from inloop.app.listening import listen
from inloop.loop.items.media.store import all_wanted
from tests.integration.media.conftest import Gallery
from tests.integration.media.files import archive

pytestmark = pytest.mark.anyio
RATE = 16_000


def spoken(shared: Path) -> tuple[bytes, float, float]:
    """Put a sentence between two pauses of two seconds; give also where it starts and ends."""
    sentence, rate = soundfile.read(shared / "audio_emotion_emodb" / "wav" / "03a02Fc.wav", dtype="float32")
    pause = np.random.default_rng(0).normal(0, 1e-4, 2 * rate).astype(np.float32)
    made = io.BytesIO()
    soundfile.write(made, np.concatenate([pause, sentence, pause]), rate, format="WAV")
    return made.getvalue(), 2.0, 2.0 + len(sentence) / rate


@pytest.mark.parametrize("by", ["silero", "loudness"])
def test_a_sentence_between_pauses_is_found(shared_data: Path, by: str) -> None:
    content, start, end = spoken(shared_data)
    told: list[float] = []
    found = find_speech(InMemory(content), by, progress=told.append)
    assert found[0].start == pytest.approx(start, abs=0.35)
    assert found[-1].end == pytest.approx(end, abs=0.35)
    assert all(0.5 <= one.p <= 1 for one in found)
    assert told[-1] == 1.0


@pytest.mark.parametrize("by", ["silero", "loudness"])
def test_silence_has_no_speech(by: str) -> None:
    made = io.BytesIO()
    soundfile.write(made, np.random.default_rng(0).normal(0, 1e-4, 44_100 * 3), 44_100, format="FLAC")
    assert find_speech(InMemory(made.getvalue()), by) == []


async def ask(site: Gallery, src: str, **query: str) -> dict[str, Any]:
    answer = await site.owner.post(f"{src}/speech", params=query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_the_worker_listens_and_what_it_finds_is_kept(site: Gallery, tmp_path: Path, shared_data: Path) -> None:
    content, start, _ = spoken(shared_data)
    project = await site.gallery("audio")
    site.take_in(project, archive(tmp_path / "one.zip", {"a.wav": content}))
    (field,) = await site.lent(project)
    assert (await ask(site, field["src"], by="loudness"))["state"] == "working"
    assert (await ask(site, field["src"], by="loudness"))["state"] == "working"
    (name,) = site.system.database.read(all_wanted)
    listen(site.system, name, stop=lambda: False)
    told = await ask(site, field["src"], by="loudness")
    assert told["state"] == "done"
    assert told["segments"][0]["start"] == pytest.approx(start, abs=0.35)
    assert site.system.database.read(all_wanted) == []


async def test_a_failure_is_told_once_and_may_be_tried_again(site: Gallery, tmp_path: Path, shared_data: Path) -> None:
    (site.roots / "a.wav").write_bytes(spoken(shared_data)[0])
    project = await site.gallery("audio")
    await site.bring(project, [{"key": "a", "fields": {"file": f"{site.roots}/a.wav"}}])
    (field,) = await site.lent(project)
    await ask(site, field["src"], by="loudness")
    (name,) = site.system.database.read(all_wanted)
    (site.roots / "a.wav").rename(site.roots / "b.wav")
    listen(site.system, name, stop=lambda: False)
    (site.roots / "b.wav").rename(site.roots / "a.wav")
    told = await ask(site, field["src"], by="loudness")
    assert (told["state"], "no such file" in told["why"]) == ("failed", True)
    assert (await ask(site, field["src"], by="loudness"))["state"] == "working"


async def test_an_unknown_detector_is_refused(site: Gallery, tmp_path: Path, shared_data: Path) -> None:
    project = await site.gallery("audio")
    site.take_in(project, archive(tmp_path / "one.zip", {"a.wav": spoken(shared_data)[0]}))
    (field,) = await site.lent(project)
    answer = await site.owner.post(f"{field['src']}/speech", params={"by": "magic"})
    assert (answer.status_code, "silero, loudness" in answer.text) == (422, True)


async def test_what_is_to_be_installed_is_told(
    site: Gallery, tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inloop.adapters.media.speech import silero

    monkeypatch.setattr(silero, "_PLACES", {})
    project = await site.gallery("audio")
    site.take_in(project, archive(tmp_path / "one.zip", {"a.wav": spoken(shared_data)[0]}))
    (field,) = await site.lent(project)
    told = await ask(site, field["src"], by="silero")
    assert (told["state"], "pip install 'inloop[audio]'" in told["why"]) == ("missing", True)
