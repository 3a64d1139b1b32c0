"""The table role × act, as the product promises it."""

import pytest

from inloop.people import Act, Role, acts_of, allowed, may_grant, narrower
from inloop.people.roles import SERVER_ACTS

CHANGES = {act for act in Act if not act.endswith((".read", ".history"))} - SERVER_ACTS


def test_annotators_see_what_labelling_needs_and_their_own_history() -> None:
    assert acts_of(Role.ANNOTATOR) == {Act.PROJECT_READ, Act.LABEL_ANSWER, Act.LABEL_HISTORY}


def test_auditors_read_everything_and_change_nothing() -> None:
    reads = {act for act in Act if act.endswith(".read")}
    assert reads <= acts_of(Role.AUDITOR)
    assert acts_of(Role.AUDITOR) & CHANGES == {Act.EXPORT_RUN, Act.MODELS_DOWNLOAD}


def test_agents_predict_and_viewers_look() -> None:
    assert acts_of(Role.AGENT) == {Act.PROJECT_READ, Act.PREDICT_RUN}
    assert not acts_of(Role.VIEWER) & CHANGES


def test_reviewers_label_and_look_at_the_quality_of_labels() -> None:
    wanted = {Act.LABEL_ANSWER, Act.LABEL_HISTORY, Act.ITEMS_READ, Act.QUALITY_READ}
    assert wanted <= acts_of(Role.REVIEWER)
    assert acts_of(Role.REVIEWER) & CHANGES == {Act.LABEL_ANSWER}


def test_only_owners_destroy() -> None:
    for act in (Act.PROJECT_DELETE, Act.ITEMS_ERASE):
        assert [role for role in Role if allowed(role, act)] == [Role.OWNER]


@pytest.mark.parametrize("role", Role)
def test_no_role_in_a_project_may_change_the_server(role: Role) -> None:
    assert not acts_of(role) & SERVER_ACTS
    assert allowed(role, Act.PROJECT_READ)


def test_nobody_is_allowed_nothing() -> None:
    assert not any(allowed(None, act) for act in Act)


def test_a_role_gives_no_role_that_can_do_more() -> None:
    assert all(may_grant(Role.OWNER, role) for role in Role)
    assert [role for role in Role if not may_grant(Role.MANAGER, role)] == [Role.OWNER]
    assert not any(may_grant(None, role) for role in Role)
    assert not may_grant(Role.ANNOTATOR, Role.VIEWER)


def test_the_narrower_of_two_roles_can_do_no_more_than_either() -> None:
    for one in Role:
        for other in Role:
            both = narrower(one, other)
            assert both is None or acts_of(both) <= acts_of(one) & acts_of(other)
    assert narrower(Role.ANNOTATOR, Role.OWNER) is Role.ANNOTATOR
    assert narrower(Role.AGENT, Role.ANNOTATOR) is None
