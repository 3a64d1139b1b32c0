import ast
import io
import subprocess
import sys

import numpy as np
import onnx
import onnxruntime
import pytest

from inloop.adapters.models import ClassLine, ModelCard, TextClassifier, bundle_files, export_bundle, reader, to_onnx
from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import clopper_pearson

NEW_TEXTS = ["where is the card", "A FLIGHT?", "größe of the recipe 🙂", "", "qqq zzz", "card card card flight"]
CARD = ModelCard(
    project="Requests",
    question="Department?",
    version="4",
    made_at=1_700_000_000_000_000,
    snapshot="9f2c",
    answers=120,
    people=1,
    accuracy=clopper_pearson(112, 120),
    classes=(ClassLine("Banking | cards", answers=40, control=12, recall=clopper_pearson(11, 12)),),
)


def test_a_classifier_comes_back_from_its_file(classifier, tmp_path):
    classifier.save(tmp_path / "model.npz")
    again = TextClassifier.load(tmp_path / "model.npz")
    assert np.array_equal(again.predict_proba(NEW_TEXTS), classifier.predict_proba(NEW_TEXTS))
    assert (again.label_names, again.about["project"]) == (("Banking", "Travel", "Küche"), "Requests")
    assert again.model.classes.tolist() == [3, 5, 11]


def test_equal_classifiers_are_equal_files(classifier):
    assert classifier.to_bytes() == TextClassifier.from_bytes(classifier.to_bytes()).to_bytes()


def test_a_classifier_knows_what_it_learnt(classifier):
    found = classifier.predict_proba(["my card", "the flight", "some recipe"]).argmax(axis=1)
    assert [classifier.label_ids[at] for at in found] == ["banking", "travel", "kitchen"]


def test_labels_that_do_not_fit_the_classes_are_refused(classifier):
    with pytest.raises(InvalidInputError, match="2 label ids and 2 names for 3 classes"):
        TextClassifier(classifier.featurizer, classifier.model, label_ids=("a", "b"), label_names=("A", "B"))


def test_a_file_without_labels_is_refused():
    buffer = io.BytesIO()
    np.savez(buffer, a=np.zeros(1))
    with pytest.raises(InvalidInputError, match="label_ids"):
        TextClassifier.from_bytes(buffer.getvalue())


def test_inference_imports_neither_scikit_learn_nor_scipy(classifier, tmp_path, repository):
    classifier.save(tmp_path / "model.npz")
    script = (
        "import sys; from pathlib import Path; from inloop.adapters.models import TextClassifier\n"
        f"print(TextClassifier.load(Path({str(tmp_path / 'model.npz')!r})).predict_proba(['my card'] * 600).shape)\n"
        "print([name for name in ('scipy', 'sklearn', 'onnx', 'dbos') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(repository / "src")},
    )
    assert ran.stdout.split("\n")[:2] == ["(600, 3)", "[]"]


def test_the_onnx_graph_gives_the_same_probabilities(classifier):
    onnx.checker.check_model(onnx.load_from_string(to_onnx(classifier.model)), full_check=True)
    session = onnxruntime.InferenceSession(to_onnx(classifier.model), providers=["CPUExecutionProvider"])
    features = classifier.featurizer.transform(NEW_TEXTS)
    (found,) = session.run(["probabilities"], {"features": features})
    assert np.allclose(found, classifier.predict_proba(NEW_TEXTS), atol=1e-5)


def test_the_exported_reader_gives_the_same_probabilities_with_numpy_alone(classifier, tmp_path):
    paths = export_bundle(classifier, tmp_path / "out", card=CARD)
    assert sorted(path.name for path in paths) == ["MODEL_CARD.md", "model.npz", "model.onnx", "predict.py"]
    script = tmp_path / "out" / "predict.py"
    ran = subprocess.run([sys.executable, script, *NEW_TEXTS], capture_output=True, text=True, check=True)
    found = [list(ast.literal_eval(line).values()) for line in ran.stdout.splitlines()]
    assert np.allclose(found, classifier.predict_proba(NEW_TEXTS), atol=1e-5)
    assert list(ast.literal_eval(ran.stdout.splitlines()[0])) == ["banking", "travel", "kitchen"]


def test_the_exported_reader_reads_lines_from_standard_input(classifier, tmp_path):
    export_bundle(classifier, tmp_path, card=CARD)
    script = [sys.executable, "-I", tmp_path / "predict.py"]
    ran = subprocess.run(script, input="my card\nthe flight\n", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) == 2


def test_the_reader_stays_within_twenty_lines_and_needs_numpy_only(repository):
    source = (repository / "src" / "inloop" / "adapters" / "models" / "reader.py").read_text()
    assert len([line for line in source.splitlines() if line.strip()]) <= 20
    roots = {node.names[0].name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import)}
    assert roots == {"re", "sys", "unicodedata", "numpy"}
    assert reader.number(" a ") == reader.number(" a ") < 2**32


def test_a_card_says_how_good_the_model_is_on_whom(classifier):
    text = bundle_files(classifier, card=CARD.render())["MODEL_CARD.md"].decode()
    assert "**93.3% (87.3% to 97.1%)** right, on 120 control items drawn by coin from all imported items" in text
    assert "| Banking \\| cards | 40 | 12 | – | 91.7%" in text
    assert "answers: snapshot `9f2c`" in text


def test_a_card_without_control_answers_claims_nothing():
    card = ModelCard(project="P", question="Q", version="1", made_at=0, snapshot="0", answers=3, people=1)
    assert "Not measured yet" in card.render()


def test_names_cannot_write_markup_into_a_card():
    card = ModelCard(
        project="<script>x</script>", question="[a](b)", version="1", made_at=0, snapshot="0", answers=3, people=1
    )
    assert "<script>" not in card.render()
    assert "[a](b)" not in card.render()


def test_a_card_says_how_several_fields_become_one_text():
    card = ModelCard(
        project="P", question="Q", version="1", made_at=0, snapshot="0", answers=3, people=1, fields=("title", "body")
    )
    assert "from the fields title, body, given as one text with a line `name: value` for each" in card.render()
