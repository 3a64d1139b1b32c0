"""The head of a model as an ONNX graph: vectors in, probabilities out."""

from typing import Any

import numpy as np

from inloop.adapters.models.trained import TrainedModel

_OPSET = 17
_IR_VERSION = 9


def to_onnx(model: TrainedModel, *, producer: str = "inloop") -> bytes:
    """Write ``Softmax((features · weights + bias) / temperature)`` as a checked ONNX model.

    Input ``features`` is float32 (items, dims), output ``probabilities`` float32 (items, classes). Turning texts into
    vectors stays outside: string hashing has no ONNX operator that every runtime knows.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    dims, classes = model.weights.shape
    constants: dict[str, Any] = {
        "weights": model.weights,
        "bias": model.bias,
        "temperature": np.array(model.temperature),
    }
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["features", "weights"], ["products"]),
            helper.make_node("Add", ["products", "bias"], ["scores"]),
            helper.make_node("Div", ["scores", "temperature"], ["scaled"]),
            helper.make_node("Softmax", ["scaled"], ["probabilities"], axis=1),
        ],
        "head",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["items", dims])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["items", classes])],
        [numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in constants.items()],
    )
    opsets = [helper.make_opsetid("", _OPSET)]
    written = helper.make_model(graph, opset_imports=opsets, producer_name=producer, ir_version=_IR_VERSION)
    onnx.checker.check_model(written, full_check=True)
    return bytes(written.SerializeToString())
