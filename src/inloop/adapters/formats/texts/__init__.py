"""Formats of labelled text: CoNLL, brat, spaCy."""
