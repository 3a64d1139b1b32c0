"""Who may do what: accounts, roles, sessions, tokens, invitations."""

from inloop.people.model import (
    Account,
    Identity,
    Invitation,
    Issued,
    Member,
    OpenSession,
    Person,
    SignedIn,
    TokenRow,
)
from inloop.people.passwords import hash_password, verify_password
from inloop.people.roles import Act, Role, acts_of, allowed, may_grant, narrower

__all__ = [
    "Account",
    "Act",
    "Identity",
    "Invitation",
    "Issued",
    "Member",
    "OpenSession",
    "Person",
    "Role",
    "SignedIn",
    "TokenRow",
    "acts_of",
    "allowed",
    "hash_password",
    "may_grant",
    "narrower",
    "verify_password",
]
