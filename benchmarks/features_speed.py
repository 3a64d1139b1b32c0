"""What the built-in vectors cost and what they are worth: CPU, accuracy, and labels to 95 % of full-data accuracy.

python -m benchmarks.features_speed [--data ../shared/data/text_clinc150_oos] [--seeds 10]
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models import HashedSvd, Logistic, Ridge

T = TypeVar("T")
Array = NDArray[Any]
DEFAULT = Path(__file__).parents[1].parent / "shared" / "data" / "text_clinc150_oos"


def rows(folder: Path, split: str) -> list[dict[str, str]]:
    lines = (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["intent"] != "oos"]


def cpu(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    return work(), time.process_time() - start


def labels_to(stop: float, pool: tuple[Array, Array], test: tuple[Array, Array], *, seed: int, active: bool) -> int:
    """Count the labels until ridge reaches the accuracy `stop`; both arms share their first 20 labels."""
    (X, y), (Z, t), classes = pool, test, np.unique(pool[1])
    order = np.random.default_rng(seed).permutation(len(X))
    labelled = order[:20]
    while True:
        model = Ridge().fit(X[labelled], y[labelled], classes=classes)
        if (model.predict(Z) == t).mean() >= stop or len(labelled) == len(X):
            return len(labelled)
        left = order[~np.isin(order, labelled)]
        batch = min(25, max(5, len(labelled) // 5))
        if active:
            best = np.sort(model.probabilities(X[left]), axis=1)
            left = left[np.argsort(best[:, -1] - best[:, -2], kind="stable")]
        labelled = np.concatenate([labelled, left[:batch]])


def compare(X: Array, y: Array, Z: Array, t: Array) -> dict[str, float]:
    """Train both learners on everything and score them on the test split."""
    ridge, ridge_s = cpu(lambda: Ridge().fit(X, y))
    logistic, logistic_s = cpu(lambda: Logistic().fit(X, y))
    chances = logistic.probabilities(Z)
    return {
        "ridge": round(float((ridge.predict(Z) == t).mean()), 4),
        "logistic": round(float((logistic.predict(Z) == t).mean()), 4),
        "logistic_confidence": round(float(chances.max(axis=1).mean()), 4),
        "ridge_cpu_s": round(ridge_s, 3),
        "logistic_cpu_s": round(logistic_s, 2),
    }


def learning(X: Array, y: Array, Z: Array, t: Array, *, stop: float, seeds: int) -> dict[str, float]:
    """Compare labels to the accuracy `stop`: smallest margin first against random, over paired seeds."""
    active, chance = (
        np.array([labels_to(stop, (X, y), (Z, t), seed=seed, active=active) for seed in range(seeds)])
        for active in (True, False)
    )
    return {
        "labels_95_margin": float(active.mean()),
        "labels_95_random": float(chance.mean()),
        "ratio_95": round(float(active.mean() / chance.mean()), 3),
        "ratio_95_worst_seed": round(float((active / chance).max()), 3),
    }


def speed(texts: list[str]) -> dict[str, float]:
    featurizer, fit_s = cpu(lambda: HashedSvd.fit(texts, rng=np.random.default_rng(0)))
    _, transform_s = cpu(lambda: featurizer.transform(texts))
    seconds = {"fit_cpu_s": fit_s, "transform_cpu_s": transform_s, "cpu_s": fit_s + transform_s}
    return {"texts": len(texts), **{name: round(value, 2) for name, value in seconds.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT)
    parser.add_argument("--seeds", type=int, default=10)
    options = parser.parse_args()
    train, test = rows(options.data, "train"), rows(options.data, "test")
    found: dict[str, Any] = speed([row["text"] for row in train + test][:10_000])
    featurizer = HashedSvd.fit([row["text"] for row in train], rng=np.random.default_rng(0))
    X, Z = (featurizer.transform([row["text"] for row in split]) for split in (train, test))
    found |= {"dims": featurizer.dims, "rows": len(featurizer.hashes)}
    for answer in ("intent", "domain"):
        names, y = np.unique([row[answer] for row in train], return_inverse=True)
        t = np.searchsorted(names, [row[answer] for row in test])
        found[answer] = compare(X, y, Z, t)
    found |= learning(X, y, Z, t, stop=0.95 * found["domain"]["ridge"], seeds=options.seeds)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
