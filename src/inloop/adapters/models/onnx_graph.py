"""The head of a model as an ONNX graph: vectors in, probabilities out.

The graph has four nodes. It is written here by itself, without the onnx package: a web process that hands out models
stays as small as before. Tests hold what is written to that package's checker and to a runtime.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.protobuf import message
from inloop.adapters.models.trained import TrainedModel

_OPSET = 17
_IR_VERSION = 9
_FLOAT, _INT_ATTRIBUTE = 1, 2


def to_onnx(model: TrainedModel, *, producer: str = "inloop") -> bytes:
    """Write ``Softmax((features · weights + bias) / temperature)`` as an ONNX model.

    Input ``features`` is float32 (items, dims), output ``probabilities`` float32 (items, classes). Turning texts into
    vectors stays outside: string hashing has no ONNX operator that every runtime knows.

    References
    ----------
    The numbers of the fields are those of ``onnx.proto``, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
    """
    dims, classes = model.weights.shape
    graph = message(
        (1, _node("MatMul", ["features", "weights"], "products")),
        (1, _node("Add", ["products", "bias"], "scores")),
        (1, _node("Div", ["scores", "temperature"], "scaled")),
        (1, _node("Softmax", ["scaled"], "probabilities", axis=1)),
        (2, "head"),
        (5, _constant("weights", model.weights)),
        (5, _constant("bias", model.bias)),
        (5, _constant("temperature", np.array(model.temperature))),
        (11, _table("features", columns=dims)),
        (12, _table("probabilities", columns=classes)),
    )
    opset = message((1, ""), (2, _OPSET))
    return message((1, _IR_VERSION), (2, producer), (7, graph), (8, opset))


def _node(operator: str, inputs: list[str], output: str, **attributes: int) -> bytes:
    named = [(5, message((1, name), (3, value), (20, _INT_ATTRIBUTE))) for name, value in attributes.items()]
    return message(*((1, name) for name in inputs), (2, output), (4, operator), *named)


def _constant(name: str, values: NDArray[Any]) -> bytes:
    return message(*((1, size) for size in values.shape), (2, _FLOAT), (8, name), (9, values.astype("<f4").tobytes()))


def _table(name: str, *, columns: int) -> bytes:
    """Describe an input or output: any number of items, this many columns of float32."""
    shape = message((1, message((2, "items"))), (1, message((1, columns))))
    return message((1, name), (2, message((1, message((1, _FLOAT), (2, shape))))))
