"""Run the sets, or some of them beside what is kept of the others.

python -m benchmarks.models [--only img_flowers …] [--image-model net.onnx] [--audio-model net.onnx]
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import benchmarks.models.details
import benchmarks.models.structured  # noqa: F401  # registers its sets
from benchmarks.machines import RESULTS, report
from benchmarks.models.sets import SETS, Given

DATA = Path(__file__).parents[3] / "shared" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--only", nargs="*", choices=sorted(SETS), default=list(SETS))
    parser.add_argument("--image-model", default=os.environ.get("INLOOP_IMAGE_MODEL", ""))
    parser.add_argument("--audio-model", default=os.environ.get("INLOOP_AUDIO_MODEL", ""))
    asked = parser.parse_args()
    named = {"image": asked.image_model, "audio": asked.audio_model}
    kept = RESULTS / "models.json"
    result = json.loads(kept.read_text()) if kept.exists() else {}
    with tempfile.TemporaryDirectory(prefix="inloop-models-") as scratch:
        given = Given(asked.data.resolve(), Path(scratch), {reads: model for reads, model in named.items() if model})
        for name in asked.only:
            result[name] = SETS[name](given)
            print(name, json.dumps(result[name]), flush=True)
    report("models", result)


if __name__ == "__main__":
    main()
