"""Invitations, roles and tokens: who is in, as what, and never more than they were given."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from inloop.kernel.clock import DAY
from inloop.kernel.errors import ConflictError, ForbiddenError, GoneError, InvalidInputError, NotFoundError
from inloop.kernel.ids import new_secret
from inloop.people import Act, Invitation, Issued, Role, service
from tests.integration.people.place import AT, PROJECT, Place


def invite(place: Place, *, role: Role = Role.ANNOTATOR) -> Issued:
    return place.database.write(
        lambda c: service.invite(c, identity=place.owner, project=PROJECT, role=role, at=AT, name="for Ann")
    )


def look(place: Place, issued: Issued, *, at: int = AT) -> Invitation:
    return place.database.read(lambda c: service.look(c, secret=issued.secret, at=at))


def test_an_invitation_says_what_it_is_for_and_brings_somebody_in(place: Place) -> None:
    issued = invite(place)
    seen = look(place, issued)
    assert (seen.project, seen.role, seen.invited_by) == (PROJECT, Role.ANNOTATOR, "Owner")
    assert [one.id for one in place.database.read(lambda c: service.invitations(c, PROJECT, at=AT))] == [issued.id]

    person = place.database.write(lambda c: service.accept_as_new(c, secret=issued.secret, name=" Ann  Lee ", at=AT))

    members = place.database.read(lambda c: service.people_in(c, PROJECT))
    assert [(one.person, one.name, one.role) for one in members] == [(person, "Ann Lee", Role.ANNOTATOR)]
    assert place.database.read(lambda c: service.invitations(c, PROJECT, at=AT)) == []
    with pytest.raises(GoneError, match="used"):
        look(place, issued)


def test_of_many_who_accept_an_invitation_at_once_one_comes_in(place: Place) -> None:
    issued = invite(place)

    def accept(number: int) -> bool:
        try:
            place.database.write(lambda c: service.accept_as_new(c, secret=issued.secret, name=f"P{number}", at=AT))
        except GoneError:
            return False
        return True

    with ThreadPoolExecutor(8) as browsers:
        assert sum(browsers.map(accept, range(12))) == 1
    assert len(place.database.read(lambda c: service.people_in(c, PROJECT))) == 1


def test_an_invitation_ends_by_time_or_by_being_taken_back(place: Place) -> None:
    issued = invite(place)
    with pytest.raises(GoneError, match="expired"):
        look(place, issued, at=AT + 7 * DAY)

    def revoke(project: int) -> None:
        place.database.write(
            lambda c: service.revoke_invitation(c, project=project, invitation=issued.id, at=AT, actor="person:1")
        )

    with pytest.raises(NotFoundError):
        revoke(PROJECT + 1)
    revoke(PROJECT)
    with pytest.raises(GoneError, match="taken back"):
        look(place, issued)
    with pytest.raises(NotFoundError):
        place.database.read(lambda c: service.look(c, secret=new_secret(), at=AT))


def test_an_address_that_has_an_account_is_sent_to_sign_in(place: Place) -> None:
    ann = place.join(Role.VIEWER, project=2, email="ann@example.org")
    issued = invite(place)
    with pytest.raises(ConflictError, match="account"):
        place.database.write(
            lambda c: service.accept_as_new(c, secret=issued.secret, name="Ann", email="ANN@example.org", at=AT)
        )
    accepted = place.database.write(lambda c: service.accept(c, secret=issued.secret, person=ann.person, at=AT))
    assert accepted.project == PROJECT
    roles = place.database.read(lambda c: service.memberships(c, ann.person))
    assert roles == {2: Role.VIEWER, PROJECT: Role.ANNOTATOR}
    with pytest.raises(ConflictError, match="already"):
        _accept_again(place, ann.person)


def _accept_again(place: Place, person: int) -> None:
    issued = invite(place)
    place.database.write(lambda c: service.accept(c, secret=issued.secret, person=person, at=AT))


def test_an_address_that_is_none_is_refused(place: Place) -> None:
    for email in ("ann", "@example.org", "a b@c.org", "x" * 400 + "@c.org"):
        with pytest.raises(InvalidInputError):
            place.join(Role.VIEWER, email=email)


def test_a_removed_member_has_no_role_and_can_come_back(place: Place) -> None:
    ann = place.join(Role.REVIEWER)
    token = place.token(ann, role=Role.ANNOTATOR)
    place.database.write(
        lambda c: service.remove_member(c, project=PROJECT, person=ann.person, own=Role.MANAGER, at=AT, actor="x")
    )
    assert (place.role_of(ann), place.role_of(token)) == (None, None)
    _accept_again(place, ann.person)
    assert (place.role_of(ann), place.role_of(token)) == (Role.ANNOTATOR, Role.ANNOTATOR)


def test_a_manager_neither_makes_nor_unmakes_an_owner(place: Place) -> None:
    ann, boss = place.join(Role.ANNOTATOR), place.join(Role.OWNER, name="Boss")
    for person, role in ((ann.person, Role.OWNER), (boss.person, Role.VIEWER)):
        with pytest.raises(ForbiddenError):
            place.database.write(
                lambda c, person=person, role=role: service.change_role(  # type: ignore[misc]
                    c, project=PROJECT, person=person, role=role, own=Role.MANAGER, at=AT, actor="x"
                )
            )
    manager = place.join(Role.MANAGER, name="Max")
    with pytest.raises(ForbiddenError):
        place.database.write(lambda c: service.invite(c, identity=manager, project=PROJECT, role=Role.OWNER, at=AT))


def test_a_token_can_do_no_more_than_it_was_made_for(place: Place) -> None:
    viewer = place.token(place.owner, role=Role.VIEWER, project=None)
    assert (viewer.is_owner, place.owner.is_owner) == (False, True)
    assert place.role_of(viewer) is Role.VIEWER
    agent = place.token(place.owner, role=Role.AGENT)
    assert (place.role_of(agent), place.role_of(agent, project=2)) == (Role.AGENT, None)
    assert place.token(place.owner, role=Role.OWNER, project=None).is_owner
    assert not place.token(place.owner, role=Role.OWNER).is_owner


def test_a_token_loses_what_its_person_loses(place: Place) -> None:
    max_ = place.join(Role.MANAGER)
    token = place.token(max_, role=Role.MANAGER)
    place.database.write(
        lambda c: service.change_role(
            c, project=PROJECT, person=max_.person, role=Role.ANNOTATOR, own=Role.OWNER, at=AT, actor="x"
        )
    )
    assert place.role_of(token) is Role.ANNOTATOR
    with pytest.raises(ForbiddenError):
        place.token(max_, role=Role.MANAGER)


def test_the_server_is_changed_by_its_owner_and_projects_are_made_by_who_manages_one(place: Place) -> None:
    manager, ann = place.join(Role.MANAGER), place.join(Role.ANNOTATOR)
    cases = {
        "owner": (place.owner, {Act.SERVER_CHANGE, Act.SERVER_CREATE_PROJECT, Act.TOKENS_OWN}),
        "manager": (manager, {Act.SERVER_CREATE_PROJECT, Act.TOKENS_OWN}),
        "annotator": (ann, {Act.TOKENS_OWN}),
        "token for everything": (
            place.token(place.owner, role=Role.OWNER, project=None),
            {Act.SERVER_CHANGE, Act.SERVER_CREATE_PROJECT},
        ),
        "owner's token for managing": (
            place.token(place.owner, role=Role.MANAGER, project=None),
            {Act.SERVER_CREATE_PROJECT},
        ),
        "manager's token": (place.token(manager, role=Role.MANAGER, project=None), {Act.SERVER_CREATE_PROJECT}),
        "token for one project": (place.token(manager, role=Role.MANAGER), set()),
    }
    for name, (identity, expected) in cases.items():
        found = {
            act
            for act in (Act.SERVER_CHANGE, Act.SERVER_CREATE_PROJECT, Act.TOKENS_OWN)
            if place.database.read(lambda c, i=identity, a=act: service.allowed_on_server(c, i, a))  # type: ignore[misc]
        }
        assert found == expected, name


def test_an_account_changes_its_name_and_takes_no_address_of_another(place: Place) -> None:
    ann = place.join(Role.VIEWER, email="ann@example.org")
    place.join(Role.VIEWER, name="Bob", email="bob@example.org")
    changed = place.database.write(
        lambda c: service.change_account(c, person=ann.person, name="Anna", at=AT, actor=ann.actor)
    )
    assert (changed.name, changed.email, changed.has_password) == ("Anna", "ann@example.org", False)
    with pytest.raises(ConflictError):
        place.database.write(
            lambda c: service.change_account(c, person=ann.person, email="Bob@example.org", at=AT, actor=ann.actor)
        )
