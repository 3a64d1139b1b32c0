import csv
import time
from pathlib import Path

import numpy as np
import pytest

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import iter_family
from inloop.methods.aggregation import IBCC, DawidSkene, MajorityVote, Votes, plain_skills, posterior_of

CROWDS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "crowd_labels"


def crowd(*, items=400, annotators=12, per_item=3, classes=3, accuracy=0.75, seed=0):
    rng = np.random.default_rng(seed)
    truth = rng.integers(classes, size=items)
    item = np.repeat(np.arange(items), per_item)
    annotator = rng.permuted(np.tile(np.arange(annotators), (items, 1)), axis=1)[:, :per_item].ravel()
    right = rng.random(len(item)) < accuracy
    wrong = (truth[item] + rng.integers(1, classes, size=len(item))) % classes
    return truth, Votes.of_codes(item, annotator, np.where(right, truth[item], wrong), classes=classes)


def table(path):
    with path.open() as lines:
        return np.array(list(csv.reader(lines))[1:], dtype=np.int64)


def public_sets():
    if not CROWDS.is_dir():
        pytest.skip("needs ../shared/data/crowd_labels beside the checkout")
    for folder in sorted(path for path in CROWDS.iterdir() if path.is_dir()):
        yield table(folder / "label.csv"), table(folder / "truth.csv")


@pytest.mark.parametrize(("name", "aggregator"), list(iter_family("aggregation")))
def test_every_aggregator_gives_distributions_and_skills(name, aggregator):
    truth, votes = crowd()
    fitted = aggregator().fit(votes)
    assert fitted.posteriors_.shape == (400, 3)
    np.testing.assert_allclose(fitted.posteriors_.sum(axis=1), 1)
    np.testing.assert_allclose(fitted.confusions_.sum(axis=2), 1)
    assert fitted.confusions_.shape == (12, 3, 3)
    assert (fitted.skills_.low <= fitted.skills_.estimate).all()
    assert (fitted.skills_.estimate <= fitted.skills_.high).all()
    assert (fitted.labels_ == truth).mean() > 0.8
    assert fitted.classes_ == (0, 1, 2)


@pytest.mark.parametrize(("name", "aggregator"), list(iter_family("aggregation")))
def test_no_votes_and_one_vote_are_no_trouble(name, aggregator):
    assert aggregator().fit(Votes.of_codes([], [], [], classes=2)).posteriors_.shape == (0, 2)
    one = aggregator().fit(Votes.of_codes([3], [4], [1], classes=2))
    assert one.labels_.tolist() == [1]
    assert one.skills_.of(0).n == 1


def test_the_skill_interval_covers_the_true_accuracy():
    covered = []
    for seed in range(10):
        _, votes = crowd(items=300, per_item=5, accuracy=0.8, seed=seed)
        skills = IBCC().fit(votes).skills_
        covered.extend((skills.low <= 0.8) & (skills.high >= 0.8))
    assert np.mean(covered) > 0.85


@pytest.mark.parametrize("items", [60, 150])
def test_the_accuracy_of_people_is_found_among_eleven_classes(items):
    accuracies, covered, ordered = np.array([0.97, 0.88, 0.7]), [], []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        truth = rng.choice(11, size=items, p=rng.dirichlet(np.full(11, 2.0)))
        right = rng.random((items, 3)) < accuracies
        wrong = (truth[:, None] + rng.integers(1, 11, size=(items, 3))) % 11
        answers = np.where(right, truth[:, None], wrong)
        found = plain_skills(
            Votes.of_codes(np.repeat(np.arange(items), 3), np.tile(range(3), items), answers.ravel(), classes=11)
        )
        covered.append((found.low <= accuracies) & (accuracies <= found.high))
        ordered.append((np.diff(found.estimate) < 0).all())
    assert (np.mean(covered, axis=0) >= 0.85).all()
    assert np.mean(ordered) >= 0.85


@pytest.mark.parametrize("classes", [10, 30, 150])
@pytest.mark.parametrize("items", [100, 400])
def test_no_class_swallows_the_others_where_most_items_have_one_answer(classes, items):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        truth = rng.choice(classes, size=items, p=rng.dirichlet(np.full(classes, 2.0)))
        twice = np.flatnonzero(rng.random(items) < 0.1)
        item = np.concatenate([np.arange(items), twice])
        who = rng.integers(3, size=items)
        annotator = np.concatenate([who, (who[twice] + 1) % 3])
        right = rng.random(len(item)) < 0.9
        wrong = (truth[item] + rng.integers(1, classes, size=len(item))) % classes
        votes = Votes.of_codes(item, annotator, np.where(right, truth[item], wrong), classes=classes)
        ours, counted = (fit.fit(votes).labels_ == truth for fit in (IBCC(), MajorityVote()))
        assert ours.mean() >= counted.mean() - 0.03


def test_of_answers_that_nobody_shares_nothing_is_known():
    found = plain_skills(Votes.of_codes([1, 2, 3, 3], [0, 0, 1, 2], [0, 1, 1, -1], classes=2, keep_abstentions=True))
    assert found.votes.tolist() == [0, 0, 0]
    assert (found.high - found.low > 0.9).all()
    assert len(plain_skills(Votes.of_codes([], [], [], classes=2))) == 0


def test_someone_who_always_says_the_opposite_is_used_against_themselves():
    truth = np.arange(60) % 2
    answers = np.stack([truth, truth, 1 - truth, 1 - truth, truth], axis=1).ravel()
    votes = Votes.of_codes(np.repeat(np.arange(60), 5), np.tile(np.arange(5), 60), answers, classes=2)
    fitted = IBCC().fit(votes)
    assert (fitted.labels_ == truth).all()
    assert fitted.skills_.of(2).high < 0.3


