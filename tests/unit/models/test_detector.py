"""A detector that was trained elsewhere teaches the learner of boxes: few answers are enough."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image, ImageDraw
from tests.squares import SIZE, Drawings, drawing

from inloop.adapters.models import BoxLearner
from inloop.adapters.models.boxes import Detector
from inloop.kernel.errors import InvalidInputError

LABELS = ["square", "disc"]
DARK, BRIGHT = 7, 3
SIDE, STEP = 22, 4
DOWN, ACROSS = ((side - SIDE) // STEP + 1 for side in reversed(SIZE))


def _node(kind, inputs, output, **settings):
    return helper.make_node(kind, inputs, [output], **settings)


@pytest.fixture(scope="session")
def network(tmp_path_factory):
    """A network that finds dark and bright places of 22 by 22 pixels, the twelve clearest of them."""
    held = {
        "low": np.array(0.3, "f4"),
        "high": np.array(0.7, "f4"),
        "sharp": np.array(6.0, "f4"),
        "flat": np.array([-1], "i8"),
        "most": np.array([12], "i8"),
        "places": np.array(DOWN * ACROSS, "i8"),
        "across": np.array(ACROSS, "i8"),
        "step": np.array(STEP, "i8"),
        "numbers": np.array([DARK, BRIGHT], "i8"),
        "size": np.array([0, 0, SIDE, SIDE], "f4"),
        "last": np.array([1], "i8"),
    }
    nodes = [
        _node("ReduceMean", ["picture"], "light", axes=[1], keepdims=1),
        _node("Sub", ["low", "light"], "darker"),
        _node("Sub", ["light", "high"], "brighter"),
        _node("Concat", ["darker", "brighter"], "both", axis=1),
        _node("Relu", ["both"], "odd"),
        _node("Mul", ["odd", "sharp"], "clear"),
        _node("AveragePool", ["clear"], "map", kernel_shape=[SIDE, SIDE], strides=[STEP, STEP]),
        _node("MaxPool", ["map"], "around", kernel_shape=[7, 7], pads=[3, 3, 3, 3]),
        _node("Equal", ["map", "around"], "is_peak"),
        _node("Cast", ["is_peak"], "peak", to=TensorProto.FLOAT),
        _node("Mul", ["map", "peak"], "peaks"),
        _node("Reshape", ["peaks", "flat"], "all"),
        helper.make_node("TopK", ["all", "most"], ["scores", "at"], axis=0),
        _node("Div", ["at", "places"], "which"),
        _node("Gather", ["numbers", "which"], "labels"),
        _node("Mod", ["at", "places"], "place"),
        _node("Mod", ["place", "across"], "column"),
        _node("Div", ["place", "across"], "row"),
        _node("Mul", ["column", "step"], "x"),
        _node("Mul", ["row", "step"], "y"),
        _node("Unsqueeze", ["x", "last"], "x1"),
        _node("Unsqueeze", ["y", "last"], "y1"),
        _node("Concat", ["x1", "y1", "x1", "y1"], "corners", axis=1),
        _node("Cast", ["corners"], "real", to=TensorProto.FLOAT),
        _node("Add", ["real", "size"], "boxes"),
    ]
    into = helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, SIZE[1], SIZE[0]])
    kinds = {"boxes": TensorProto.FLOAT, "labels": TensorProto.INT64, "scores": TensorProto.FLOAT}
    out = [helper.make_tensor_value_info(name, kind, None) for name, kind in kinds.items()]
    constants = [numpy_helper.from_array(value, name) for name, value in held.items()]
    graph = helper.make_graph(nodes, "detector", [into], out, constants)
    path = tmp_path_factory.mktemp("nets") / "detector.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    return path


class Cluttered:
    """The same drawings under dark and bright strokes: hard to tell from two answers."""

    def picture(self, content):
        image = Image.fromarray(drawing(content["number"])[0])
        rng, pen = np.random.default_rng(content["number"]), ImageDraw.Draw(image)
        for shade in ((30, 30, 70), (240, 220, 120)) * 9:
            x, y = rng.integers(0, SIZE[0]), rng.integers(0, SIZE[1])
            turn = rng.uniform(0, np.pi)
            pen.line((x, y, x + 25 * np.cos(turn), y + 25 * np.sin(turn)), fill=shade, width=4)
        return np.asarray(image)


def _contents(numbers):
    return [{"kind": "image", "number": n, "width": SIZE[0], "height": SIZE[1]} for n in numbers]


def _learnt(numbers, detector, media):
    learner = BoxLearner(media=media, detector=detector)
    values = [drawing(n)[1] for n in numbers]
    folds = np.zeros(len(numbers), np.int64)
    return learner, learner.fit(_contents(numbers), values, labels=LABELS, folds=folds)


def _right(learner, model):
    """Say which share of what is told and of what is there is told right, on twenty other pictures."""
    numbers = range(100, 120)
    said = [one.parts for one in model.predict(_contents(numbers))]
    drawn = [drawing(number)[1] for number in numbers]
    hits = sum(len(learner.same(told, given)) for told, given in zip(said, drawn, strict=True))
    return 2 * hits / (sum(map(len, said)) + sum(map(len, drawn)))


def test_what_it_sees_are_boxes_in_pixels_of_the_picture_at_any_size(network):
    pixels, boxes = drawing(0)
    seen = Detector.named(str(network)).see(pixels)
    best = seen.boxes[0]
    assert any(abs(best[0] - box["x"]) < 6 and abs(best[1] - box["y"]) < 6 for box in boxes)
    assert set(seen.label.tolist()) <= {DARK, BRIGHT}
    large = np.repeat(np.repeat(pixels, 2, axis=0), 2, axis=1)
    assert Detector(network).see(large).boxes[0] == pytest.approx(best * 2, abs=12)


def test_with_it_two_answers_are_enough(network):
    alone, helped = (_right(*_learnt([3, 4], one, Cluttered())) for one in (None, Detector(network)))
    assert helped > 0.75
    assert helped > alone + 0.1


def test_its_model_lives_in_plain_arrays_and_speaks_without_it(network):
    learner, model = _learnt([3, 4], Detector(network), Drawings())
    assert model.known.tolist() == [BRIGHT, DARK]
    (content,) = _contents([50])
    assert learner.restore(model.state()).predict([content]) == model.predict([content])
    assert BoxLearner(media=Drawings()).restore(model.state()).predict([content, {}])[1].parts == []


def test_outputs_that_are_no_boxes_are_named(tmp_path):
    into, out = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 3, 8, 8]) for name in "xy")
    graph = helper.make_graph([_node("Abs", ["x"], "y")], "net", [into], [out])
    path = tmp_path / "no_boxes.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    with pytest.raises(InvalidInputError, match=r"no_boxes\.onnx.*float32\(1, 3, 8, 8\)"):
        Detector(path).see(np.zeros((9, 9, 3), np.uint8))
