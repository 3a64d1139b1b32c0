"""The verbs of people.

Each takes a connection and the time, records its event, and leaves the transaction to the caller.
"""

from inloop.people.service.identity import allowed_on_server, allowed_somewhere, identify, role_in, touch
from inloop.people.service.invitations import accept, accept_as_new, invitations, invite, look, revoke_invitation
from inloop.people.service.members import add_member, change_role, memberships, people_in, remove_member
from inloop.people.service.persons import actor_names, change_account, ensure_owner, get_person, set_password
from inloop.people.service.sessions import (
    begin_password_try,
    end_session,
    make_sign_in_link,
    open_session,
    sessions,
    sign_in_by_link,
    sign_in_by_password,
)
from inloop.people.service.tokens import make_token, revoke_token, tokens

__all__ = [
    "accept",
    "accept_as_new",
    "actor_names",
    "add_member",
    "allowed_on_server",
    "allowed_somewhere",
    "begin_password_try",
    "change_account",
    "change_role",
    "end_session",
    "ensure_owner",
    "get_person",
    "identify",
    "invitations",
    "invite",
    "look",
    "make_sign_in_link",
    "make_token",
    "memberships",
    "open_session",
    "people_in",
    "remove_member",
    "revoke_invitation",
    "revoke_token",
    "role_in",
    "sessions",
    "set_password",
    "sign_in_by_link",
    "sign_in_by_password",
    "tokens",
    "touch",
]
