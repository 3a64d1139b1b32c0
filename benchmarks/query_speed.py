"""How long it takes to pick a batch: CPU seconds of every registered strategy on a large pool."""

import argparse
import json
import time

import numpy as np

from inloop.kernel.registry import iter_family
from inloop.methods.query import Pool


def main() -> None:
    options = _options()
    pool = _pool(items=options.items, dimensions=options.dimensions, classes=options.classes)
    seconds = {}
    for name, strategy in iter_family("query"):
        seconds[name] = _time(strategy(), pool, batch_size=options.batch)
        print(f"{name}: {seconds[name]} s CPU")
    print(json.dumps({**vars(options), "cpu_s": seconds}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--dimensions", type=int, default=384)
    parser.add_argument("--classes", type=int, default=77)
    parser.add_argument("--batch", type=int, default=100)
    return parser.parse_args()


def _pool(*, items: int, dimensions: int, classes: int) -> Pool:
    rng = np.random.default_rng(0)
    probas = rng.standard_exponential(size=(items, classes), dtype=np.float32) ** 3
    probas /= probas.sum(axis=1, keepdims=True)
    features = rng.standard_normal(size=(items, dimensions), dtype=np.float32)
    return Pool(probas, features, features[:500].copy())


def _time(strategy, pool: Pool, *, batch_size: int) -> float:
    started = time.process_time()
    strategy.select(pool, batch_size=batch_size, rng=np.random.default_rng(0))
    return round(time.process_time() - started, 3)


if __name__ == "__main__":
    main()
