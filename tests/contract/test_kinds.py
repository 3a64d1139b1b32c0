"""Every registered kind of answer holds to the contract, in Python and beside its twin in the browser."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contract.labelled import NAMES, labels, live
from tests.contract.marked import aspects, relations, segments, spans
from tests.example_plugin.inloop_hue.hue import Hue, HueSettings

from inloop.annotation import ABSTAIN, Kind, kind_of
from inloop.annotation.each import Each
from inloop.annotation.question import read_question
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import names
from inloop.testing import check_annotation_kind
from inloop.testing.broken import BrokenContractError

kind_of("choice")
CASES = sorted((Path(__file__).parents[2] / "web" / "src" / "kinds").glob("*/cases.json"))


@st.composite
def choice(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered = draw(labels())
    values = draw(st.lists(st.sampled_from(live(offered)), min_size=1, max_size=4))
    return {"labels": offered}, list(values), ["nobody-knows", *(x["id"] for x in offered if x["retired"])]


@st.composite
def choices(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered = draw(labels())
    values = draw(st.lists(st.lists(st.sampled_from(live(offered)), max_size=6), min_size=1, max_size=4))
    refused: list[object] = [[x["id"]] for x in offered if x["retired"]]
    return {"labels": offered}, list(values), [["nobody-knows"], "l0", *refused]


@st.composite
def rating(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    low = draw(st.integers(0, 5))
    high = draw(st.integers(low + 1, low + 100))
    values = draw(st.lists(st.integers(low, high), min_size=1, max_size=4))
    return {"low": low, "high": high}, list(values), [low - 1, high + 1, str(low), float(low), True]


@st.composite
def text(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    letters = st.characters(codec="utf-8", exclude_characters="\x00")
    values = draw(st.lists(st.text(letters, min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=4))
    return {"max_length": 200}, list(values), ["", "  \n", "x" * 201, 3, ["x"], "a\x00b"]


PLACE = st.floats(0, 90).map(lambda at: round(at, 2))


def drawn(place: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[tuple[Any, list[object], list[object]]]:
    """Make questions and answers of shapes that lie at such places."""

    @st.composite
    def shapes(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
        offered = draw(labels())
        one = st.builds(lambda where, label: {**where, "label": label}, place, st.sampled_from(live(offered)))
        values = draw(st.lists(st.lists(one, max_size=5), min_size=1, max_size=4))
        some = draw(place)
        retired: list[object] = [[{**some, "label": x["id"]}] for x in offered if x["retired"]]
        return (
            {"labels": offered},
            list(values),
            [[{"label": "l0"}], [{**some, "label": 3}], [some], {}, "l0", *retired],
        )

    return shapes()


BOX = st.fixed_dictionaries({"x": PLACE, "y": PLACE, "width": st.floats(0.01, 9), "height": st.floats(0.01, 9)})
CORNERS = st.lists(st.tuples(PLACE, PLACE).map(list), min_size=3, max_size=8, unique_by=tuple)
POLYGONS = kind_of("polygons")


def _encloses(points: list[list[float]]) -> bool:
    try:
        POLYGONS.read([{"points": points, "label": "l"}], POLYGONS.settings({"labels": [{"name": "l", "id": "l"}]}))
    except InvalidInputError:
        return False
    return True


@st.composite
def pairwise(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    said = {name: draw(st.booleans()) for name in ("tie", "both_bad", "strength")}
    sided = ["left_much", "left_slightly", "right_slightly", "right_much"]
    plain = ["left", "right"]
    offered = (sided if said["strength"] else plain) + [name for name in ("tie", "both_bad") if said[name]]
    refused = [name for name in [*sided, *plain, "tie", "both_bad", "a", 0, ["left"]] if name not in offered]
    values = draw(st.lists(st.sampled_from(offered), min_size=1, max_size=4))
    return {"left": "a", "right": "b", **said}, list(values), refused


@st.composite
def ranking(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    names = draw(st.lists(NAMES, min_size=2, max_size=10, unique_by=str.casefold))
    ids = [f"i{n}" for n in range(len(names))]
    values = draw(st.lists(st.permutations(ids), min_size=1, max_size=4))
    items = [{"id": given, "name": name} for given, name in zip(ids, names, strict=True)]
    return {"items": items}, list(values), [ids[1:], [*ids, "i0"], [*ids[1:], "else"], "i0 > i1", [0, 1], [["i0"]]]


@st.composite
def number(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    low = draw(st.integers(-50, 50))
    high = draw(st.integers(low + 1, low + 100))
    bounds = draw(st.sampled_from([{}, {"min": low}, {"max": high}, {"min": low, "max": high}]))
    limits: dict[str, Any] = {**bounds, "integer": draw(st.booleans()), "unit": draw(st.sampled_from(["", "km"]))}
    some: Any = st.integers(low, high) if limits["integer"] else st.floats(low, high)
    values: list[object] = draw(st.lists(some, min_size=1, max_size=4))
    outside = [low - 1] * ("min" in limits) + [high + 0.5] * ("max" in limits) + [0.5] * limits["integer"]
    return limits, values, ["3", True, float("inf"), 1e16, *outside]


@st.composite
def slider(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    low = draw(st.integers(-10, 10))
    step = draw(st.sampled_from([0.1, 0.25, 0.5, 1, 5]))
    places = draw(st.integers(1, 100))
    high = round(low + places * step, 6)
    counts = draw(st.lists(st.integers(0, places), min_size=1, max_size=4))
    values: list[object] = [min(low + count * step, high) for count in counts]
    return {"low": low, "high": high, "step": step}, values, [low - step, high + step, low + step / 2, str(low), True]


@st.composite
def hierarchy(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered: list[dict[str, Any]] = []
    for n, name in enumerate(draw(st.lists(NAMES, min_size=3, max_size=9, unique_by=str.casefold))):
        under = draw(st.none() | st.sampled_from([label["id"] for label in offered])) if n > 1 else None
        offered.append({"name": name, "id": f"n{n}", "code": n, "parent": under})
    inner = {label["parent"] for label in offered} - {None}
    only = len(offered) - len(inner) > 1
    may = [label["id"] for label in offered if not (only and label["id"] in inner)]
    values: list[object] = list(draw(st.lists(st.sampled_from(may), min_size=1, max_size=4)))
    refused: list[object] = ["nobody-knows", 3, *(inner if only else ())]
    return {"labels": draw(st.permutations(offered)), "leaves_only": only}, values, refused


@st.composite
def emotions(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered = draw(labels())
    levels = draw(st.integers(1, 9))
    one = st.dictionaries(st.sampled_from(live(offered)), st.integers(1, levels), max_size=4)
    values: list[object] = list(draw(st.lists(one, min_size=1, max_size=4)))
    retired: list[object] = [{x["id"]: 1} for x in offered if x["retired"]]
    wrong: list[object] = [{"l0": 0}, {"l0": levels + 1}, {"l0": 1.5}, {"l0": True}, {"nobody-knows": 1}, ["l0"], "l0"]
    return {"labels": offered, "levels": levels}, values, [*wrong, *retired]


@st.composite
def affect(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    is_manikin, has_dominance = draw(st.booleans()), draw(st.booleans())
    axes = ["valence", "arousal"] + ["dominance"] * has_dominance
    place: Any = st.integers(1, 9) if is_manikin else st.floats(-1, 1)
    one = st.fixed_dictionaries(dict.fromkeys(axes, place))
    values: list[object] = list(draw(st.lists(one, min_size=1, max_size=4)))
    middle = dict.fromkeys(axes, 1)
    wrong: list[object] = [{"valence": 1}, {**middle, "mood": 1}, {**middle, "valence": 10}, {**middle, "arousal": "1"}]
    half: list[object] = [{**middle, "arousal": 4.5}, {**middle, "valence": -1}] if is_manikin else []
    return (
        {"scale": "manikin" if is_manikin else "circumplex", "dominance": has_dominance},
        values,
        [*wrong, *half, {**middle, "valence": True}, [1, 1], "1"],
    )


STRATEGIES = {
    "emotions": emotions(),
    "affect": affect(),
    "boxes": drawn(BOX),
    "polygons": drawn(CORNERS.filter(_encloses).map(lambda points: {"points": points})),
    "points": drawn(st.fixed_dictionaries({"x": PLACE, "y": PLACE})),
    "spans": spans(),
    "relations": relations(),
    "aspects": aspects(),
    "segments": segments(),
    "choice": choice(),
    "choices": choices(),
    "rating": rating(),
    "text": text(),
    "pairwise": pairwise(),
    "ranking": ranking(),
    "number": number(),
    "slider": slider(),
    "hierarchy": hierarchy(),
}


def later_labels(given_settings: dict[str, Any]) -> list[dict[str, Any]]:
    """Versions that a manager may save next, good ones and bad ones."""
    if "tie" in given_settings:
        return [{**given_settings, name: True} for name in ("tie", "both_bad", "strength")]
    if "dominance" in given_settings:
        return [{**given_settings, "dominance": True}, {**given_settings, "scale": "manikin"}]
    if "items" in given_settings:
        first, *others = given_settings["items"]
        return [{"items": [*others, {**first, "name": "another name"}]}, {"items": [*given_settings["items"], first]}]
    offered = given_settings.get("labels")
    if offered is None:
        return [{**given_settings, "high": 200}, {**given_settings, "low": 0}] if "high" in given_settings else []
    if not offered:
        return [{**given_settings, "labels": [{"name": "new 1"}]}, {**given_settings, "transcript": False}]
    moved = [
        [{**offered[0], "parent": offered[1]["id"]}, *offered[1:]],
        [{**offered[-1], "parent": None}, *offered[:-1]],
    ]
    following = [
        [{**offered[0], "name": "another name"}, *offered[1:]],
        offered[::-1],
        [{"name": "a new one"}, *offered],
        [{**offered[0], "retired": True}, *offered[1:], {"name": "new 1"}, {"name": "new 2"}],
        [*offered[1:], {"name": "in its place"}],
        [{**offered[0], "id": "", "code": -1}, *offered[1:]],
        [{**offered[0], "code": 40}, *offered[1:]],
        *(moved if "parent" in offered[0] else ()),
    ]
    return [{**given_settings, "labels": version} for version in following]


def later_versions(kind: Kind, given_settings: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of them that the kind can be told at all."""
    possible = []
    for version in later_labels(given_settings):
        try:
            kind.settings(version)
        except InvalidInputError:
            continue
        possible.append(version)
    return possible


