"""How well speech is found: acted German sentences with pauses, in quiet, in rain, and between loud other sounds.

The recordings are put together from sets of which is known that they are speech or none, so that the truth is known by
how they are made; sentences have short silences of their own at both ends, which count as speech here.
"""

import argparse
import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from benchmarks.machines import report
from inloop.adapters.media import InMemory
from inloop.adapters.media.speech import DETECTORS, find_speech

SHARED = Path(__file__).parents[1].parent / "shared" / "data"
RATE = 16_000
STEP_S = 0.01
SCENES = ("quiet", "rain", "events")
"""Nothing behind the sentences; rain 10 dB below them; and dogs, roosters and sneezes in the pauses."""
Samples = NDArray[np.float32]


class Made(NamedTuple):
    """A recording, and where its sentences were put, in seconds."""

    sound: bytes
    seconds: float
    spoken: list[tuple[float, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recordings", type=int, default=15)
    count = parser.parse_args().recordings
    found: dict[str, Any] = {"recordings_each": count}
    for scene in SCENES:
        made = list(recordings(scene, count))
        for by in DETECTORS:
            started = time.process_time()
            heard = [[(one.start, one.end) for one in find_speech(InMemory(each.sound), by)] for each in made]
            cpu_s = time.process_time() - started
            found |= {f"{by}_{scene}_{name}": value for name, value in compare(made, heard).items()}
            found[f"{by}_cpu_s_per_hour"] = round(3_600 * cpu_s / sum(each.seconds for each in made), 1)
    report("speech", found)


def recordings(scene: str, count: int) -> Iterator[Made]:
    """Make recordings of six sentences each, half a second to four seconds apart."""
    rng = np.random.default_rng(0)
    sentences = [read(path) for path in sorted((SHARED / "audio_emotion_emodb" / "wav").glob("*.wav"))]
    rain = [read(path) for path in esc("rain")]
    events = [read(path) for kind in ("dog bark", "rooster", "person sneeze") for path in esc(kind)]
    for _ in range(count):
        parts: list[Samples] = []
        spoken: list[tuple[float, float]] = []
        for number in rng.choice(len(sentences), 6, replace=False):
            pause = np.zeros(int(rng.uniform(0.5, 4) * RATE), np.float32)
            if scene == "events":
                event = events[rng.integers(len(events))][: len(pause)]
                pause[: len(event)] = event
            at = (sum(map(len, parts)) + len(pause)) / RATE
            spoken.append((at, at + len(sentences[number]) / RATE))
            parts += [pause, sentences[number]]
        samples = np.concatenate(parts) + rng.normal(0, 1e-4, sum(map(len, parts))).astype(np.float32)
        if scene == "rain":
            samples += noise(rain[rng.integers(len(rain))], len(samples), like=np.concatenate(parts[1::2]))
        made = io.BytesIO()
        soundfile.write(made, samples, RATE, format="WAV", subtype="FLOAT")
        yield Made(made.getvalue(), len(samples) / RATE, spoken)


def esc(kind: str) -> list[Path]:
    with (SHARED / "audio_esc10" / "labels.csv").open(newline="") as file:
        return [SHARED / "audio_esc10" / row["file"] for row in csv.DictReader(file) if row["label"] == kind]


def read(path: Path) -> Samples:
    """Read a file at 16 kHz in one channel, its loudest sample at one half."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mixed = samples.mean(axis=1)
    if rate != RATE:
        mixed = resample_poly(mixed, RATE, rate).astype(np.float32)
    scaled: Samples = 0.5 * mixed / max(1e-6, float(np.abs(mixed).max()))
    return scaled


def noise(samples: Samples, length: int, *, like: Samples) -> Samples:
    """Repeat a sound, 10 dB below the power of another."""
    power = float((samples**2).mean())
    scale = np.sqrt(float((like**2).mean()) / max(power, 1e-12) / 10)
    repeated: Samples = np.tile(samples, -(-length // len(samples)))[:length] * np.float32(scale)
    return repeated


def compare(made: list[Made], heard: list[list[tuple[float, float]]]) -> dict[str, float]:
    """Give precision, recall and F1 of steps of 10 ms."""
    pairs = [
        (covered(each.spoken, each.seconds), covered(found, each.seconds))
        for each, found in zip(made, heard, strict=True)
    ]
    truth, said = (np.concatenate(side) for side in zip(*pairs, strict=True))
    both = float((truth & said).sum())
    precision, recall = both / max(1.0, float(said.sum())), both / float(truth.sum())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def covered(stretches: list[tuple[float, float]], seconds: float) -> NDArray[np.bool_]:
    at = np.arange(0, seconds, STEP_S) + STEP_S / 2
    found = np.zeros(len(at), bool)
    for start, end in stretches:
        found |= (at >= start) & (at < end)
    return found


if __name__ == "__main__":
    main()
