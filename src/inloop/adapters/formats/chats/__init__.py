"""Formats of conversations: what models are trained on."""
