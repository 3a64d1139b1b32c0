"""Tables and queries of people: accounts and memberships, and the secrets that let somebody in."""
