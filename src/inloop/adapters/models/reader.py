"""Score texts with the model.npz beside this file, with numpy alone:  python predict.py "a text" "another"."""

import re
import sys
import unicodedata
from collections import Counter

import numpy as np


def number(piece: str) -> int:
    return sum(ord(c) * pow(0x9E3779B97F4A7C15, at, 2**64) for at, c in enumerate(piece, 1)) % 2**64 >> 32


def score(text: str, m: dict[str, np.typing.NDArray[np.float64]]) -> dict[str, float]:
    words = [f" {word} " for word in re.findall(r"\w+", unicodedata.normalize("NFKC", text[:20_000]).lower())]
    runs = [word[at : at + n] for word in words for n in (3, 4, 5) for at in range(len(word) - n + 1)]
    counts = Counter(map(number, words + [words[at - 1] + words[at][1:] for at in range(1, len(words))] + runs))
    _, rows, at = np.intersect1d(m["features.hashes"], np.array(list(counts), np.uint32), return_indices=True)
    x = ((1 + np.log([*counts.values()]))[at] * m["features.weights"][rows]) @ m["features.basis"][rows].astype(float)
    z = (x / max(np.linalg.norm(x), 1e-9) @ m["model.weights"] + m["model.bias"]) / m["model.temperature"]
    p = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    return dict(zip(m["label_ids"].tolist(), p.tolist(), strict=True))


if __name__ == "__main__":
    model = dict(np.load(__file__.removesuffix("predict.py") + "model.npz"))
    print(*(score(text, model) for text in sys.argv[1:] or sys.stdin), sep="\n")