@pytest.mark.parametrize("name", [entry.removeprefix("kind/").split(".")[0] for entry in names("kind")])
def test_every_registered_kind_holds_to_the_contract(name: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(STRATEGIES[name])
    def holds(example: tuple[dict[str, Any], list[object], list[object]]) -> None:
        given_settings, values, refused = example
        kind = kind_of(name)
        check_annotation_kind(
            kind, given_settings, values=values, refused=refused, later=later_versions(kind, given_settings)
        )

    holds()


REPEATING = [name for name in STRATEGIES if kind_of(name).repeats]


@pytest.mark.parametrize("name", REPEATING)
@pytest.mark.parametrize("unit", ["turn", "cell"])
def test_every_kind_that_repeats_holds_to_it_for_each_turn_and_cell(name: str, unit: str) -> None:
    @settings(max_examples=30, deadline=None)
    @given(STRATEGIES[name], st.randoms(use_true_random=False))
    def holds(example: tuple[dict[str, Any], list[object], list[object]], random: Any) -> None:
        given_settings, inner, refused = example
        each = Each(kind_of(name), unit=unit, only=(), abstain=True)
        units = [str(place) for place in range(4)]
        values = [
            {key: random.choice([*inner, None]) for key in random.sample(units, random.randint(1, 4))} for _ in inner
        ]
        strange = [*inner, {}, {"0": {}}, {"": inner[0]}, *({"0": value} for value in refused)]
        later = later_versions(each, given_settings)
        check_annotation_kind(each, given_settings, values=values, refused=strange, later=later)

    holds()


def twin_cases() -> list[Any]:
    cases = [case for path in CASES for case in json.loads(path.read_text())]
    return [pytest.param(case, id=f"{case['question']['kind']}: {case['name']}") for case in cases]


@pytest.mark.parametrize("case", twin_cases())
def test_python_judges_as_the_browser_does(case: dict[str, Any]) -> None:
    document = case["question"]
    question = read_question({name: value for name, value in document.items() if name != "shown_if"})
    shown = read_question(document)
    values = dict(case.get("given", {}))
    if "value" in case:
        values[question.id] = case["value"]
    if not case["ok"]:
        with pytest.raises(InvalidInputError):
            shown.read(values, case.get("fields"))
        return
    answered, value = shown.read(values, case.get("fields"))
    assert shown.encode({question.id: value} if answered else {}) == case["code"]


def test_a_strangers_kind_passes_through_the_same_door() -> None:
    check_annotation_kind(Hue(), {"steps": 12}, values=[0, 3, 11], refused=[12, "red", None])


class Lopsided(Hue):
    def distance(self, a: int, b: int, settings: HueSettings) -> float:
        return (a - b) % settings.steps / settings.steps


class Careless(Hue):
    def read(self, value: Any, settings: HueSettings) -> int:
        return int(value)


class Forgetful(Hue):
    def decode(self, code: int, settings: HueSettings) -> int:
        return 0


@pytest.mark.parametrize(
    ("kind", "promise"),
    [
        (Lopsided(), "a distance is the same both ways"),
        (Careless(), "read refuses with InvalidInputError"),
        (Forgetful(), "decode undoes encode"),
    ],
)
def test_a_broken_kind_is_told_which_promise_it_breaks(kind: Kind, promise: str) -> None:
    with pytest.raises(BrokenContractError, match=promise):
        check_annotation_kind(kind, {"steps": 12}, values=[0, 3, 11])


def test_an_open_answer_is_a_vote_of_its_own() -> None:
    question = read_question({"id": "q", "kind": "rating", "name": "How good?"})
    assert question.encode({"q": None}) == ABSTAIN


def test_the_distance_of_texts_is_the_same_both_ways() -> None:
    check_annotation_kind(kind_of("text"), {"max_length": 200}, values=["211", "1012"])
