"""Say what texts think of what with the files beside this one and numpy:  python predict.py "a text" "another"."""

import json
import re
import sys
from importlib import import_module

import numpy as np

if __name__ == "__main__":
    telling = import_module("telling")
    mark, joined = import_module("spans").mark, import_module("joining").joined
    model = dict(np.load(__file__.removesuffix("predict.py") + "model.npz"))
    for text in sys.argv[1:] or sys.stdin:
        marks = [span for line in re.finditer(r"[^\n]+", text) for span in mark(line[0], line.start(), model)]
        said = joined(text, marks, sure=float(model["sure"][0]), implicit=bool(model["implicit"][0]))
        print(json.dumps(telling.tell(said, telling.traits_in(text, said), model) if len(model["details"]) else said))
