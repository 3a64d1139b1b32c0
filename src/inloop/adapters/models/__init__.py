"""Models: text to vectors, vectors and answers to a model, a model to files that anyone can run."""

from inloop.adapters.models.hashed_svd import HashedSvd, join_fields

__all__ = ["HashedSvd", "join_fields"]
