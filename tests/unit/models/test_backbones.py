"""A network named by the owner of the server reads pictures and sounds in place of what is built in."""

from importlib.util import find_spec

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from inloop.adapters.models.built_in import BuiltInModels
from inloop.adapters.models.features.backbones import Backbone
from inloop.adapters.models.features.networks import find_model
from inloop.annotation.fields import Field
from inloop.kernel.errors import InvalidInputError, NotFoundError


def _save(path, node, *, shape, out):
    into = helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)
    given = helper.make_tensor_value_info("y", TensorProto.FLOAT, out)
    graph = helper.make_graph([node], "net", [into], [given])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, path)
    return path


@pytest.fixture
def pictures():
    """A network that says how red, green and blue a picture is, as a map of one place."""
    rng = np.random.default_rng(0)
    shades = rng.integers(0, 256, (30, 1, 1, 3), np.uint8)
    return [*np.broadcast_to(shades, (30, 40, 50, 3)), None]


@pytest.fixture
def network(tmp_path):
    node = helper.make_node("GlobalAveragePool", ["x"], ["y"])
    return _save(tmp_path / "colours.onnx", node, shape=[1, 3, 224, 224], out=[1, 3, 1, 1])


class _Shelf:
    """Media that are at hand."""

    def __init__(self, things):
        self._things = things

    def picture(self, content):
        return self._things[content["n"]]

    def sound(self, content, *, rate):
        return self._things[content["n"]]


def _items(count, kind):
    return [{"shown": {"kind": kind, "n": number}} for number in range(count)]


def test_its_output_is_the_vector_of_a_picture(network, pictures):
    models = BuiltInModels(media=_Shelf(pictures), backbones={"image": Backbone("image", network)})
    fields, items = [Field(id="shown", kind="image")], _items(len(pictures), "image")
    found = models.fit_featurizer(items, fields=fields, rng=np.random.default_rng(0))
    vectors = found.transform(items)
    assert vectors.shape == (31, 3)
    assert not vectors[-1].any()
    brightness = np.array([picture[0, 0].mean() for picture in pictures[:-1]])
    assert (vectors[brightness.argmax()] @ vectors[brightness.argmin()]) < 0
    name = models.featurizer_name(fields)
    again = models.restore_featurizer(name, found.state(), fields=["shown"])
    assert np.array_equal(again.transform(items), vectors)


def test_another_file_has_another_name_so_that_vectors_are_learnt_anew(network, tmp_path):
    other = tmp_path / "more" / "colours.onnx"
    other.parent.mkdir()
    _save(other, helper.make_node("GlobalMaxPool", ["x"], ["y"]), shape=[1, 3, 224, 224], out=[1, 3, 1, 1])
    ours, theirs = Backbone("image", network).name, Backbone("image", other).name
    assert ours.startswith("onnx-image/colours@")
    assert ours != theirs


def test_a_sound_goes_in_as_samples(tmp_path):
    node = helper.make_node("Abs", ["x"], ["y"])
    path = _save(tmp_path / "loud.onnx", node, shape=[1, 400], out=[1, 400])
    rng = np.random.default_rng(0)
    waves = [rng.normal(size=400).astype(np.float32) for _ in range(10)]
    found = Backbone("audio", path).fit(waves, rng=rng)
    assert found.transform([waves[0], None]).any(axis=1).tolist() == [True, False]


def test_a_sound_goes_in_at_the_rate_and_in_the_pieces_that_the_setting_says(tmp_path):
    node = helper.make_node("ReduceMax", ["x"], ["y"], axes=[1], keepdims=1)
    path = _save(tmp_path / "loudest.onnx", node, shape=[1, 800], out=[1, 1])
    backbone = Backbone.named("audio", f"{path}?rate=8000&window=0.1&step=0.1&scale=10")
    wave = np.concatenate([np.full(800, 0.1), np.full(800, 0.3)]).astype(np.float32)
    assert backbone.rate == 8_000
    assert np.concatenate(list(backbone.outputs([wave]))) == pytest.approx([2.0, 1.0])
    assert np.concatenate(list(backbone.outputs([wave[:9]]))) == pytest.approx([1.0, 0.0])
    assert backbone.name != Backbone("audio", path).name


def test_a_sound_goes_in_as_a_spectrum_where_the_network_wants_one(tmp_path):
    node = helper.make_node("ReduceMean", ["x"], ["y"], axes=[1, 3], keepdims=0)
    path = _save(tmp_path / "bands.onnx", node, shape=[1, "frames", 40, 1], out=[1, 40])
    backbone = Backbone.named("audio", f"{path}?mels=40&low=50&high=7600&floor=1e-6")
    time = np.arange(16_000) / 16_000
    (heard,) = backbone.outputs([np.sin(2 * np.pi * 3_000 * time).astype(np.float32)])
    assert heard.shape == (80,)
    assert heard[:40].argmax() == 26


def test_a_network_that_hears_stands_beside_what_is_built_in(tmp_path):
    node = helper.make_node("Abs", ["x"], ["y"])
    path = _save(tmp_path / "loud.onnx", node, shape=[1, 400], out=[1, 400])
    rng = np.random.default_rng(0)
    media = _Shelf([rng.normal(size=400).astype(np.float32) for _ in range(9)])
    models = BuiltInModels(media=media, backbones={"audio": Backbone("audio", path)})
    name = models.featurizer_name([Field(id="shown", kind="audio")])
    assert name.startswith("onnx-audio/loud@")
    assert name.endswith(" + featurizer/mel.v1")


@pytest.mark.parametrize("words", ["speed=3", "rate=fast", "rate=10", "window=-1"])
def test_what_a_setting_cannot_say_is_named(network, words):
    with pytest.raises(InvalidInputError, match=words.partition("=")[0]):
        Backbone.named("audio", f"{network}?{words}")
    with pytest.raises(InvalidInputError, match="sees"):
        Backbone.named("image", f"{network}?{words}")


def test_a_sound_that_the_network_cannot_hear_names_its_shape(network):
    with pytest.raises(InvalidInputError, match=r"colours\.onnx.*\(1, 1, 1, 9\)"):
        list(Backbone("audio", network).outputs([np.zeros(9, np.float32)]))


def test_a_pickle_is_refused_unread(tmp_path):
    for name in ("net.pth", "net.ckpt"):
        (tmp_path / name).write_bytes(b"\x80\x04N.")
        with pytest.raises(InvalidInputError, match="pickle"):
            find_model(str(tmp_path / name))


@pytest.mark.skipif(find_spec("torch") is not None, reason="torch is installed")
@pytest.mark.parametrize("name", ["net.pt", "net.pt2"])
def test_without_torch_its_files_name_the_extra(tmp_path, name):
    (tmp_path / name).write_bytes(b"any")
    with pytest.raises(InvalidInputError, match="needs torch") as refused:
        list(Backbone("image", tmp_path / name).outputs([np.zeros((9, 9, 3), np.uint8)]))
    assert "inloop[torch]" in str(refused.value.hint)


def test_a_file_of_a_package_is_found_by_name():
    with pytest.raises(NotFoundError, match="no network"):
        find_model("no_such_package:model.onnx")
    with pytest.raises(NotFoundError, match="no network"):
        find_model("onnx:__init__.py")


def test_a_file_that_is_no_network_is_named(tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no network")
    with pytest.raises(InvalidInputError, match=r"broken\.onnx"):
        Backbone("image", broken).fit([np.zeros((9, 9, 3), np.uint8)], rng=np.random.default_rng(0))
