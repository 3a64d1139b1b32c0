"""How many labels does choosing save? ``python -m benchmarks.active_learning --data ../shared/data/text_clinc150_oos``.

Both arms label the same pool, learn by the product's learners and pay for the control items that the product asks
beside its strategy. `ratio_95` is the number of labels after which the calibrated model reaches 95 % of what it
reaches with all labels, over the same number with random labels, as paired over seeds.
"""

import argparse
import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # the number of threads is read when numpy is imported
from numpy.typing import NDArray

from benchmarks.machines import report
from inloop.adapters.models import HashedSvd, Logistic, Ridge
from inloop.loop.predictions.model import Fitted
from inloop.loop.routing.policies import control_target
from inloop.loop.training.answers import OneOf
from inloop.loop.training.pool import Pool, Vectors
from inloop.loop.training.ranking import rank, strategy_of
from inloop.methods.base import draws, fold_of, paired_ratio

OUT_OF_SCOPE = "oos"
STEP = 16
GRID = 1.08
FIRST, LAST = 200, 4_000


@dataclass(frozen=True)
class Task:
    """A pool with its answers, and the test requests."""

    vectors: NDArray[np.float32]
    code: NDArray[np.int32]
    test: NDArray[np.float32]
    answers: NDArray[np.int32]
    strange: NDArray[np.float32]


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def load(folder: Path) -> Task:
    train, test = read(folder / "train.jsonl"), read(folder / "test.jsonl")
    inside = [row for row in train if row["intent"] != OUT_OF_SCOPE]
    known = [row for row in test if row["intent"] != OUT_OF_SCOPE]
    strange = [row for row in test if row["intent"] == OUT_OF_SCOPE]
    names = sorted({row["domain"] for row in inside})
    featurizer = HashedSvd.fit([row["text"] for row in inside], rng=np.random.default_rng(0))

    def vectors(rows: list[dict[str, Any]]) -> NDArray[np.float32]:
        return featurizer.transform([row["text"] for row in rows]).astype(np.float16).astype(np.float32)

    def codes(rows: list[dict[str, Any]]) -> NDArray[np.int32]:
        return np.array([names.index(row["domain"]) for row in rows], np.int32)

    return Task(vectors(inside), codes(inside), vectors(known), codes(known), vectors(strange))


def pool_of(task: Task, *, seed: int) -> Pool:
    """Make the pool that the product would keep, with control items drawn by coin."""
    n = len(task.vectors)
    rows = np.empty(n, np.dtype([("rev", "<i4"), ("values", "<f2", task.vectors.shape[1:])]))
    rows["rev"], rows["values"] = 1, task.vectors
    fitted = Fitted(project=0, version=1, name="", fields=[], dims=task.vectors.shape[1], rows=n, path="", sha256="",
                    ready=True, watermark=0, at=0)  # fmt: skip
    nobody = np.zeros(n, np.bool_)
    return Pool(
        project=0, question="department", fitted=fitted, manifest=(), vectors=Vectors([rows]),
        rev=np.ones(n, np.int32), control=draws(np.arange(n), seed=seed) < 0.1, gone=nobody.copy(),
        begun=nobody.copy(), code=np.full(n, -1, np.int32), seen_at=0, watermark=0, rest_until=0.0,
    )  # fmt: skip


def label(task: Task, strategy: str, *, seed: int) -> Iterator[Pool]:
    """Answer item after item as the product asks them; yield after every few answers."""
    rng = np.random.default_rng([seed, 1])
    pool = pool_of(task, seed=seed)
    control = rng.permutation(np.flatnonzero(pool.control)).tolist()
    asked = asked_control = 0
    classes = sorted(set(task.code.tolist()))
    while asked < len(task.code):
        head = rank(pool, wanted=strategy_of(strategy), answers=OneOf(classes), ranker=Ridge(), rng=rng).picks
        for pick in head[:STEP]:
            if control and asked_control < control_target(asked + 1):
                item = control.pop()
                asked_control += 1
            else:
                item = pick.item
            pool.code[item], pool.begun[item] = task.code[item], True
            asked += 1
        yield pool


def test_model(task: Task, ordinals: NDArray[np.int64]) -> tuple[float, float]:
    """Train the calibrated learner; give accuracy in scope, and how well its confidence tells strangers apart."""
    folds = fold_of(ordinals, folds=5).astype(np.int64)
    model = Logistic().fit(task.vectors[ordinals], task.code[ordinals].astype(np.int64), folds=folds)
    inside, outside = model.probabilities(task.test).max(axis=1), model.probabilities(task.strange).max(axis=1)
    ranks = np.searchsorted(np.sort(outside), inside).mean() / len(outside)
    return float((model.predict(task.test) == task.answers).mean()), float(ranks)


def labels_needed(job: tuple[str, int], *, task: Task, goal: float) -> tuple[float, float]:
    """Give the number of labels at which the goal is reached (between two points by straight line), and the AUROC."""
    strategy, seed = job
    due, before = float(FIRST), (0.0, 0.0)
    for pool in label(task, strategy, seed=seed):
        known = np.flatnonzero(pool.code >= 0)
        if len(known) < due:
            continue
        due = max(due * GRID, len(known) + 1)
        reached, strangers = test_model(task, known)
        if reached >= goal or len(known) > LAST:
            share = (goal - before[1]) / max(reached - before[1], 1e-9) if before[0] else 1.0
            return before[0] + (len(known) - before[0]) * min(max(share, 0.0), 1.0), strangers
        before = (float(len(known)), reached)
    return float(len(task.code)), 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--strategy", default="margin-clusters")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    task = load(given.data)
    full, strangers = test_model(task, np.arange(len(task.code)))
    run = partial(labels_needed, task=task, goal=0.95 * full)
    jobs = [(name, seed) for seed in range(given.seeds) for name in (given.strategy, "random")]
    with ProcessPoolExecutor(given.workers) as workers:
        found = list(workers.map(run, jobs))
    ours, random = [n for n, _ in found[::2]], [n for n, _ in found[1::2]]
    ratio = paired_ratio(ours, random, rng=np.random.default_rng(0), replicates=10_000)
    result = {
        "ratio_95": round(ratio.estimate, 3), "low": round(ratio.low, 3), "high": round(ratio.high, 3),
        "labels": round(float(np.mean(ours))), "labels_random": round(float(np.mean(random))),
        "seeds": given.seeds, "strategy": given.strategy, "full_accuracy": round(full, 4),
        "out_of_scope_auroc": round(float(np.mean([a for _, a in found[::2]])), 3),
        "out_of_scope_auroc_random": round(float(np.mean([a for _, a in found[1::2]])), 3),
        "out_of_scope_auroc_full": round(strangers, 3),
    }  # fmt: skip
    report("active_learning", result)


if __name__ == "__main__":
    main()
