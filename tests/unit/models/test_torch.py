"""Networks of PyTorch, by path: what TorchScript and torch.export save is run, a pickle is refused."""

import numpy as np
import pytest

from inloop.adapters.models import Logistic
from inloop.adapters.models.boxes import Detector
from inloop.adapters.models.built_in import BuiltInModels
from inloop.adapters.models.features.backbones import Backbone
from inloop.annotation.fields import Field
from inloop.kernel.errors import InvalidInputError

torch = pytest.importorskip("torch", reason="the extra torch is not installed", exc_type=ImportError)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*torch.jit.*is deprecated"),  # the format is read as long as it is written
]


class Edges(torch.nn.Module):
    """Random filters over a picture, as (1, 8, rows, columns)."""

    def __init__(self, channels, size):
        super().__init__()
        torch.manual_seed(0)
        self.layers = torch.nn.Sequential(torch.nn.Conv2d(channels, 8, size, stride=size), torch.nn.ReLU())

    def forward(self, x):
        return self.layers(x)


class Brightest(torch.nn.Module):
    """Sees one box of 8 by 8 pixels: at the brightest place, labelled 5."""

    def forward(self, picture):
        light = picture.mean(dim=1).flatten()
        at = light.argmax().reshape(1)
        x, y = at % picture.shape[3], at // picture.shape[3]
        boxes = torch.stack([x, y, x + 8, y + 8], dim=1).float()
        return boxes, light[at], torch.full_like(at, 5)


class Ear(torch.nn.Module):
    """Random filters over samples, as (1, times, 8)."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.filters = torch.nn.Conv1d(1, 8, 32, stride=16)

    def forward(self, wave):
        return self.filters(wave[:, None]).abs().transpose(1, 2)


def script(net, example, path):
    torch.jit.trace(net.eval(), example).save(path)
    return path


def exported(net, example, path):
    torch.export.save(torch.export.export(net.eval(), (example,)), path)
    return path


class _Shelf:
    def __init__(self, things):
        self._things = things

    def picture(self, content):
        return self._things[content["n"]]

    def sound(self, content, *, rate):
        return self._things[content["n"]]


def _learns(kind, things, answers, path, words=""):
    models = BuiltInModels(media=_Shelf(things), backbones={kind: Backbone.named(kind, f"{path}{words}")})
    items = [{"shown": {"kind": kind, "n": number}} for number in range(len(things))]
    fields = [Field(id="shown", kind=kind)]
    vectors = models.fit_featurizer(items, fields=fields, rng=np.random.default_rng(0)).transform(items)
    half = len(things) // 2
    model = Logistic().fit(vectors[:half], answers[:half])
    return float((model.predict(vectors[half:]) == answers[half:]).mean())


@pytest.mark.parametrize(("save", "name"), [(script, "edges.pt"), (exported, "edges.pt2")])
def test_a_network_of_torch_reads_pictures(tmp_path, save, name):
    path = save(Edges(3, 16), torch.zeros(1, 3, 224, 224), tmp_path / name)
    rng = np.random.default_rng(0)
    answers = rng.integers(0, 2, 60)
    striped = np.arange(64)[:, None] // 8 % 2 * 200 + np.zeros((64, 64))
    pictures = [
        np.repeat((striped if lying else striped.T)[..., None] + rng.integers(0, 50, (64, 64, 3)), 1, 2).astype("u1")
        for lying in answers
    ]
    assert _learns("image", pictures, answers, path) >= 0.9


def test_a_network_of_torch_hears(tmp_path):
    path = script(Ear(), torch.zeros(1, 800), tmp_path / "ear.pt")
    rng = np.random.default_rng(0)
    answers = rng.integers(0, 2, 60)
    time = np.arange(4_000) / 8_000
    waves = [
        (np.sin(2 * np.pi * (900 if high else 300) * time) + rng.normal(size=4_000) * 0.3).astype(np.float32)
        for high in answers
    ]
    assert _learns("audio", waves, answers, path, "?rate=8000&window=0.1") >= 0.9


@pytest.mark.parametrize(("save", "name"), [(script, "bright.pt"), (exported, "bright.pt2")])
def test_a_detector_of_torch_sees_boxes(tmp_path, save, name):
    path = save(Brightest(), torch.rand(1, 3, 60, 80), tmp_path / name)
    picture = np.zeros((60, 80, 3), np.uint8)
    picture[20, 30] = 255
    seen = Detector(path).see(picture)
    assert seen.boxes.tolist() == [[30, 20, 38, 28]]
    assert (seen.label.tolist(), seen.chance.tolist()) == ([5], [1.0])


def test_it_says_the_same_as_in_torch(tmp_path):
    net, wave = Ear(), torch.randn(1, 800)
    path = exported(net, wave, tmp_path / "ear.pt2")
    (heard,) = Backbone("audio", path).outputs([wave[0].numpy()])
    assert heard[:8] == pytest.approx(net(wave)[0].mean(0).detach().numpy(), abs=1e-5)


def test_a_pickle_is_refused_unread(tmp_path):
    class Trap:
        def __reduce__(self):
            return print, ("run",)

    picture = np.zeros((9, 9, 3), np.uint8)
    torch.save({"weights": torch.zeros(3)}, tmp_path / "weights.pt")
    torch.save(Trap(), tmp_path / "old.pt", _use_new_zipfile_serialization=False)
    path = exported(Edges(3, 16), torch.zeros(1, 3, 224, 224), tmp_path / "trap.pt2")
    _put_trap(path, Trap())
    for name in ("weights.pt", "old.pt", "trap.pt2"):
        with pytest.raises(InvalidInputError, match="pickle") as refused:
            list(Backbone("image", tmp_path / name).outputs([picture]))
        assert "torch.export.save" in refused.value.hint


def _put_trap(path, trap):
    """Put a pickle that runs code in the place of the inputs that an archive keeps as an example."""
    import io
    import zipfile

    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    place = next(name for name in members if name.endswith(".pt"))
    held = io.BytesIO()
    torch.save(trap, held)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**members, place: held.getvalue()}.items():
            archive.writestr(name, content)
