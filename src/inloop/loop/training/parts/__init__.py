"""Answers made of parts, such as spans: what learns them, how good it is, what it says of every item."""
