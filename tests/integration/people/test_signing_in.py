"""Links work once, sessions end when they should, guessing is slowed down, and no secret lies in the database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from inloop.database import Database, metadata
from inloop.kernel.clock import DAY, HOUR, MINUTE
from inloop.kernel.errors import ForbiddenError, GoneError, InloopError, NotFoundError, SignInError, TooManyTriesError
from inloop.kernel.ids import new_secret
from inloop.people import Role, hash_password, service, verify_password
from inloop.people.model import TRIES_PER_HOUR
from inloop.record import recent
from tests.integration.people.place import AT, PROJECT, Place


def test_a_new_server_has_one_owner_however_many_nodes_start_at_once(database: Database) -> None:
    with ThreadPoolExecutor(4) as nodes:
        owners = set(nodes.map(lambda _: database.write(lambda c: service.ensure_owner(c, at=AT)), range(8)))
    assert len(owners) == 1


def test_of_many_who_use_a_sign_in_link_at_once_one_gets_in(place: Place) -> None:
    link = place.database.write(lambda c: service.make_sign_in_link(c, person=place.owner.person, at=AT))

    def use(_: int) -> bool:
        try:
            place.database.write(lambda c: service.sign_in_by_link(c, secret=link.secret, at=AT + 1))
        except GoneError:
            return False
        return True

    with ThreadPoolExecutor(8) as browsers:
        assert sum(browsers.map(use, range(16))) == 1


def test_an_expired_or_unknown_sign_in_link_is_refused(place: Place) -> None:
    link = place.database.write(lambda c: service.make_sign_in_link(c, person=place.owner.person, at=AT))
    with pytest.raises(GoneError, match="expired"):
        place.database.write(lambda c: service.sign_in_by_link(c, secret=link.secret, at=AT + 15 * MINUTE))
    with pytest.raises(SignInError):
        place.database.write(lambda c: service.sign_in_by_link(c, secret=new_secret(), at=AT))


def test_a_session_slides_with_use_and_ends_without(place: Place) -> None:
    new = place.database.write(lambda c: service.open_session(c, person=place.owner.person, at=AT))
    later = AT + 29 * DAY
    identity = place.database.read(lambda c: service.identify(c, session_secret=new.secret, at=later))
    assert identity.touch_due
    place.database.write(lambda c: service.touch(c, identity, at=later))
    again = place.database.read(lambda c: service.identify(c, session_secret=new.secret, at=AT + 31 * DAY))
    assert (again.person, again.touch_due) == (place.owner.person, True)
    with pytest.raises(SignInError):
        place.database.read(lambda c: service.identify(c, session_secret=new.secret, at=later + 30 * DAY))


def test_signing_out_ends_the_session_at_once_and_nobody_elses(place: Place) -> None:
    ann, bob = place.join(Role.ANNOTATOR), place.join(Role.ANNOTATOR, name="Bob")
    assert ann.session is not None
    with pytest.raises(NotFoundError):
        place.database.write(lambda c: service.end_session(c, session=ann.session or 0, person=bob.person, at=AT))
    place.database.write(lambda c: service.end_session(c, session=ann.session or 0, person=ann.person, at=AT))
    assert place.database.read(lambda c: service.sessions(c, ann.person, at=AT)) == []
    assert len(place.database.read(lambda c: service.sessions(c, bob.person, at=AT))) == 1


def test_an_ended_session_and_a_revoked_token_no_longer_identify(place: Place) -> None:
    new = place.database.write(lambda c: service.open_session(c, person=place.owner.person, at=AT))
    place.database.write(lambda c: service.end_session(c, session=new.session, person=new.person, at=AT))
    token = place.database.write(
        lambda c: service.make_token(c, identity=place.owner, name="x", project=None, role=Role.VIEWER, at=AT)
    )
    place.database.write(lambda c: service.revoke_token(c, identity=place.owner, token=token.id, at=AT))
    for given in ({"session_secret": new.secret}, {"token": token.secret}, {"token": "inl_x"}, {}):
        with pytest.raises(SignInError):
            place.database.read(lambda c, given=given: service.identify(c, at=AT, **given))  # type: ignore[misc]


def test_a_password_signs_in_and_a_changed_one_ends_the_other_sessions(place: Place) -> None:
    ann = place.join(Role.ANNOTATOR, email="Ann@Example.org ")
    other = place.sign_in(ann.person)
    hashed = hash_password("correct horse battery")
    place.database.write(
        lambda c: service.set_password(
            c, person=ann.person, password=hashed, session=ann.session, at=AT, actor=ann.actor
        )
    )
    account = place.database.write(lambda c: service.begin_password_try(c, email="ann@example.org", at=AT))
    assert account is not None
    assert verify_password("correct horse battery", account.password)
    assert not verify_password("correct horse", account.password)
    assert not verify_password("a password that nobody has", None)
    open_now = {one.id for one in place.database.read(lambda c: service.sessions(c, ann.person, at=AT))}
    assert ann.session in open_now
    assert other.session not in open_now
    with pytest.raises(InloopError, match="9 characters"):
        hash_password("too short")


def test_guessing_passwords_is_stopped_until_the_next_hour_or_a_success(place: Place) -> None:
    def guess(at: int) -> None:
        place.database.write(lambda c: service.begin_password_try(c, email="nobody@example.org", at=at))

    for _ in range(TRIES_PER_HOUR):
        guess(AT)
    with pytest.raises(TooManyTriesError):
        guess(AT)
    guess(AT + HOUR)
    place.database.write(lambda c: service.sign_in_by_password(c, person=1, email="Nobody@example.org", at=AT + HOUR))
    for _ in range(TRIES_PER_HOUR):
        guess(AT + HOUR)


def test_tokens_note_their_use_at_most_once_a_minute(place: Place) -> None:
    issued = place.database.write(
        lambda c: service.make_token(c, identity=place.owner, name="x", project=None, role=Role.OWNER, at=AT)
    )

    def use(at: int) -> bool:
        identity = place.database.read(lambda c: service.identify(c, token=issued.secret, at=at))
        place.database.write(lambda c: service.touch(c, identity, at=at))
        return identity.touch_due

    assert [use(AT), use(AT + MINUTE // 2), use(AT + MINUTE)] == [True, False, True]
    assert [row.used_at for row in place.database.read(lambda c: service.tokens(c, 1))] == [AT + MINUTE]


def test_no_secret_lies_in_the_database_or_the_record(place: Place) -> None:
    link = place.database.write(lambda c: service.make_sign_in_link(c, person=1, at=AT))
    session = place.database.write(lambda c: service.sign_in_by_link(c, secret=link.secret, at=AT))
    token = place.database.write(
        lambda c: service.make_token(c, identity=place.owner, name="x", project=None, role=Role.OWNER, at=AT)
    )
    invitation = place.database.write(
        lambda c: service.invite(c, identity=place.owner, project=PROJECT, role=Role.VIEWER, at=AT)
    )
    names = ("person", "session", "token", "link", "event")
    stored = place.database.read(lambda c: repr([c.execute(select(metadata.tables[name])).all() for name in names]))
    for issued in (link, session, token, invitation):
        assert issued.secret not in stored


def test_every_change_leaves_an_event(place: Place) -> None:
    ann = place.join(Role.ANNOTATOR)
    place.database.write(
        lambda c: service.change_role(
            c, project=PROJECT, person=ann.person, role=Role.REVIEWER, own=Role.OWNER, at=AT, actor="person:1"
        )
    )
    token = place.database.write(
        lambda c: service.make_token(c, identity=ann, name="x", project=PROJECT, role=Role.ANNOTATOR, at=AT)
    )
    place.database.write(lambda c: service.revoke_token(c, identity=ann, token=token.id, at=AT))
    place.database.write(
        lambda c: service.remove_member(c, project=PROJECT, person=ann.person, own=Role.OWNER, at=AT, actor="person:1")
    )
    acts = [event.act for event in reversed(place.database.read(recent))]
    assert acts == [
        "owner.made",
        "session.opened",
        "person.invited",
        "person.joined",
        "session.opened",
        "role.changed",
        "token.made",
        "token.revoked",
        "person.removed",
    ]
    with pytest.raises(ForbiddenError):
        place.database.write(
            lambda c: service.make_token(c, identity=ann, name="x", project=PROJECT, role=Role.ANNOTATOR, at=AT)
        )