def test_an_abstention_can_be_a_vote_of_its_own():
    items, people = np.repeat(np.arange(50), 2), np.tile([0, 1], 50)
    truth = np.arange(50) % 2
    fires = np.where(truth == 1, 1, -1)
    codes = np.stack([truth, fires], axis=1).ravel()
    fitted = IBCC().fit(Votes.of_codes(items, people, codes, classes=2, keep_abstentions=True))
    assert fitted.confusions_.shape == (2, 2, 3)
    assert fitted.confusions_[1, 0, 2] > 0.8
    assert (fitted.labels_ == truth).all()


def test_a_good_model_helps_and_a_useless_one_is_softened():
    truth, votes = crowd(items=2_000, per_item=2, accuracy=0.7)
    rng = np.random.default_rng(5)
    good = np.where(rng.random(2_000) < 0.8, truth, rng.integers(3, size=2_000))
    noise = rng.integers(3, size=2_000)
    alone = IBCC().fit(votes)
    helped = IBCC(log_prior=np.log(np.eye(3)[good] * 0.7 + 0.1)).fit(votes)
    fooled = IBCC(log_prior=np.log(np.eye(3)[noise] * 0.97 + 0.01)).fit(votes)
    accuracy = [(fitted.labels_ == truth).mean() for fitted in (alone, helped, fooled)]
    assert accuracy[1] > accuracy[0] + 0.05
    assert accuracy[2] > accuracy[0] - 0.02
    assert fooled.temperature_ > 5
    with np.errstate(divide="ignore"):
        certain = IBCC(log_prior=np.log(np.eye(3)[good])).fit(votes)
    assert np.isfinite(certain.posteriors_).all()
    with pytest.raises(InvalidInputError, match="log_prior has shape"):
        IBCC(log_prior=np.zeros((3, 3))).fit(votes)


def test_the_posterior_of_one_item_agrees_with_the_fit_over_all():
    _, votes = crowd(items=600, per_item=4)
    fitted = IBCC().fit(votes)
    for item in range(20):
        mine = votes.item == item
        alone = posterior_of(
            votes.annotator[mine].tolist(),
            votes.code[mine].tolist(),
            confusions=fitted.confusions_,
            prior=fitted.class_prior_,
        )
        np.testing.assert_allclose(alone, fitted.posteriors_[item], atol=0.02)


def test_a_newcomer_counts_and_an_abstention_does_not():
    confusions, prior = np.zeros((0, 2, 2)), np.array([0.5, 0.5])
    told = posterior_of([-1, -1], [1, -1], confusions=confusions, prior=prior)
    np.testing.assert_allclose(told, [0.2, 0.8])


@pytest.mark.filterwarnings("ignore")  # those of the reference
def test_on_public_crowds_consensus_beats_the_reference_and_takes_a_fiftieth_of_its_time():
    pandas, reference = pytest.importorskip("pandas"), pytest.importorskip("crowdkit.aggregation")
    ours, theirs, spent, their_time = [], [], 0.0, 0.0
    for votes, truth in public_sets():
        frame = pandas.DataFrame(votes, columns=["task", "worker", "label"])
        built = Votes.of_codes(*votes.T, classes=int(votes[:, 2].max()) + 1)
        started = time.process_time()
        found = reference.DawidSkene(n_iter=100).fit_predict(frame)
        their_time += time.process_time() - started
        spent += min(_cost(built) for _ in range(3))
        fitted = IBCC().fit(built)
        place = np.searchsorted(fitted.items_, truth[:, 0])
        ours.append((fitted.labels_[place] == truth[:, 1]).mean())
        theirs.append((found.loc[truth[:, 0]].to_numpy() == truth[:, 1]).mean())
    assert len(ours) == 6
    assert np.mean(ours) >= np.mean(theirs)
    assert their_time >= 50 * spent


def _cost(votes):
    started = time.process_time()
    IBCC().fit(votes)
    return time.process_time() - started


def test_a_million_votes_take_less_than_five_seconds():
    rng = np.random.default_rng(0)
    truth, item, annotator = (
        rng.integers(10, size=300_000),
        rng.integers(300_000, size=10**6),
        rng.integers(500, size=10**6),
    )
    code = np.where(rng.random(10**6) < rng.beta(8, 2, 500)[annotator], truth[item], rng.integers(10, size=10**6))
    started = time.process_time()
    fitted = IBCC().fit(Votes.of_codes(item, annotator, code, classes=10))
    assert time.process_time() - started < 5
    assert (fitted.labels_ == truth[fitted.items_]).mean() > 0.9


def test_learning_who_is_good_beats_counting_heads():
    rng = np.random.default_rng(0)
    accuracy = np.r_[np.full(3, 0.95), np.full(9, 0.4)]
    truth = rng.integers(3, size=500)
    right = rng.random((500, 12)) < accuracy
    codes = np.where(right, truth[:, None], (truth[:, None] + rng.integers(1, 3, size=(500, 12))) % 3)
    votes = Votes.of_codes(np.repeat(np.arange(500), 12), np.tile(np.arange(12), 500), codes.ravel(), classes=3)
    scores = [(fit.fit(votes).labels_ == truth).mean() for fit in (MajorityVote(), DawidSkene(), IBCC())]
    assert scores[1] > scores[0] + 0.02
    assert scores[2] > scores[0] + 0.02
